import { ClrDateTime, ClrDateTimeOffset } from './date-time.ts'
import { textOf } from './text.ts'
import { XAttribute, type XContainer, XElement, XNode, XText } from './xml.ts'

/** Adds content to an element as its constructor does: nodes, attributes, sequences of them, and anything else as text. */
export function addContent(to: XContainer, content: unknown): void {
  if (content === null || content === undefined) return
  if (content instanceof XAttribute) {
    if (to instanceof XElement) to.addAttribute(content)
  } else if (content instanceof XNode) to.append(content)
  else if (typeof content === 'object' && Symbol.iterator in content && !(content instanceof Uint8Array))
    for (const one of content as Iterable<unknown>) addContent(to, one)
  else {
    const text = contentText(content)
    if (text !== '') to.append(new XText(text))
    else if (to instanceof XElement) to.hasEndTag = true
  }
}

export function contentNodes(content: unknown): XNode[] {
  if (content === null || content === undefined) return []
  if (content instanceof XNode) return [content]
  if (typeof content === 'object' && Symbol.iterator in content)
    return [...(content as Iterable<unknown>)].flatMap(contentNodes)
  return [new XText(contentText(content))]
}

/** Text as XML Schema writes it, as XmlConvert does: `true`, not `True`. */
export const contentText = (content: unknown): string =>
  typeof content === 'boolean'
    ? String(content)
    : content instanceof ClrDateTime || content instanceof ClrDateTimeOffset
      ? textOf(
          content,
          content instanceof ClrDateTime ? "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK" : "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz",
        )
      : textOf(content)
