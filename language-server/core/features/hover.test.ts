import { expect, it } from 'vitest'
import { MarkupContent } from 'vscode-languageserver-types'
import { paint, withCursor } from '../../../test/support/cursor.ts'
import { analyse } from '../model/analysis.ts'
import type { DocumentOptions, Resources } from '../model/options.ts'
import { hover } from './hover.ts'

interface Known extends DocumentOptions {
  readonly offered?: Resources
}

/** @param painted the text with the range that the hover names. */
function hovers(marked: string, painted: string, shows: RegExp, { offered, ...options }: Known = {}): void {
  const { text, offset } = withCursor(marked)
  const analysis = analyse(text, options)
  const found = hover(analysis, offset, offered)
  if (found?.range === undefined || !MarkupContent.is(found.contents)) throw new Error(`nothing shown at ${marked}`)
  const { lines } = analysis
  const span = { start: lines.offsetAt(found.range.start), end: lines.offsetAt(found.range.end) }
  expect(paint(text, [span])).toBe(painted)
  expect(found.contents.value).toMatch(shows)
}

const inbound = (content: string): string => `<policies><inbound>${content}</inbound></policies>`

it.each([
  [
    '<set-h┆eader name="a" />',
    '<⟦set-header⟧ name="a" />',
    /`<set-header>`.*Sections.*exists-action.*learn\.microsoft/s,
  ],
  ['<cors><allowed-┆origins/></cors>', '<cors><⟦allowed-origins⟧/></cors>', /`<allowed-origins>`.*`<cors>`.*required/s],
  ['<choose></ch┆oose>', '<choose></⟦choose⟧>', /`<choose>`/],
  ['<base┆ />', '<⟦base⟧ />', /`<base>`.*parent/s],
  ['<set-header exists-┆action="skip" />', '<set-header ⟦exists-action⟧="skip" />', /`override`.*default `override`/s],
  ['<set-header exists-action="sk┆ip" />', '<set-header exists-action="⟦skip⟧" />', /exists-action/],
  ['<set-header i┆d="x" />', '<set-header ⟦id⟧="x" />', /PolicyId/],
  ['<set-header name="{{te┆nant}}" />', '<set-header name="⟦{{tenant}}⟧" />', /named value.*Not known here/s],
  ['<set-body>@(con┆text.Api)</set-body>', '<set-body>@(⟦context⟧.Api)</set-body>', /IProxyRequestContext context/],
  [
    '<set-body>@(context.RequestId.ToStr┆ing())</set-body>',
    '<set-body>@(context.RequestId.⟦ToString⟧())</set-body>',
    /string ToString\(string format\).*method of `Guid`/s,
  ],
  [
    `<set-variable name="a" value='@(context.Request.Headers["a&amp;b"].Len┆gth)' />`,
    `<set-variable name="a" value='@(context.Request.Headers["a&amp;b"].⟦Length⟧)' />`,
    /int Length/,
  ],
  [
    '<set-body>@{ var total = 1; return to┆tal; }</set-body>',
    '<set-body>@{ var total = 1; return ⟦total⟧; }</set-body>',
    /int total/,
  ],
  ['<set-body>@(6 *┆ 60 + 1 > 2)</set-body>', '<set-body>@(⟦6 * 60 + 1 > 2⟧)</set-body>', /bool = true/],
  [
    '<set-body>@(TimeSpan.FromSeconds(60 *┆ (60 * 24)))</set-body>',
    '<set-body>@(TimeSpan.FromSeconds(⟦60 * (60 * 24)⟧))</set-body>',
    /int = 86400/,
  ],
  [
    '<set-body>@{ const int day = 60 * 60; return d┆ay; }</set-body>',
    '<set-body>@{ const int day = 60 * 60; return ⟦day⟧; }</set-body>',
    /const int day = 3600/,
  ],
  [
    '<set-body>@{ va┆r names = new List<string>(); return names; }</set-body>',
    '<set-body>@{ ⟦var⟧ names = new List<string>(); return names; }</set-body>',
    /List<string>/,
  ],
  [
    '<set-body>@{ var names┆ = new List<string>(); return names; }</set-body>',
    '<set-body>@{ var ⟦names⟧ = new List<string>(); return names; }</set-body>',
    /List<string> names.*local/s,
  ],
  [
    '<set-body>@(context.User.Groups.Any(g┆ => g.Name == ""))</set-body>',
    '<set-body>@(context.User.Groups.Any(⟦g⟧ => g.Name == ""))</set-body>',
    /IGroup g.*lambda parameter/s,
  ],
  ['<set-body>@("{{te┆nant}}")</set-body>', '<set-body>@("⟦{{tenant}}⟧")</set-body>', /named value/],
])('%s', (marked, painted, shows) => hovers(inbound(marked), inbound(painted), shows))

