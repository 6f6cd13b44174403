import type { ExpressionSource } from '../expression/tree.ts'
import { entityAt } from '../syntax/entities.ts'
import type { Expression } from '../syntax/tree.ts'

/** The C# of an expression as the compiler sees it, entities decoded, with the way back to the document. */
export function sourceOf({ code, form }: Expression, text: string): ExpressionSource {
  const raw = text.slice(code.start, code.end)
  if (!raw.includes('&')) return { code: raw, form, toRaw: (offset) => code.start + offset }
  const decoded: string[] = []
  const starts: number[] = []
  let at = 0
  while (at < raw.length) {
    const entity = entityAt(raw, at)
    const character = entity === undefined ? (raw[at] ?? '') : String.fromCodePoint(entity.codePoint)
    decoded.push(character)
    for (let unit = 0; unit < character.length; unit++) starts.push(at)
    at += entity?.length ?? 1
  }
  return { code: decoded.join(''), form, toRaw: (offset) => code.start + (starts[offset] ?? raw.length) }
}
