import { decodeText } from '../language-server/core/syntax/decode.ts'
import { parse } from '../language-server/core/syntax/parse.ts'
import type { Content, Element, ValuePart } from '../language-server/core/syntax/tree.ts'

/**
 * The service stores a document in its own layout: CRLF, tabs, `<a></a>` for `<a/>`, `&gt;` for `>`. Two texts are the same
 * policy when their normal forms are equal.
 *
 * `exact` keeps what could change the meaning, white space inside expressions and texts included, and decides whether there is
 * anything to push. `loose` also forgets the indentation inside expressions and texts, which the service may change, and decides
 * whether what was read back is what was sent.
 */
export type Strictness = 'exact' | 'loose'

const lineEnds = (text: string): string => text.replace(/\r\n?/g, '\n')

const unindented = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n')

/** The normal form of a policy document; broken text normalises too, piece by piece. */
function normalise(text: string, strictness: Strictness): string {
  const document = parse(lineEnds(text.replace(/^\uFEFF/, '')))
  const inner = (raw: string): string => {
    const decoded = decodeText(lineEnds(raw)).replace(/\u00a0/g, ' ')
    return strictness === 'loose' ? unindented(decoded) : decoded
  }

  const value = (parts: readonly ValuePart[], raw: string): string => {
    const sole = parts.filter((part) => part.kind !== 'text' || part.raw.trim() !== '')
    const [only] = sole
    return sole.length === 1 && only?.kind === 'expression' ? inner(only.raw.trim()) : inner(raw)
  }

  const content = (children: readonly Content[], depth: number): string[] => {
    const lines: string[] = []
    const pad = ' '.repeat(depth)
    for (const child of children) {
      switch (child.kind) {
        case 'element':
          lines.push(...element(child, depth))
          break
        case 'text': {
          const shown = inner(child.raw)
          if (shown.trim() !== '') lines.push(`${pad}${shown}`)
          break
        }
        case 'expression':
          lines.push(`${pad}${inner(child.raw.trim())}`)
          break
        case 'named-value':
          lines.push(`${pad}{{${child.name}}}`)
          break
        default: {
          const raw = document.text.slice(child.start, child.end)
          if (raw.trim() !== '') lines.push(`${pad}${unindented(raw)}`)
        }
      }
    }
    return lines
  }

  const element = (one: Element, depth: number): string[] => {
    const pad = ' '.repeat(depth)
    const attributes = one.attributes
      .map(
        (attribute) => `${attribute.name}=${attribute.value ? value(attribute.value.parts, attribute.value.raw) : ''}`,
      )
      .sort()
    const children = content(one.children, depth + 1)
    return [`${pad}<${one.name}`, ...attributes.map((attribute) => `${pad} @${attribute}`), ...children, `${pad}>`]
  }

  return content(document.children, 0).join('\n')
}

/** True when both texts are the same policy. */
export const samePolicy = (a: string, b: string, strictness: Strictness): boolean =>
  a === b || normalise(a, strictness) === normalise(b, strictness)
