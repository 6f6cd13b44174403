import { expect, it } from 'vitest'
import { withCursor } from '../../../test/support/cursor.ts'
import { analyse } from '../model/analysis.ts'
import { signatureHelp } from './signature-help.ts'

/** The active signature with its active parameter painted. */
function shown(marked: string): string {
  const { text, offset } = withCursor(`<policies><inbound>${marked}</inbound></policies>`)
  const help = signatureHelp(analyse(text), offset)
  const active = help?.signatures[help.activeSignature ?? 0]
  if (active === undefined) return 'nothing'
  const at = active.parameters?.[help?.activeParameter ?? -1]?.label
  if (!Array.isArray(at)) return active.label
  return `${active.label.slice(0, at[0])}⟦${active.label.slice(at[0], at[1])}⟧${active.label.slice(at[1])}`
}

it.each([
  ['"a".Substring(┆', 'string Substring(⟦int startIndex⟧)'],
  ['"a".Substring(1, ┆)', 'string Substring(int startIndex, ⟦int length⟧)'],
  ['"a".Substring(1, (2 + ┆', 'string Substring(int startIndex, ⟦int length⟧)'],
  ['context.Request.Body.As<JObject>(┆', 'T As<T>(⟦bool preserveContent = false⟧)'],
  ['context.Request.Body.As<JObject>(preserveContent: ┆', 'T As<T>(⟦bool preserveContent = false⟧)'],
  ['new Uri("a", ┆', 'new Uri(string uriString, ⟦UriKind uriKind⟧)'],
  ['new Dictionary<string, int>().Add("a", ┆', 'void Add(string key, ⟦int value⟧)'],
  ['context.Request.Headers[┆', 'string[] this[⟦string key⟧]'],
  ["context.Request.Url.Path.Split('/')[┆", 'string this[⟦int index⟧]'],
  ['context.User.Groups.Where(┆', 'IEnumerable<IGroup> Where(⟦Func<IGroup, bool> predicate⟧)'],
  ['context.User.Groups.Where(g => g.Name.StartsWith(┆', 'bool StartsWith(⟦string value⟧)'],
  ['string.Join(",", ┆', 'string Join(string separator, ⟦params string[] value⟧)'],
  ['$"a {"b".Substring(┆', 'string Substring(⟦int startIndex⟧)'],
  ['"a".Replace("x┆", "y")', 'string Replace(⟦string oldValue⟧, string newValue)'],
  ['"a".Replace(\'x\', ┆', 'string Replace(char oldChar, ⟦char newChar⟧)'],
  ['(1 + ┆', 'nothing'],
  ['"a".Length ┆', 'nothing'],
  ['"a".Substring(1).┆', 'nothing'],
  ['new int[┆', 'nothing'],
])('%s', (code, expected) => {
  expect(shown(`<set-body>@(${code})</set-body>`)).toBe(expected)
})

it('sees through entities and statements', () => {
  expect(shown(`<set-variable name="a" value="@(&quot;a&quot;.Substring(1,┆))" />`)).toBe(
    'string Substring(int startIndex, ⟦int length⟧)',
  )
  expect(shown('<set-body>@{ int F(string a, int b = 2) { return b; } var c = F("a", ┆ return ""; }</set-body>')).toBe(
    'int F(string a, ⟦int b = 2⟧)',
  )
  expect(shown('<set-body>@{ Func<string, int> f = a => 1; return f(┆; }</set-body>')).toBe('int f(⟦string arg1⟧)')
  expect(shown('<set-body>@{ if (┆ return ""; }</set-body>')).toBe('nothing')
  expect(shown('<set-header name="a(┆" />')).toBe('nothing')
})

it('documents each overload', () => {
  const { text, offset } = withCursor('<fragment><set-body>@("a".Substring(┆))</set-body></fragment>')
  const help = signatureHelp(analyse(text), offset)
  expect(help?.signatures).toHaveLength(2)
  for (const { documentation } of help?.signatures ?? [])
    expect(documentation).toMatchObject({ kind: 'markdown', value: expect.stringMatching(/\w/) })
})

it.each([
  ['"a".Substring(1, ┆)', 'How many characters or items.'],
  ['context.Request.Body.As<JObject>(┆', /keeps the body/],
  ['string.Join(┆', 'What stands between the parts.'],
  ['"a".StartsWith(┆', 'The text.'],
  ['context.Variables.GetValueOrDefault("a", ┆', /no such entry/],
])('says what the parameter of %s takes', (code, words) => {
  const { text, offset } = withCursor(`<policies><inbound><set-body>@(${code})</set-body></inbound></policies>`)
  const help = signatureHelp(analyse(text), offset)
  const parameter = help?.signatures[help.activeSignature ?? 0]?.parameters?.[help.activeParameter ?? -1]
  expect(parameter?.documentation).toEqual({
    kind: 'markdown',
    value: typeof words === 'string' ? words : expect.stringMatching(words),
  })
})

it('says nothing of the parameters of functions that the expression has itself', () => {
  const { text, offset } = withCursor(
    '<policies><inbound><set-body>@{ int F(string value) { return 1; } return F(┆; }</set-body></inbound></policies>',
  )
  expect(signatureHelp(analyse(text), offset)?.signatures[0]?.parameters?.[0]).not.toHaveProperty('documentation')
})

it('works within CDATA', () => {
  expect(shown('<set-body><![CDATA[@("a".Substring(1, ┆))]]></set-body>')).toBe(
    'string Substring(int startIndex, ⟦int length⟧)',
  )
})
