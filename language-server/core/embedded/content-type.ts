import { attributeText, firstChild, soleExpression, textOf } from '../syntax/query.ts'
import type { Element } from '../syntax/tree.ts'

/** The Content-Type that a `set-header` beside a body sets, in small letters; undefined: none does, or it is not literal. */
export function literalContentType(body: Element): string | undefined {
  for (const sibling of body.parent.elements) {
    if (sibling.name !== 'set-header') continue
    if (attributeText(sibling, 'name')?.trim().toLowerCase() !== 'content-type') continue
    const value = firstChild(sibling, 'value')
    if (value === undefined || soleExpression(value) !== undefined) return undefined
    const text = textOf(value).trim().toLowerCase()
    return text.includes('{{') || text.startsWith('@') ? undefined : text
  }
  return undefined
}
