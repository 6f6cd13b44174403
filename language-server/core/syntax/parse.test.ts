import { describe, expect, test } from 'vitest'
import { mistakesOf, outline } from '../../../test/support/outline.ts'
import { parse } from './parse.ts'
import { soleExpression } from './query.ts'

const wrap = (value: string): string => `<a b="${value}"/>`

describe('well-formed documents', () => {
  test.each([
    ['<policies><inbound><base /></inbound></policies>', 'policies(inbound(base))'],
    [`<a b="1" c='2' d = "3"/>`, 'a[b="1" c="2" d="3"]'],
    ['<a>x<b/>y</a>', 'a("x" b "y")'],
    ['<a><!-- <b> --><![CDATA[<c>]]></a>', 'a(#comment #cdata)'],
    ['\uFEFF<?xml version="1.0"?><!DOCTYPE a><a/>', '#instruction #instruction a'],
    ['<a>{{one}} and {{ two }}</a>', 'a({{one}} "and" {{ two }})'],
    ['<soap:Envelope xmlns:soap="urn:x"><soap:Body/></soap:Envelope>', 'soap:Envelope[xmlns:soap="urn:x"](soap:Body)'],
    ['<a b="x > y">1 > 0 &amp; &#x41; &quot;</a>', 'a[b="x > y"]("1 > 0 &amp; &#x41; &quot;")'],
    [
      '<set-body template="liquid">{{ body.x | Upcase }}{% if a %}b{% endif %}{{body.y}}{{ z }}</set-body>',
      'set-body[template="liquid"]("{{ body.x | Upcase }}{% if a %}b{% endif %}" {{body.y}} "{{ z }}")',
    ],
    [
      '<set-body>{ "a": {"b": 1}, "c": {{number}} }</set-body>',
      String.raw`set-body("{ \"a\": {\"b\": 1}, \"c\":" {{number}} "}")`,
    ],
    ['<a>mail@(home) and @ home</a>', 'a("mail@(home) and @ home")'],
    ['<a b="user@(x)" c="@home"/>', 'a[b="user@(x)" c="@home"]'],
  ])('%s', (text, expected) => {
    const document = parse(text)
    expect(mistakesOf(document)).toEqual([])
    expect(outline(document)).toBe(expected)
  })
})

/** Each is one whole expression in an attribute between double quotes and in a text. */
const expressions = [
  '@(context.Variables["x"])',
  '@(a == "b" && c < d || e > f)',
  '@("a)b")',
  String.raw`@("a\")b")`,
  '@(@"c:\\" + ")")',
  '@(@"say ""hi"")")',
  '@($"{a["k"]}) {b:hh\':\'mm} {{ }} {(c ? ")" : "}")}")',
  '@($@"{a}\n)")',
  '@(@$"{a}\n)")',
  '@($"{$"{$"{deep[")"]}"}"}")',
  "@(x.Split(')'))",
  String.raw`@(x.Split('\''))`,
  "@(x == '\"')",
  '@(x /* ) " */ + 1)',
  '@{\n  // it isn\'t "closed\n  return "}"; // }\n}',
  '@{ if (a < b) { return "</value>"; } return "/>"; }',
  '@(&quot;a)&quot; + b)',
  '@(x == &#34;)&#34; &amp;&amp; y &lt; 2)',
  '@(x.Replace("&quot;", "\'"))',
  '@(x.Split(&apos;)&apos;)[0])',
  '@("{{name}})" + {{other}})',
  '@(new List<string>{ "a" }.Any(x => x <b))',
  '@((string)context.Variables["a"] /* b */ / 2)',
  '@(context.Request.Body.As\n  <JObject>()["a"].ToString())',
  '@(context.Variables.GetValueOrDefault\n  <int>("a")\n  <= 1)',
  '@{ List\n  <string> a = null; return a.OfType\n  <item>().Count(); }',
  '@($"{a::b} {c[d ? 1 : 2]}")',
]

