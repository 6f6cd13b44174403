import { expect, it } from 'vitest'
import { withCursor } from '../../../../test/support/cursor.ts'
import { analyse } from '../../model/analysis.ts'
import type { DocumentOptions } from '../../model/options.ts'
import { applyEdits } from '../../text/edit.ts'
import { complete } from './complete.ts'

function itemsAt(marked: string, options: DocumentOptions = {}) {
  const { text, offset } = withCursor(marked)
  const analysis = analyse(text, options)
  const { items } = complete(analysis, { offset, offered: {}, insert: 'snippet' })
  return { text, analysis, items: items.toSorted((a, b) => `${a.sortText}`.localeCompare(`${b.sortText}`)) }
}

const shown = (marked: string, options?: DocumentOptions): readonly string[] =>
  itemsAt(marked, options).items.map(({ label, detail }) => (detail === undefined ? label : `${label}: ${detail}`))

function accepted(marked: string, label: string): string {
  const { text, analysis, items } = itemsAt(marked)
  const edit = items.find((item) => item.label === label)?.textEdit
  if (edit === undefined || !('range' in edit)) throw new Error(`'${label}' is not offered at ${marked}`)
  const { lines } = analysis
  const span = { start: lines.offsetAt(edit.range.start), end: lines.offsetAt(edit.range.end) }
  return applyEdits(text, [{ span, newText: edit.newText }])
}

const document = (content: string): string => `<policies>
  <inbound>
    <set-variable name="count" value="@(3)" />
    <choose>
      <when condition="@(context.Request.HasBody)">
        <set-variable name="kind" value="write" />
      </when>
    </choose>
    ${content}
    <set-variable name="later" value="x" />
  </inbound>
</policies>`

it.each([
  '<set-body>@((string)context.Variables["┆"])</set-body>',
  '<set-body>@(context.Variables.GetValueOrDefault<string>("┆", ""))</set-body>',
  '<set-body>@(context.Variables.ContainsKey("┆"))</set-body>',
  '<set-body>@($"{context.Variables["┆"]}")</set-body>',
  "<set-header name='X' exists-action='override'><value>@(context.Variables[&quot;┆&quot;])</value></set-header>",
])('offers variables by how sure they are at %s', (content) => {
  expect(shown(document(content))).toEqual([
    'count: int · set-variable in line 3',
    'kind: string · set-variable in line 6, on some paths only',
    'later: string · not set here, but in set-variable in line 10',
  ])
})

it('offers what other scopes set, with its type', () => {
  const outer = {
    sets: [{ name: 'tenant', type: 'System.String', section: 'inbound', isAlwaysSet: true }],
    isComplete: true,
  }
  const text = `<policies><inbound><base /><set-body>@(context.Variables["┆"])</set-body></inbound></policies>`
  expect(shown(text, { neighbours: { outer } })).toEqual(['tenant: string · another scope'])
})

it('offers variables where an attribute names one, but not the one that is being written', () => {
  expect(shown(document('<return-response response-variable-name="┆" />'))[0]).toMatch(/^count: int/)
  expect(shown('<policies><inbound><set-variable name="co┆" value="1" /></inbound></policies>')).toEqual([])
})

it('offers the type that a variable is cast to first', () => {
  const { items } = itemsAt(document('<set-body>@((┆)context.Variables["count"])</set-body>'))
  expect(items[0]).toMatchObject({ label: 'int', preselect: true, detail: "the type of the variable 'count'" })
  expect(items.filter(({ label }) => label === 'int')).toHaveLength(1)
})

it('offers the members of the value behind a variable, with the cast that they need', () => {
  const content =
    '<set-variable name="body" value="@(new JObject())" /><set-body>@(context.Variables["body"].Sel┆)</set-body>'
  expect(accepted(document(content), 'SelectToken')).toContain('@(((JObject)context.Variables["body"]).SelectToken)')
  const { items } = itemsAt(document(content))
  expect(items.find(({ label }) => label === 'SelectToken')?.filterText).toBe('context.Variables["body"].SelectToken')
})

it('offers named values in strings of C#', () => {
  const resources = { namedValues: [{ name: 'a', displayName: 'tenantId' }] }
  expect(shown(document('<set-body>@("{{┆")</set-body>'), { resources })).toEqual(['tenantId: named value'])
})

it('offers the parameters of the operation that a string names', () => {
  const resources = { operation: { method: 'GET', urlTemplate: '/orders/{orderId}?size={size}' } }
  expect(shown(document('<set-body>@(context.Request.MatchedParameters["┆"])</set-body>'), { resources })[0]).toBe(
    'orderId',
  )
  expect(shown(document('<set-body>@(context.Request.Url.Query["┆"][0])</set-body>'), { resources })[0]).toBe('size')
})
