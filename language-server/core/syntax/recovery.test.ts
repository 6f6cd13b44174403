import { describe, expect, test } from 'vitest'
import { mistakesOf, outline } from '../../../test/support/outline.ts'
import { parse } from './parse.ts'

/** A broken text, its mistakes, and the tree that is left of it. */
const cases: readonly (readonly [string, readonly string[], string])[] = [
  // close tags
  ['<a><b>x</a>', ['missing-close-tag "b"'], 'a(b("x"))'],
  ['<a><b><c/>', ['missing-close-tag "a"', 'missing-close-tag "b"'], 'a(b(c))'],
  ['<a><b>x</c></a>', ['mismatched-close-tag "c"'], 'a(b("x"))'],
  ['<when><x/></wehn>', ['mismatched-close-tag "wehn"'], 'when(x)'],
  ['<a><b/></c><d/></a>', ['unexpected-close-tag "</c>"'], 'a(b #mistake d)'],
  ['<a><b><c/></d></b><e/></a>', ['unexpected-close-tag "</d>"'], 'a(b(c #mistake) e)'],
  ['<a></a></b>', ['unexpected-close-tag "</b>"'], 'a #mistake'],
  ['<a><b></><c/></a>', ['missing-name "</>"'], 'a(b c)'],
  ['<a><b></b\n<c/></a>', ['unterminated-tag "</b"'], 'a(b c)'],
  ['<a><b></b c="d"><e/></a>', [String.raw`not-well-formed "c=\"d\""`], 'a(b e)'],
  ['<a><b></ b><c/></a>', ['invalid-name "</ b"'], 'a(b c)'],
  [
    '<policies>\n  <inbound>\n    <base/>\n  <backend/>\n  <outbound/>\n</policies>',
    ['missing-close-tag "inbound"'],
    'policies(inbound(base) backend outbound)',
  ],
  [
    '<choose><when a="1"><x/><when a="2"><y/></when></choose>',
    ['missing-close-tag "when"'],
    'choose(when[a="1"](x) when[a="2"](y))',
  ],
  ['<a>\n  <b>\n    <c/>\n  <d/>\n  <e>\n  </e>\n</a>', ['missing-close-tag "b"'], 'a(b(c) d e)'],
  ['<a><b>x<b><c/></a>', ['mismatched-close-tag "b"'], 'a(b("x") c)'],
  ['<a><b>x<b>y</b></b></a>', [], 'a(b("x" b("y")))'],
  ['<a><b><b/></a>', ['missing-close-tag "b"'], 'a(b b)'],
  // tags
  ['<a>\n<set-\n<base/>\n</a>', ['unterminated-tag "set-"'], 'a(set- base)'],
  ['<a>\n<b c="d"\n<e>x</e>\n</b>\n</a>', ['unterminated-tag "b"'], 'a(b[c="d"](e("x")))'],
  ['<a>\n  <\n  <b/>\n</a>', ['missing-name "<"'], 'a( b)'],
  ['<a>< b c="d"/></a>', ['invalid-name "< b"'], 'a(b[c="d"])'],
  ['<a>1 < 2<b/></a>', ['raw-less-than "<"'], 'a("1" #mistake "2" b)'],
  ['<a><b c="d" / ><e/></a>', ['not-well-formed "/ >"'], 'a(b[c="d"] e)'],
  [
    '<a>\n<<<<<<< mine\n<b/>\n=======\n<c/>\n>>>>>>> theirs\n</a>',
    ['raw-less-than "<<<<<<< mine"'],
    'a(#mistake b "=======" c ">>>>>>> theirs")',
  ],
  ['<a><b@(x)</b><c/></a>', ['unterminated-tag "b"'], 'a(b(@"@(x)") c)'],
  // attributes
  ['<a b/>', ['missing-value "b"'], 'a[b]'],
  ['<a b=><c/></a>', ['missing-value "b="'], 'a[b](c)'],
  ['<a b "c"/>', ['missing-equals "b"'], 'a[b="c"]'],
  ['<a b=c d="e"/>', ['missing-quotes "c"'], 'a[b="c" d="e"]'],
  ['<a b=@(c["d"]) e="f"/>', [String.raw`missing-quotes "@(c[\"d\"])"`], String.raw`a[b="@(c[\"d\"])" e="f"]`],
  ['<a b=c/><d/>', ['missing-quotes "c"', 'several-roots "d"'], 'a[b="c"] d'],
  ['<a b="c"d="e"/>', ['missing-space "d"'], 'a[b="c" d="e"]'],
  ['<a b="c" b="d"/>', ['duplicate-attribute "b"'], 'a[b="c" b="d"]'],
  ['<a $="c"/>', [String.raw`invalid-name "$=\"c\""`], 'a'],
  ['<a b="c "d" e"/>', [String.raw`text-after-value "\""`], String.raw`a[b="c \"d\" e"]`],
  ['<a b="x&y"/>', ['raw-ampersand "&"'], 'a[b="x&y"]'],
  ['<a b="&nbsp;"/>', ['invalid-entity "&nbsp;"'], 'a[b="&nbsp;"]'],
  ['<a b="1 < 2" c="d"/>', ['raw-less-than "<"'], 'a[b="1 < 2" c="d"]'],
  // quotes
  ['<a><b c="x d="y"/><e/></a>', [String.raw`unterminated-value "\"x"`], 'a(b[c="x" d="y"] e)'],
  ['<a><b c="x\n  d="y"/><e/></a>', [String.raw`unterminated-value "\"x"`], 'a(b[c="x" d="y"] e)'],
  ['<a><b c="x/>\n<e f="g"/></a>', [String.raw`unterminated-value "\"x"`], 'a(b[c="x"] e[f="g"])'],
  ['<a><b c="x>\n  <e f="g"/></b></a>', [String.raw`unterminated-value "\"x"`], 'a(b[c="x"](e[f="g"]))'],
  ["<a><b c='x/>\n<e f='g'/></a>", [`unterminated-value "'x"`], 'a(b[c="x"] e[f="g"])'],
  ['<a><b c="@(x)/>\n<e f="g"/></a>', [String.raw`unterminated-value "\"@(x)"`], 'a(b[c="@(x)"] e[f="g"])'],
  // expressions
  ['<a><b c="@(f(x)" d="y"/><e/></a>', ['unterminated-expression "@("'], 'a(b[c="@(f(x)" d="y"] e)'],
  ['<a><b c="@(f(x)" />\n<e f="@(g)"/></a>', ['unterminated-expression "@("'], 'a(b[c="@(f(x)"] e[f="@(g)"])'],
  [
    '<a><b c="@(x == "y)" /><e f="@(g)"/></a>',
    ['unterminated-expression "@("'],
    String.raw`a(b[c="@(x == \"y)"] e[f="@(g)"])`,
  ],
  ['<a><b>@(f(x)</b><c>@(y)</c></a>', ['unterminated-expression "@("'], 'a(b(@"@(f(x)") c(@"@(y)"))'],
  [
    '<a><b>@{ return "x; }</b>\n<c/></a>',
    [String.raw`unterminated-string "\"x; }"`],
    String.raw`a(b(@"@{ return \"x; }") c)`,
  ],
  [
    '<a>\n  <b>@{ f(\n  <set-header name="x">\n  </set-header>\n</a>',
    ['missing-close-tag "b"', 'unterminated-expression "@{"'],
    'a(b(@"@{ f(") set-header[name="x"])',
  ],
  ['<a b="@(x)) y" c="d"/>', ['text-after-value ") y"'], 'a[b="@(x)) y" c="d"]'],
  [
    '<a b="@(x).Equals("y")" c="d"/>',
    [String.raw`text-after-value ".Equals(\"y\")"`],
    String.raw`a[b="@(x).Equals(\"y\")" c="d"]`,
  ],
  ['<a b="@(x{)" c="d"/>', ['unterminated-expression "@("'], 'a[b="@(x{)" c="d"]'],
  ['<a b="@($"{f(x}")"/>', ['unterminated-expression "@("'], String.raw`a[b="@($\"{f(x}\")"]`],
  // named values
  ['<a b="{{c}"/>', ['unterminated-named-value "{{c}"'], 'a[b="{{c}"]'],
  ['<a>{{c</a>', ['unterminated-named-value "{{c"'], 'a("{{c")'],
  // comments and their like
  ['<a><!-- x\n<b/></a>', ['unterminated-comment "<!--"'], 'a(#comment b)'],
  ['<a><!-- x -- y --><b/></a>', ['not-well-formed "--"'], 'a(#comment b)'],
  ['<a><![CDATA[x\n<b/></a>', ['unterminated-cdata "<![CDATA["'], 'a(#cdata b)'],
  ['<a><?x\n<b/></a>', ['unterminated-instruction "<?"'], 'a(#instruction b)'],
  ['<a><!— x --><b/></a>', ['not-well-formed "<!—"'], 'a(#instruction b)'],
  // top level
  ['', ['missing-root ""'], ''],
  ['x<a/>', ['text-outside-root "x"'], '"x" a'],
  ['<a/><b/>', ['several-roots "b"'], 'a b'],
]

