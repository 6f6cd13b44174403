import type { Element } from '../../syntax/tree.ts'
import type { Span } from '../../text/span.ts'
import { Kind, type Offer } from './item.ts'

/** The elements that are open here, innermost first. */
export function atClosingTag(element: Element, replace: Span): readonly Offer[] {
  const offers: Offer[] = []
  let at: Element | undefined = element
  while (at !== undefined) {
    const { name, parent }: Element = at
    if (name !== '') {
      offers.push({
        label: name,
        kind: Kind.Field,
        replace,
        text: `</${name}>`,
        format: 'plain',
        rank: offers.length,
        preselect: offers.length === 0,
      })
    }
    at = parent.kind === 'element' ? parent : undefined
  }
  return offers
}
