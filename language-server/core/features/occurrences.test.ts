import { expect, it } from 'vitest'
import { DocumentHighlightKind, type Range, type TextEdit } from 'vscode-languageserver-types'
import { paint, withCursor } from '../../../test/support/cursor.ts'
import { type Analysis, analyse } from '../model/analysis.ts'
import { applyEdits } from '../text/edit.ts'
import { definition } from './definition.ts'
import { documentHighlights } from './document-highlight.ts'
import { references } from './references.ts'
import { prepareRename, rename } from './rename.ts'

const inbound = (content: string): string => `<policies><inbound>${content}</inbound></policies>`

function read(marked: string): { readonly analysis: Analysis; readonly offset: number } {
  const { text, offset } = withCursor(inbound(marked))
  return { analysis: analyse(text), offset }
}

const painted = ({ text, lines }: Analysis, ranges: readonly Range[]): string =>
  paint(
    text,
    ranges.map(({ start, end }) => ({ start: lines.offsetAt(start), end: lines.offsetAt(end) })),
  ).slice('<policies><inbound>'.length, -'</inbound></policies>'.length)

function renamed(marked: string, newName: string): string {
  const { analysis, offset } = read(marked)
  const found = rename(analysis, offset, newName)
  if (found === undefined || 'refused' in found) return found?.refused ?? 'nothing'
  return edited(analysis, found.edits)
}

const edited = ({ text, lines }: Analysis, edits: readonly TextEdit[]): string =>
  applyEdits(
    text,
    edits.map(({ range, newText }) => ({
      span: { start: lines.offsetAt(range.start), end: lines.offsetAt(range.end) },
      newText,
    })),
  ).slice('<policies><inbound>'.length, -'</inbound></policies>'.length)

const VARIABLE = `<set-variable name="a┆" value="1" /><set-body>@((int)context.Variables["a"] + context.Variables.GetValueOrDefault<int>("a") + "a")</set-body><choose><when condition='@(context.Variables.ContainsKey(&quot;a&quot;))' /></choose>`

it('finds every mention of a context variable', () => {
  const { analysis, offset } = read(VARIABLE)
  expect(painted(analysis, references(analysis, offset, { declarations: 'included' }))).toBe(
    `<set-variable name="⟦a⟧" value="1" /><set-body>@((int)context.Variables["⟦a⟧"] + context.Variables.GetValueOrDefault<int>("⟦a⟧") + "a")</set-body><choose><when condition='@(context.Variables.ContainsKey(&quot;⟦a⟧&quot;))' /></choose>`,
  )
  expect(references(analysis, offset, { declarations: 'left-out' })).toHaveLength(3)
})

it.each([
  [
    '<set-variable name="a" value="1" /><set-body>@($"{context.Variables["┆a"]}")</set-body>',
    '<set-variable name="⟦a⟧" value="1" /><set-body>@($"{context.Variables["a"]}")</set-body>',
  ],
  [
    '<send-request response-variable-name="r" mode="new" /><set-body>@(((IResponse)context.Variables["r┆"]).StatusCode.ToString())</set-body>',
    '<send-request response-variable-name="⟦r⟧" mode="new" /><set-body>@(((IResponse)context.Variables["r"]).StatusCode.ToString())</set-body>',
  ],
  [
    `<set-header name="b"><value>@(context.User.Groups.Where(g =&gt; g.Name == "x" &amp;&amp; g┆.Id != "").Count().ToString())</value></set-header>`,
    `<set-header name="b"><value>@(context.User.Groups.Where(⟦g⟧ =&gt; g.Name == "x" &amp;&amp; g.Id != "").Count().ToString())</value></set-header>`,
  ],
  ['<set-body>@(context┆.RequestId.ToString())</set-body>', '<set-body>@(context.RequestId.ToString())</set-body>'],
])('goes to the definition from %s', (marked, expected) => {
  const { analysis, offset } = read(marked)
  expect(painted(analysis, definition(analysis, offset))).toBe(expected)
})

