import { textOf } from './text.ts'
import { XAttribute, type XContainer, XElement, XNode, XText } from './xml.ts'

/** Adds content to an element as its constructor does: nodes, attributes, sequences of them, and anything else as text. */
export function addContent(to: XContainer, content: unknown): void {
  if (content === null || content === undefined) return
  if (content instanceof XAttribute) {
    if (to instanceof XElement) to.attributes.push(content)
  } else if (content instanceof XNode) to.append(content)
  else if (typeof content === 'object' && Symbol.iterator in content && !(content instanceof Uint8Array))
    for (const one of content as Iterable<unknown>) addContent(to, one)
  else {
    const text = textOf(content)
    if (text !== '') to.append(new XText(text))
  }
}

export function contentNodes(content: unknown): XNode[] {
  if (content === null || content === undefined) return []
  if (content instanceof XNode) return [content]
  if (typeof content === 'object' && Symbol.iterator in content)
    return [...(content as Iterable<unknown>)].flatMap(contentNodes)
  return [new XText(textOf(content))]
}