describe('recovery', () => {
  test.each(cases)('%s', (text, mistakes, tree) => {
    const document = parse(text)
    expect(mistakesOf(document)).toEqual(mistakes)
    expect(outline(document)).toBe(tree)
  })

  test('every message is one sentence that ends', () => {
    for (const [text] of cases) {
      for (const { message } of parse(text).mistakes) {
        expect(message).toMatch(/^["'A-Z].*\.$/s)
        expect(message).not.toContain('undefined')
        expect(message).not.toContain('\n')
      }
    }
  })

  test('a missing close tag names what it was expected before', () => {
    const message = (text: string): string | undefined => parse(text).mistakes[0]?.message
    expect(message('<inbound><set-header name="x"><value/></inbound>')).toBe(
      "Element 'set-header' is not closed: expected '</set-header>' before '</inbound>'.",
    )
    expect(message('<policies><inbound><base/><backend/></policies>')).toContain("before '<backend>'")
    expect(message('<policies>')).toContain('before the end of the document')
  })

  test('a mistake knows the node it belongs to', () => {
    const [value] = parse('<a b="x&y"/>').mistakes
    expect(value?.owner?.kind === 'attribute' && value.owner.name).toBe('b')
    const [element] = parse('<a><b></a>').mistakes
    expect(element?.owner?.kind === 'element' && element.owner.name).toBe('b')
  })

  test('children that move to the parent know it', () => {
    const document = parse('<policies><inbound><base/><backend/></policies>')
    const backend = document.root?.children[1]
    expect(backend?.kind === 'element' && backend.parent).toBe(document.root)
  })
})
