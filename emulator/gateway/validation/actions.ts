import type { Element } from '../../../language-server/core/syntax/tree.ts'
import type { Compiler, Read } from '../compile/compiler.ts'
import { childElements } from '../compile/source.ts'

/** What to do about one name: `ignore`, `detect` or `prevent`. */
export type ActionOf = Read<string>

/** Overrides for single names inside a validation policy; names compare without case. */
export function namedActions(
  container: Element | undefined,
  compiler: Compiler,
  { child, attribute }: { readonly child: string; readonly attribute: string },
): ReadonlyMap<string, ActionOf> {
  const entries = (container ? childElements(container, child) : []).map((entry) => {
    const name = (compiler.literal(entry, attribute) ?? '').toLowerCase()
    return [name, compiler.need(entry, 'action')] as const
  })
  return new Map(entries)
}
