import { XMLValidator } from 'fast-xml-parser'
import { describe, expect, test } from 'vitest'
import { toRawXml, toXml } from './convert.ts'
import { parse } from './parse.ts'

describe('rawxml and xml', () => {
  test.each([
    ['<a b="@(c["d"] && e < f)" g="h"/>', '<a b="@(c[&quot;d&quot;] &amp;&amp; e &lt; f)" g="h"/>'],
    [`<a b='@("c" + 'd')'/>`, `<a b='@("c" + &apos;d&apos;)'/>`],
    ['<a>@(c["d"] && e < f)</a>', '<a>@(c["d"] &amp;&amp; e &lt; f)</a>'],
    ['<a>@(b.As<string>())</a>', '<a>@(b.As&lt;string&gt;())</a>'],
    ['<a>@(b => c)</a>', '<a>@(b => c)</a>'],
    ['<a>@(b[c[0]]> d)</a>', '<a>@(b[c[0]]&gt; d)</a>'],
    ['<a b="@{\n  // first\n  return "c";\n}"/>', '<a b="@{&#10;  // first&#10;  return &quot;c&quot;;&#10;}"/>'],
    ['<a b="@{\n  return c;\n}"/>', '<a b="@{\n  return c;\n}"/>'],
    ['<a><!-- @(b < c) -->{{d}} &amp; <b/></a>', '<a><!-- @(b < c) -->{{d}} &amp; <b/></a>'],
    ['<a><![CDATA[@(b < c)]]></a>', '<a><![CDATA[@(b < c)]]></a>'],
  ])('%s', (raw, xml) => {
    expect(toXml(raw)).toBe(xml)
    expect(toRawXml(xml)).toBe(raw)
    expect(toXml(xml)).toBe(xml)
    expect(parse(xml, 'xml').mistakes).toEqual([])
    expect(parse(raw).mistakes).toEqual([])
    expect(XMLValidator.validate(xml)).toBe(true)
  })

  test('what is escaped in rawxml stays so on the way to XML', () => {
    expect(toXml('<a b="@(&quot;c&quot; && d)"/>')).toBe('<a b="@(&quot;c&quot; &amp;&amp; d)"/>')
  })

  test('an escaped entity keeps its meaning', () => {
    const raw = toRawXml('<a b="@(c.Replace(&quot;&amp;lt;&quot;, &quot;&quot;))"/>')
    expect(raw).toBe('<a b="@(c.Replace("&amp;lt;", ""))"/>')
    expect(toXml(raw)).toBe('<a b="@(c.Replace(&quot;&amp;lt;&quot;, &quot;&quot;))"/>')
  })

  test('a broken expression stays as it is', () => {
    expect(toXml('<a b="@(c < d"/>')).toBe('<a b="@(c < d"/>')
    expect(toRawXml('<a b="@(c &lt; &quot;d)"/>')).toBe('<a b="@(c &lt; &quot;d)"/>')
  })
})

/** What fast-xml-parser's validator refuses, the strict dialect refuses; it passes some that are not XML. */
describe('strict XML, beside fast-xml-parser', () => {
  test.each([
    '<a><b></a>',
    '<a b="1" b="2"/>',
    '<a b=1/>',
    '<a b/>',
    '<a',
    '<a b="',
    '<a/><b/>',
    '<a>&nbsp;</a>',
    '<a>&</a>',
    '<a b="<"/>',
    '',
    'x',
    '<a><!-- b </a>',
    '<1a/>',
    '<a></a b>',
    '</a>',
    '<a/>x',
    '<a b="1"c="2"/>',
    '< a/>',
    '<a><b/ ></a>',
    '<a b="@(c == "d")"/>',
    '<a>@(b < c)</a>',
    '<a><!-- -- --></a>',
    '<a>]]></a>',
  ])('%s is refused', (text) => {
    expect(parse(text, 'xml').mistakes.length).toBeGreaterThan(0)
  })

  test.each([
    '<a/>',
    '<a b="1" c=\'"\'/>',
    '<?xml version="1.0" encoding="utf-8"?>\n<a>x</a>\n<!-- b -->',
    '<a>&lt;&#65;&#x41;</a>',
    '<a b=">"/>',
    '<a><![CDATA[<b>]]></a>',
    '<a:b xmlns:a="urn:c"/>',
    '<a\n  b\n=\n"c"\n/>',
    '<a></a\n>',
  ])('%s is taken', (text) => {
    expect(parse(text, 'xml').mistakes).toEqual([])
    expect(XMLValidator.validate(text)).toBe(true)
  })
})
