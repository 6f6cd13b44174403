import { expect, test } from 'vitest'
import { withCursor } from '../../../../test/support/cursor.ts'
import { analyse } from '../../model/analysis.ts'
import { hover } from '../hover.ts'
import { complete } from './complete.ts'

const body = (template: string): string => `<fragment><set-body template="liquid">${template}</set-body></fragment>`

function labelsAt(marked: string): readonly string[] {
  const { text, offset } = withCursor(body(marked))
  return complete(analyse(text), { offset, insert: 'snippet', offered: {} }).items.map(({ label }) => label)
}

test.each([
  ['{{ ┆ }}', ['body', 'context'], ['Upcase', 'assign']],
  ['{{ body.name | ┆ }}', ['Upcase', 'Date'], ['body', 'upcase']],
  ['{{ body.name | Up┆ }}', ['Upcase'], ['body']],
  ['{{ context.┆ }}', ['Request', 'Response', 'Variables'], ['body']],
  ['{{ context.Request.Ur┆l.Host }}', ['Url', 'Headers'], ['Host']],
  ['{{ context.Request.Url.┆ }}', ['Host', 'QueryString'], ['Url']],
  ['{% ┆ %}', ['for', 'if', 'JSONArrayFor'], ['endfor', 'else', 'body']],
  ['{% if body.a %}x{% e┆ %}', ['endif', 'else', 'elsif'], ['endfor', 'when']],
  ['{% for item in body.items %}{{ ┆ }}', ['item', 'body', 'forloop'], []],
  ['{% for item in ┆ %}', ['body', 'context'], ['for']],
  ['{{ body.name | Append: "┆" }}', [], ['body', 'Upcase']],
  ['<a><b>{{ body.n | D┆ }}</b></a>', ['Date', 'Default'], ['body']],
  ['<![CDATA[{{ context.┆ }}]]>', ['Request'], ['body']],
])('completes %s', (marked, offered, notOffered) => {
  const labels = labelsAt(marked)
  for (const label of offered) expect(labels).toContain(label)
  for (const label of notOffered) expect(labels).not.toContain(label)
})

test('offers no Liquid outside its markup', () => {
  expect(labelsAt('a ┆ {{ body.x }}')).not.toContain('body')
})

test.each([
  ['{{ body.name | Upc┆ase }}', 'Liquid filter **Upcase**'],
  ['{% f┆or x in body %}{% endfor %}', 'endfor'],
  ['{{ context.Request.Ur┆l.Host }}', '**context.Request.Url**'],
  ['{{ bo┆dy.name }}', 'Content-Type'],
])('explains %s', (marked, part) => {
  const { text, offset } = withCursor(body(marked))
  expect(JSON.stringify(hover(analyse(text), offset)?.contents)).toContain(part)
})
