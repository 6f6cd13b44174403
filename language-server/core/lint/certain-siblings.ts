import { readValue } from '../model/value.ts'
import type { Element } from '../syntax/tree.ts'
import type { Context } from './rule.ts'

/**
 * Whether two siblings will both be there. What a templating tool replaces between them, such as `%{ else }`, may leave only one of
 * them, so that nothing can be demanded of both together.
 * @param earlier stands before `later` in the same element
 */
export function areBothThere(earlier: Element, later: Element, { analysis: { text, options } }: Context): boolean {
  const siblings = later.parent?.children ?? []
  return !siblings.some(
    (child) =>
      child.kind === 'text' &&
      child.start >= earlier.end &&
      child.end <= later.start &&
      child.raw.trim() !== '' &&
      readValue([child], text, { placeholders: options.placeholders }).kind === 'unknown',
  )
}