it('highlights reads and writes', () => {
  const { analysis, offset } = read('<set-body>@{ var n┆ = 1; n = n + 1; return n.ToString(); }</set-body>')
  const { Read, Write } = DocumentHighlightKind
  expect(documentHighlights(analysis, offset).map(({ kind }) => kind)).toEqual([Write, Write, Read, Read])
})

it('highlights both tags of an element', () => {
  const { analysis, offset } = read('<choose><otherwise></other┆wise></choose>')
  const ranges = documentHighlights(analysis, offset).map(({ range }) => range)
  expect(painted(analysis, ranges)).toBe('<choose><⟦otherwise⟧></⟦otherwise⟧></choose>')
})

it.each([
  [VARIABLE, 'b', VARIABLE.replace('┆', '').replace(/(name=|\[|\(|&quot;)(["]?)a(?="|&quot;)/g, '$1$2b')],
  [
    '<set-body>@{ var n┆ = 1; return new { n, m = n, N = (n, 2) }.ToString(); }</set-body>',
    'count',
    '<set-body>@{ var count = 1; return new { n = count, m = count, N = (n: count, 2) }.ToString(); }</set-body>',
  ],
  [
    '<set-body>@{ int F(int a┆) => a; return F(a: 1).ToString(); }</set-body>',
    'value',
    '<set-body>@{ int F(int value) => value; return F(value: 1).ToString(); }</set-body>',
  ],
  [
    '<set-body>@{ var n┆ = 1; return ""; }</set-body>',
    '@class',
    '<set-body>@{ var @class = 1; return ""; }</set-body>',
  ],
])('renames in %s to %s', (marked, newName, after) => expect(renamed(marked, newName)).toBe(after))

it.each([
  ['<set-body>@{ var n┆ = 1; var m = 2; return ""; }</set-body>', 'm', /another local/],
  ['<set-body>@{ var n┆ = 1; return F(m => m + n); }</set-body>', 'm', /another lambda parameter/],
  ['<set-body>@{ var n┆ = 1; return Guid.NewGuid().ToString(); }</set-body>', 'Guid', /means something else/],
  ['<set-body>@{ var n┆ = 1; return ""; }</set-body>', 'class', /keyword/],
  ['<set-body>@{ var n┆ = 1; return ""; }</set-body>', 'context', /hide the context/],
  ['<set-body>@{ var n┆ = 1; return ""; }</set-body>', '1n', /no name/],
  ['<set-variable name="a┆" value="1" /><set-variable name="b" value="1" />', 'b', /already/],
  ['<set-variable name="a┆" value="1" />', 'a"b', /escaping/],
])('refuses to rename %s to %s', (marked, newName, reason) => expect(renamed(marked, newName)).toMatch(reason))

it.each([
  ['<set-body>@{ ret┆urn ""; }</set-body>', /'return' is a keyword/],
  ['<set-body>@(con┆text.RequestId)</set-body>', /what the gateway calls/],
  ['<set-body>@(context.Req┆uest.Method)</set-body>', /'Request' is a member of 'IProxyRequestContext'/],
  ['<set-body>@(Gu┆id.NewGuid())</set-body>', /'Guid' is not declared in this expression/],
  ['<set-he┆ader name="a" />', /API Management gives/],
  ['<set-header na┆me="a" />', /API Management gives/],
])('says why nothing can be renamed at %s', (marked, reason) => {
  const { analysis, offset } = read(marked)
  expect(prepareRename(analysis, offset)).toMatchObject({ refused: expect.stringMatching(reason) })
})

it('offers the name as it is', () => {
  const { analysis, offset } = read('<set-body>@{ var total = 1; return to┆tal; }</set-body>')
  expect(prepareRename(analysis, offset)).toMatchObject({ placeholder: 'total' })
  const { analysis: other, offset: at } = read('<set-header name="a┆" />')
  expect(prepareRename(other, at)).toBeUndefined()
})
