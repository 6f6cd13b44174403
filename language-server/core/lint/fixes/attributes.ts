import type { Attribute, Element } from '../../syntax/tree.ts'
import type { Edit } from '../../text/edit.ts'

export const renameAttribute = (attribute: Attribute, name: string): Edit => ({
  span: { start: attribute.nameStart, end: attribute.nameEnd },
  newText: name,
})

/** Adds attributes behind the last one, or behind the name. */
export function addAttributes(element: Element, attributes: readonly (readonly [name: string, value: string])[]): Edit {
  const at = element.attributes.at(-1)?.end ?? element.nameEnd
  return { span: { start: at, end: at }, newText: attributes.map(([name, value]) => ` ${name}="${value}"`).join('') }
}

/** Removes an attribute and the white space before it. */
export function removeAttribute(attribute: Attribute, text: string): Edit {
  let start = attribute.start
  while (start > attribute.parent.nameEnd && /\s/.test(text[start - 1] ?? '')) start--
  return { span: { start, end: attribute.end }, newText: '' }
}