describe('expressions', () => {
  test.each(expressions)('in an attribute: %s', (code) => {
    for (const [before, after] of [
      ['', ''],
      [' ', '\n '],
    ]) {
      const document = parse(`<a b="${before}${code}${after}" c="d"><e/></a>`)
      expect(mistakesOf(document)).toEqual([])
      const value = document.root?.attributes[0]?.value
      expect(soleExpression(value)?.raw).toBe(code)
      expect(value?.quote).toBe('"')
      expect(document.root?.attributes[1]?.value?.raw).toBe('d')
    }
  })

  test.each(expressions)('in a text: %s', (code) => {
    const document = parse(`<a><b>\n  ${code}\n</b><c/></a>`)
    expect(mistakesOf(document)).toEqual([])
    const element = document.root?.children[0]
    expect(element?.kind === 'element' && soleExpression(element)?.raw).toBe(code)
  })

  test('form, code and named values', () => {
    const document = parse(wrap('@{ return "{{one}}" + {{ two }} + $"{{{x}}}"; }'))
    const expression = soleExpression(document.root?.attributes[0]?.value)
    expect(expression?.form).toBe('brace')
    expect(document.text.slice(expression?.code.start, expression?.code.end)).toBe(
      ' return "{{one}}" + {{ two }} + $"{{{x}}}"; ',
    )
    expect(expression?.namedValues.map(({ name }) => name)).toEqual(['one', 'two'])
  })

  test('a value keeps its nodes when asked twice', () => {
    const attribute = parse(wrap('a{{b}}c')).root?.attributes[0]
    expect(attribute?.value).toBe(attribute?.value)
    expect(attribute?.value?.parts).toBe(attribute?.value?.parts)
    expect(attribute?.value?.parts.map(({ kind }) => kind)).toEqual(['text', 'named-value', 'text'])
  })

  test('CDATA may hold one', () => {
    const document = parse('<a><![CDATA[ @(x < "{{b}}") ]]></a>')
    const expression = document.root && soleExpression(document.root)
    expect(expression?.raw).toBe('@(x < "{{b}}")')
    expect(expression?.verbatim).toBe(true)
    expect(expression?.namedValues.map(({ name }) => name)).toEqual(['b'])
    expect(mistakesOf(document)).toEqual([])
    expect(mistakesOf(parse('<a><![CDATA[@(x]]></a>'))).toEqual(['unterminated-expression "@("'])
    expect(mistakesOf(parse('<a><![CDATA[@(x) y]]></a>'))).toEqual(['text-after-value "y"'])
    expect(mistakesOf(parse('<a><![CDATA[x @(y]]></a>'))).toEqual([])
  })

  test('only the whole text can be one', () => {
    const document = parse('<a><!-- c --> @(x) <!-- d --></a>')
    expect(document.root && soleExpression(document.root)?.raw).toBe('@(x)')
    expect(outline(parse('<a><b/>@(x)</a>'))).toBe('a(b "@(x)")')
    expect(mistakesOf(parse('<a>@(x) y</a>'))).toEqual(['text-after-value "y"'])
  })
})

test.each([
  [' <?xml version="1.0"?><a/>', ['not-well-formed "<?xml"']],
  ['<!-- c --><?xml version="1.0"?><a/>', ['not-well-formed "<?xml"']],
  ['\uFEFF<?xml version="1.0"?><a/>', []],
  [' <?xml-stylesheet href="a.xsl"?><a/>', []],
])('an XML declaration stands first in any format: %j', (text, expected) => {
  expect(mistakesOf(parse(text, 'rawxml'))).toEqual(expected)
  expect(mistakesOf(parse(text, 'xml'))).toEqual(expected)
})

describe('the format xml', () => {
  test.each([
    ['<a b="@(x == &quot;y&quot; &amp;&amp; z &lt; 1)">@{ return "a"; }</a>', []],
    ['<a b="@(x == "y")"/>', [String.raw`not-well-formed "\""`]],
    ['<a b="@(x < 1 && y)"/>', ['raw-less-than "<"', 'raw-ampersand "&"']],
    ['<a>@(x < 1 && y)</a>', ['raw-less-than "<"', 'raw-ampersand "&"']],
    ['<a b=\'@(x == "y")\'/>', []],
    ["<a b='@(x == \"y\" + 'z')'/>", [`not-well-formed "'"`]],
    ['<a>x ]]> y</a>', ['not-well-formed "]]>"']],
    ['<a>\u0001</a>', [String.raw`not-well-formed "\u0001"`]],
    ['<a b="@(x // y&#10; + 1)"/>', []],
    ['<a b="@(f(x)"/>', ['unterminated-expression "@("']],
  ])('%s', (text, expected) => {
    expect(mistakesOf(parse(text, 'xml'))).toEqual(expected)
  })

  test('an unescaped expression keeps the structure around it', () => {
    const document = parse('<a><b c="@(x == "y")" d="e"/><f>@(x < y)</f><g/></a>', 'xml')
    expect(outline(document)).toBe(String.raw`a(b[c="@(x == \"y\")" d="e"] f(@"@(x < y)") g)`)
  })
})
