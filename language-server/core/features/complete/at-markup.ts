import type { Analysis } from '../../model/analysis.ts'
import { Kind, type Offer } from './item.ts'
import type { Location } from './location.ts'

/** A comment anywhere between elements, CDATA where text may stand. */
export function atMarkup(
  { text }: Analysis,
  location: Extract<Location, { place: 'element' | 'text' }>,
): readonly Offer[] {
  const { replace } = location
  if (location.place === 'text') {
    return [
      {
        label: '<![CDATA[…]]>',
        kind: Kind.Snippet,
        replace,
        text: '<![CDATA[$0]]>',
        format: 'snippet',
        rank: 950,
        detail: 'Text in which < and & need no escaping',
      },
    ]
  }
  // Behind `<na` a comment would replace what was meant as a tag.
  if (location.form === 'rename' || /^<\w/.test(text.slice(replace.start, replace.end))) return []
  return [
    {
      label: '!-- --',
      kind: Kind.Snippet,
      replace,
      text: '<!-- $0 -->',
      format: 'snippet',
      rank: 990,
      detail: 'Comment',
    },
  ]
}
