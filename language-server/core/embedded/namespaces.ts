import { attributeText } from '../syntax/query.ts'
import type { Element } from '../syntax/tree.ts'
import type { Span } from '../text/span.ts'

/** A name whose prefix no element around it declares. */
interface UndeclaredPrefix {
  readonly prefix: string
  readonly span: Span
}

/** The prefixes that an element and those around it declare, with their namespaces. */
export function prefixesAt(element: Element): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (
    let at: Element | undefined = element;
    at !== undefined;
    at = at.parent.kind === 'element' ? at.parent : undefined
  )
    declare(at, found)
  return found
}

function declare(element: Element, into: Map<string, string>): void {
  for (const { name } of element.attributes) {
    if (!name.startsWith('xmlns:')) continue
    const prefix = name.slice('xmlns:'.length)
    if (!into.has(prefix)) into.set(prefix, attributeText(element, name) ?? '')
  }
}

/** The names below an element whose prefix is not declared, in document order. */
export function undeclaredPrefixes(parent: Element): readonly UndeclaredPrefix[] {
  const found: UndeclaredPrefix[] = []
  const around: ReadonlySet<string> = new Set(['xml', 'xmlns', ...prefixesAt(parent).keys()])
  // Documents can nest deeper than the call stack, so what is left to do waits here, the next on top.
  const waiting = parent.elements.map((element) => ({ element, around })).reverse()
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { element } = next
    const own = new Map<string, string>()
    declare(element, own)
    const known = own.size === 0 ? next.around : new Set([...next.around, ...own.keys()])
    const check = (name: string, start: number): void => {
      const colon = name.indexOf(':')
      const prefix = name.slice(0, Math.max(0, colon))
      if (colon <= 0 || known.has(prefix)) return
      found.push({ prefix, span: { start, end: start + colon } })
    }
    check(element.name, element.nameStart)
    for (const { name, nameStart } of element.attributes) check(name, nameStart)
    for (const child of element.elements.toReversed()) waiting.push({ element: child, around: known })
  }
  return found
}
