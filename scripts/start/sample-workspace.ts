import { cpSync, existsSync } from 'node:fs'
import { root } from '../root.mjs'

/** A copy of the Orders sample to play with, kept between starts, so that nothing the user does there touches the repository. */
export function sampleWorkspace(): string {
  const copy = root('.local/orders')
  if (!existsSync(copy)) cpSync(root('samples/orders'), copy, { recursive: true })
  return copy
}
