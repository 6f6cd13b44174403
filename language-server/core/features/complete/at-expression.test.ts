import { expect, it } from 'vitest'
import { withCursor } from '../../../../test/support/cursor.ts'
import { analyse } from '../../model/analysis.ts'
import type { DocumentOptions } from '../../model/options.ts'
import { applyEdits } from '../../text/edit.ts'
import { complete, resolveCompletion } from './complete.ts'

interface Known extends DocumentOptions {
  readonly trigger?: string
}

function itemsAt(marked: string, { trigger, ...options }: Known = {}) {
  const { text, offset } = withCursor(`<policies><inbound>${marked}</inbound></policies>`)
  const analysis = analyse(text, options)
  const input = { offset, offered: {}, insert: 'snippet' as const, ...(trigger && { trigger }) }
  return { text, analysis, items: complete(analysis, input).items }
}

const labelsAt = (marked: string, known?: Known): readonly string[] =>
  itemsAt(marked, known)
    .items.toSorted((a, b) => `${a.sortText}${a.label}`.localeCompare(`${b.sortText}${b.label}`))
    .map(({ label }) => label)

/** The document after an item was accepted. */
function accepted(marked: string, label: string): string {
  const { text, analysis, items } = itemsAt(marked)
  const edit = items.find((item) => item.label === label)?.textEdit
  if (edit === undefined || !('range' in edit)) throw new Error(`'${label}' is not offered at ${marked}`)
  const { lines } = analysis
  const span = { start: lines.offsetAt(edit.range.start), end: lines.offsetAt(edit.range.end) }
  return applyEdits(text, [{ span, newText: edit.newText }]).slice(
    '<policies><inbound>'.length,
    -'</inbound></policies>'.length,
  )
}

it.each([
  ['<set-body>@(context.┆)</set-body>', ['Request', 'Variables'], ['set-header', 'String']],
  ['<set-variable name="a" value="@(context.Request.┆)" />', ['Headers', 'Method'], ['StatusCode']],
  ['<set-variable name="a" value="@(context.Request.Url.Pa┆ + "b")" />', ['Path'], ['Headers']],
  [
    '<set-body>@{ var body = context.Request.Body.As<JObject>(); return body.┆; }</set-body>',
    ['SelectToken'],
    ['Headers'],
  ],
  ['<set-body>@{ var body = 1; return ┆; }</set-body>', ['body', 'context', 'Guid'], ['Request']],
  ['<set-body>@(context.User.Groups.Any(g => g.┆</set-body>', ['Name'], ['Request']],
])('offers members, names and types at %s', (marked, offered, absent) => {
  const labels = labelsAt(marked)
  expect(labels).toEqual(expect.arrayContaining(offered))
  expect(labels.filter((label) => absent.includes(label))).toEqual([])
})

it('offers locals and context before types, and properties before methods', () => {
  expect(labelsAt('<set-body>@{ var total = 1; return ┆; }</set-body>').slice(0, 2)).toEqual(['total', 'context'])
  const labels = labelsAt('<set-body>@("a".┆)</set-body>')
  expect(labels.indexOf('Length')).toBeLessThan(labels.indexOf('Substring'))
  expect(labels.indexOf('Substring')).toBeLessThan(labels.indexOf('Any'))
})

it('says what an item is', () => {
  const item = itemsAt('<set-body>@("a".Sub┆)</set-body>').items.find(({ label }) => label === 'Substring')
  expect(item?.detail).toBe('string Substring(int startIndex) (+1)')
  expect(item).not.toHaveProperty('documentation')
  expect(item && resolveCompletion(item).documentation).toEqual({
    kind: 'markdown',
    value: 'The text from an index on.',
  })
})

it.each([
  ['<set-body>@(context.Req┆uest.Url)</set-body>', 'Response', '<set-body>@(context.Response.Url)</set-body>'],
  [
    `<set-variable name="a" value='@("&amp;".Le┆ + "")' />`,
    'Length',
    `<set-variable name="a" value='@("&amp;".Length + "")' />`,
  ],
  [
    '<set-variable name="user" value="1" /><set-body>@((string)context.Variables["u┆x"])</set-body>',
    'user',
    '<set-variable name="user" value="1" /><set-body>@((string)context.Variables["user"])</set-body>',
  ],
])('replaces the name at the cursor of %s', (marked, label, after) => expect(accepted(marked, label)).toBe(after))

it.each([
  ['a variable', 'context.Variables["┆"]', ['user', 'tenant']],
  ['a variable with a default', 'context.Variables.GetValueOrDefault<string>("┆", "")', ['user', 'tenant']],
  ['a variable asked for', 'context.Variables.ContainsKey("┆")', ['user', 'tenant']],
])('offers the name of %s', (_what, code, names) => {
  const before =
    '<set-variable name="user" value="1" /><set-header name="A"><value>@((string)context.Variables["tenant"])</value></set-header>'
  expect(labelsAt(`${before}<set-body>@(${code})</set-body>`)).toEqual(names)
})

it('offers the names of headers, those of the document first', () => {
  const before = '<set-header name="X-Trace" exists-action="delete" />'
  const request = labelsAt(`${before}<set-body>@(context.Request.Headers["┆"])</set-body>`)
  expect(request[0]).toBe('X-Trace')
  expect(request).toContain('Authorization')
  expect(request).not.toContain('Set-Cookie')
  expect(labelsAt('<set-body>@(context.Response.Headers.GetValueOrDefault("┆"))</set-body>')).toContain('Retry-After')
})

it('offers the parameters of the operation', () => {
  const resources = { operation: { method: 'GET', urlTemplate: '/orders/{orderId}/{*rest}?page={page}' } }
  const at = (code: string) => labelsAt(`<set-body>@(${code})</set-body>`, { resources })
  expect(at('context.Request.MatchedParameters["┆"]')).toEqual(['orderId', 'rest'])
  expect(at('context.Request.Url.Query["┆"]')).toEqual(['page'])
})

it.each([
  ['<set-body>@("a ┆ b")</set-body>', undefined],
  ['<set-body>@(1 /* context.┆ */)</set-body>', undefined],
  ['<set-body>@(context.Request ┆)</set-body>', ' '],
  ['<set-body>a.┆</set-body>', '.'],
  ['<set-header name="a.┆" />', '.'],
  ['<set-variable name="v" value="@(context.Variables[&qu┆ot;a&quot;])" />', undefined],
])('offers nothing at %s after %j', (marked, trigger) => {
  expect(labelsAt(marked, trigger === undefined ? {} : { trigger })).toEqual([])
})
