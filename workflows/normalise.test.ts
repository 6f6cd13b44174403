import { expect, test } from 'vitest'
import { samePolicy } from './normalise.ts'

const inbound = (content: string): string => `<policies><inbound>${content}</inbound></policies>`

test.each<[string, string, string]>([
  [
    'line ends and indentation',
    '<policies>\r\n\t<inbound>\r\n\t\t<base />\r\n\t</inbound>\r\n</policies>',
    inbound('<base/>'),
  ],
  ['an empty element', inbound('<base></base>'), inbound('<base />')],
  ['the order of attributes', inbound('<a b="1" c="2" />'), inbound('<a c="2" b="1" />')],
  ['quotes', inbound(`<a b='1' />`), inbound('<a b="1" />')],
  [
    'entities in expressions',
    inbound('<when condition="@(a &gt; b &amp;&amp; c == &quot;x&quot;)" />'),
    inbound('<when condition="@(a > b && c == "x")" />'),
  ],
  ['white space around an expression', inbound('<value>\n @(a)\n </value>'), inbound('<value>@(a)</value>')],
  ['named values', inbound('<a b="{{x}}" />'), inbound('<a b="{{x}}"></a>')],
  ['a byte order mark', `\uFEFF${inbound('<base/>')}`, inbound('<base/>')],
])('the same: %s', (_name, a, b) => {
  expect(samePolicy(a, b, 'exact')).toBe(true)
  expect(samePolicy(a, b, 'loose')).toBe(true)
})

test.each<[string, string, string]>([
  ['a value', inbound('<a b="1" />'), inbound('<a b="2" />')],
  ['an attribute', inbound('<a b="1" />'), inbound('<a />')],
  ['the order of policies', inbound('<a /><b />'), inbound('<b /><a />')],
  ['nesting', inbound('<a><b /></a>'), inbound('<a /><b />')],
  ['an expression', inbound('<a b="@(1)" />'), inbound('<a b="@(2)" />')],
  ['a text', inbound('<value>a</value>'), inbound('<value>b</value>')],
  ['a comment', inbound('<!-- a --><base />'), inbound('<base />')],
  ['a named value', inbound('<a b="{{x}}" />'), inbound('<a b="{{y}}" />')],
  ['a name', inbound('<a />'), inbound('<aa />')],
  ['an attribute that looks like two', inbound('<a b="1" c="2" />'), inbound('<a b="1 @c=2" />')],
])('different: %s', (_name, a, b) => {
  expect(samePolicy(a, b, 'exact')).toBe(false)
  expect(samePolicy(a, b, 'loose')).toBe(false)
})

test("white space in a body or a verbatim string is a change, and may be the service's", () => {
  const a = inbound('<set-body>@{\n  return "a";\n}</set-body>')
  const b = inbound('<set-body>@{\n\t\t\treturn "a";\n\t}</set-body>')
  expect(samePolicy(a, b, 'exact')).toBe(false)
  expect(samePolicy(a, b, 'loose')).toBe(true)
})

test.each(['', '<', '<policies', '</a>', '<a b="@(', 'text', '<a><b></a>'])(
  'broken text is compared too: %s',
  (text) => {
    expect(samePolicy(text, text, 'exact')).toBe(true)
    expect(samePolicy(text, `${text}<c />`, 'exact')).toBe(false)
  },
)