it('tells of roots and sections', () => {
  hovers('<pol┆icies />', '<⟦policies⟧ />', /policy definition/)
  hovers('<frag┆ment />', '<⟦fragment⟧ />', /policy fragment/)
  hovers('<policies><on-┆error /></policies>', '<policies><⟦on-error⟧ /></policies>', /LastError/)
})

it('shows the value of a named value, but never a secret', () => {
  const namedValues = [
    { name: 'a', displayName: 'open', value: 'x`y' },
    { name: 'b', displayName: 'secret', secret: true, value: 'hidden' },
  ]
  const body = (name: string, mark: string) => inbound(`<set-body>${mark.replace('_', name)}</set-body>`)
  const known = { resources: { namedValues } }
  hovers(body('open', '{{_┆}}'), body('open', '⟦{{_}}⟧'), /Value: `x'y`/, known)
  hovers(body('open', '{{_┆}}'), body('open', '⟦{{_}}⟧'), /Value: `x'y`/, { offered: { namedValues } })
  hovers(body('secret', '{{_┆}}'), body('secret', '⟦{{_}}⟧'), /^(?!.*hidden).*Secret/s, known)
  hovers(body('none', '{{_┆}}'), body('none', '⟦{{_}}⟧'), /does not exist/, known)
})

it.each([
  '<policies>┆ <inbound/></policies>',
  '<!-- set-h┆eader -->',
  '<policies><inbound><no-su┆ch/></inbound></policies>',
  '<policies><inbound><set-header no-su┆ch="x"/></inbound></policies>',
  '<policies><inbound><set-body>@("cont┆ext")</set-body></inbound></policies>',
  '<policies><inbound><set-body>@(context.No┆Such)</set-body></inbound></policies>',
])('shows nothing at %s', (marked) => {
  const { text, offset } = withCursor(marked)
  expect(hover(analyse(text), offset)).toBeUndefined()
})

const variables = `<policies>
  <inbound>
    <choose>
      <when condition="@(true)">
        <set-variable name="kind" value="write" />
      </when>
    </choose>
    <send-request mode="new" response-variable-name="reply" ignore-error="true" />
    CONTENT
  </inbound>
</policies>`

it.each([
  [
    '<set-body>@(context.Variables["ki┆nd"])</set-body>',
    '⟦kind⟧',
    /string context\.Variables\["kind"\].*Set on some paths only: `set-variable` in line 5\..*Read: line 9\./s,
  ],
  [
    '<set-body>@($"{context.Variables["re┆ply"]}")</set-body>',
    '⟦reply⟧',
    /IResponse .*Set: `send-request` in line 8, null when it fails\./s,
  ],
  ['<set-body>@(context.Variables["no┆ne"])</set-body>', '⟦none⟧', /object .*Nothing in this document sets it\./s],
  [
    '<return-response response-variable-name="re┆ply" />',
    '⟦reply⟧',
    /IResponse .*Set: `send-request`.*response-variable-name/s,
  ],
])('tells who sets the variable at %s', (content, name, shows) => {
  const marked = variables.replace('CONTENT', content)
  const plain = name.slice(1, -1)
  const painted = variables.replace('CONTENT', content.replace(/\w+┆\w+/, `⟦${plain}⟧`))
  hovers(marked, painted, shows)
})
