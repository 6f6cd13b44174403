import { expect, test } from 'vitest'
import { completionsAt } from './complete.ts'
import { namingTextAt } from './complete-text.ts'

const at = (marked: string) => {
  const offset = marked.indexOf('┆')
  const form = marked.startsWith('{') ? ('brace' as const) : ('paren' as const)
  const code = marked.replace('┆', '')
  return completionsAt(
    form === 'brace' ? { code: code.slice(1, -1), form, offset: offset - 1 } : { code, form, offset },
  )
}
const labels = (marked: string): readonly string[] => (at(marked)?.items ?? []).map(({ label }) => label)

test.each([
  ['context.┆', ['Request', 'Variables', 'Response'], ['Substring']],
  ['context.Request.┆ + 1', ['Headers', 'Url'], ['StatusCode']],
  ['context.Response?.┆', ['StatusCode'], ['Url']],
  ['string.┆', ['IsNullOrEmpty', 'Join'], ['Length']],
  ['"a".Sub┆string(1)', ['Substring', 'Length'], ['IsNullOrEmpty']],
  ['DayOfWeek.┆', ['Monday'], ['Substring']],
  ['System.┆', ['Guid', 'Text', 'Linq'], ['JObject']],
  ['new ┆', ['JObject', 'Random'], ['context']],
  ['context.Request.Headers.Where(h => h.┆', ['Key', 'Value'], ['Length']],
  ['context.Request.Headers["a"].Select(v => v.┆).First()', ['Length'], ['Key']],
  ['new { one = 1, two = "b" }.┆', ['one', 'two', 'ToString'], ['Length']],
  ['$"x {context.Request.┆} y"', ['Method'], ['Substring']],
  ['$"x {f($"{context.┆', ['Request'], ['Method']],
  ['{ var text = "a"; return text.┆ }', ['Length', 'ToUpper'], ['Request']],
  ['{ var text = "a"; foreach (var c in text) { ┆ } }', ['text', 'c', 'context', 'String'], []],
  ['{ { var inner = 1; } ┆ }', ['context'], ['inner']],
  ['{ context.Request.┆\n var next = 1; return next; }', ['Method'], ['next']],
])('at the cursor of %s', (code, offered, absent) => {
  const found = labels(code)
  for (const label of offered) expect(found).toContain(label)
  for (const label of absent) expect(found).not.toContain(label)
})

test.each(['"con┆text"', '1 // context.┆', '$"text ┆"', 'x.y.┆'])('nothing is offered at %s', (code) => {
  expect(labels(code)).toEqual([])
})

test('an item says what it is', () => {
  const found = at('"a".┆')
  expect(found?.owner).toBe('string')
  expect(found?.items.find(({ label }) => label === 'Substring')).toMatchObject({
    kind: 'method',
    isStatic: false,
    type: 'System.String',
    signatures: ['string Substring(int startIndex)', 'string Substring(int startIndex, int length)'],
  })
  expect(found?.items.find(({ label }) => label === 'Any')).toMatchObject({ kind: 'extension' })
})

test.each([
  ['context.Variables["a┆b"]', { names: 'variable', use: 'read', value: 'ab' }],
  ['context.Variables.GetValueOrDefault<string>("┆")', { names: 'variable', use: 'default', value: '' }],
  ['context.Variables.GetValueOrDefault<List<int>>("x┆', { names: 'variable', use: 'default' }],
  ['context.Request.Headers.ContainsKey("┆")', { names: 'request-header', use: 'test' }],
  ['context.Response.Headers["┆"]', { names: 'response-header', use: 'read' }],
  ['context.Request.Url.Query.GetValueOrDefault("┆", "")', { names: 'query-parameter', use: 'default' }],
  ['context.Request.MatchedParameters["┆"]', { names: 'template-parameter', use: 'read' }],
  ['other["┆"]', undefined],
  ['context.Variables["a"]┆', undefined],
])('the string of %s', (marked, expected) => {
  const found = namingTextAt(marked.replace('┆', ''), marked.indexOf('┆'))
  if (expected === undefined) expect(found).toBeUndefined()
  else expect(found).toMatchObject(expected)
})
