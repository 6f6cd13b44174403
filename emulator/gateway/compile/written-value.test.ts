import { expect, test } from 'vitest'
import { policySource } from './source.ts'
import { writtenContent } from './written-value.ts'

const namedValues = new Map(
  Object.entries({ plain: 'v', whole: '@(1 + 1)', block: ' @{ return 1; } ', part: '@(1', amp: 'a &amp; b' }).map(
    ([name, value]) => [name, { value, secret: false }],
  ),
)
const read = (content: string) => {
  const source = policySource(`<value>${content}</value>`, 'test')
  const { root } = source.document
  if (!root) throw new Error('no element')
  return writtenContent(root, source, namedValues)
}
const literal = (text: string) => ({ kind: 'literal', text })
const expression = (code: string, form = 'paren') => ({ kind: 'expression', source: { code, form } })

test.each([
  { content: '', value: literal('') },
  { content: ' a &lt; b ', value: literal(' a < b ') },
  { content: 'x{{plain}}y', value: literal('xvy') },
  { content: '{{amp}}', value: literal('a &amp; b') },
  { content: '@("x")', value: expression('"x"') },
  { content: '\n  @{ return "&quot;{{plain}}"; }\n', value: expression(' return ""v"; ', 'brace') },
  { content: 'x @(1)', value: literal('x @(1)') },
  { content: '{{whole}}', value: expression('1 + 1') },
  { content: ' {{block}} ', value: expression(' return 1; ', 'brace') },
  { content: 'a {{whole}}', value: literal('a @(1 + 1)') },
  { content: '{{part}}', value: literal('@(1') },
  { content: '<a>{{plain}}</a>', value: literal('<a>v</a>') },
  { content: '<![CDATA[<{{plain}}>]]>', value: literal('<{{plain}}>') },
  { content: '<![CDATA[ @(1 < 2 && "&amp;" != null) ]]>', value: expression('1 < 2 && "&amp;" != null') },
  { content: 'a<!-- no -->b', value: literal('ab') },
])('$content', ({ content, value }) => {
  expect(read(content)).toEqual(value)
})

test('a named value that does not exist is named', () => {
  expect(() => read('{{gone}}')).toThrow('no named value with the display name "gone"')
})
