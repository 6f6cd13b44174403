import { nearest } from '../language-server/core/text/nearest.ts'
import { UsageError } from './command.ts'

/**
 * The word that an option gives, of those that it may.
 * @throws UsageError naming what is allowed
 */
export function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((each) => each === value)
  if (found !== undefined) return found
  const meant = nearest(value, allowed)
  throw new UsageError(
    `${option} '${value}' is not one of ${allowed.join(', ')}${meant === undefined ? '.' : `; did you mean '${meant}'?`}`,
  )
}
