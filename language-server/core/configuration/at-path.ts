import type { Configuration, PathBinding } from './configuration.ts'
import { compileGlob } from './glob.ts'
import { layered, type RuleSettings } from './levels.ts'

/**
 * The rules that hold for one document: those of the whole file, then each override that matches, in their order.
 * @param path from the folder of the configuration on, with `/`
 */
export function rulesAt({ rules, overrides }: Pick<Configuration, 'rules' | 'overrides'>, path: string): RuleSettings {
  const matching = overrides.filter(({ files }) => files.some((pattern) => compileGlob(pattern)(path)))
  return matching.length === 0 ? rules : layered([rules, ...matching.map((override) => override.rules)])
}

/**
 * The binding of one document. Where several patterns match, the last one counts, as in an ignore file: general ones first, exceptions below.
 * @param path from the folder of the bindings on, with `/`
 */
export function bindingAt(
  bindings: Configuration['bindings'],
  path: string,
): { readonly pattern: string; readonly binding: PathBinding } | undefined {
  const found = Object.entries(bindings).findLast(([pattern]) => compileGlob(pattern)(path))
  return found && { pattern: found[0], binding: found[1] }
}
