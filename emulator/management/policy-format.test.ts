import { describe, expect, test } from 'vitest'
import { reserialise } from './policy-format.ts'

const lines = (...parts: string[]): string => parts.join('\r\n')

describe('a document is written anew', () => {
  test.each([
    [
      'indented by tabs',
      '<a><b/>\n   <c x="1"   y=\'2\'></c></a>',
      lines('<a>', '\t<b />', '\t<c x="1" y="2"></c>', '</a>'),
    ],
    ['with its comments', '<a><!-- one\n two --><b/></a>', lines('<a>', '\t<!-- one', ' two -->', '\t<b />', '</a>')],
    [
      'with its texts as they are',
      '<a>\n<value> x\n y </value></a>',
      lines('<a>', '\t<value> x', ' y </value>', '</a>'),
    ],
    ['with CDATA', '<a><b><![CDATA[<x>]]></b></a>', lines('<a>', '\t<b><![CDATA[<x>]]></b>', '</a>')],
    ['with mixed content untouched', '<a>text <b>x</b> tail</a>', '<a>text <b>x</b> tail</a>'],
    ['with quotes in single quotes escaped', `<a x='say "hi"'/>`, '<a x="say &quot;hi&quot;" />'],
    ['with raw expressions', '<a x="@(b["c"] < 1 && true)"/>', '<a x="@(b["c"] < 1 && true)" />'],
    ['with named values', '<a x="{{n}}-1">{{m}}</a>', '<a x="{{n}}-1">{{m}}</a>'],
    ['not at all when it is broken, but for line ends', '<a>\n<b></a>', '<a>\r\n<b></a>'],
  ])('%s', (_what, text, expected) => {
    expect(reserialise(text, 'rawxml', 'rawxml')).toBe(expected)
  })

  test('the same way twice', () => {
    const once = reserialise('<a><b x="@{\n return 1;\n}"><c/>  </b><!--c--></a>', 'rawxml', 'rawxml')
    expect(reserialise(once, 'rawxml', 'rawxml')).toBe(once)
  })
})

test.each([
  ['in an attribute', '<a x="@(b["c"] < 1 && true)" />', '<a x="@(b[&quot;c&quot;] &lt; 1 &amp;&amp; true)" />'],
  ['over several lines', '<a x="@{\n\treturn 1;\n}" />', '<a x="@{&#xA;&#x9;return 1;&#xA;}" />'],
  ['in text', '<a>@(b["c"] < 1)</a>', '<a>@(b["c"] &lt; 1)</a>'],
])('an expression %s is escaped in xml and plain in rawxml', (_place, raw, xml) => {
  expect(reserialise(raw, 'rawxml', 'xml')).toBe(xml)
  expect(reserialise(xml, 'xml', 'rawxml').replaceAll('\r\n', '\n')).toBe(raw)
})
