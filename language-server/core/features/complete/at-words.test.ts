import { expect, it } from 'vitest'
import { withCursor } from '../../../../test/support/cursor.ts'
import { analyse } from '../../model/analysis.ts'
import { complete, resolveCompletion } from './complete.ts'

function itemsAt(code: string, options = {}) {
  const { text, offset } = withCursor(`<policies><inbound><set-body>${code}</set-body></inbound></policies>`)
  return complete(analyse(text, options), { offset, offered: {}, insert: 'snippet' }).items.toSorted((a, b) =>
    `${a.sortText}${a.label}`.localeCompare(`${b.sortText}${b.label}`),
  )
}
const labelsAt = (code: string): readonly string[] => itemsAt(code).map(({ label }) => label)

it.each<[string, readonly string[], readonly string[]]>([
  [
    '@{ ┆ }',
    ['return', 'var', 'if', 'foreach', 'switch', 'try', 'new', 'string'],
    ['else', 'break', 'case', 'catch', 'is'],
  ],
  ['@{ if (true) { } ┆ }', ['else', 'else if', 'return'], ['catch']],
  ['@{ if (true) return 1; ┆ }', ['else', 'return'], []],
  ['@{ try { } ┆ }', ['catch', 'finally'], ['else']],
  ['@{ foreach (var a in "") { ┆ } }', ['break', 'continue'], ['case']],
  ['@{ switch (1) { ┆ } }', ['case', 'default', 'break'], ['continue']],
  ['@{ while (true) { switch (1) { case 1: ┆ } } }', ['break', 'return'], []],
  ['@{ var a = ┆; }', ['new', 'true', 'null', 'typeof'], ['return', 'if']],
  ['@(┆)', ['new', 'true', 'string', 'context'], ['return', 'if']],
  ['@(context.Operation ┆)', ['is', 'as'], ['where', 'new', 'context']],
  ['@(from a in context.User.Groups ┆)', ['where', 'select', 'is'], []],
  ['@(1 as ┆)', ['string', 'JObject'], ['new']],
  ['@(context.Request.Body.As<string>(┆))', ['preserveContent:', 'true'], ['out var']],
  ['@{ int n; return int.TryParse("1", ┆); }', ['out var'], []],
  ['@(context.Request.┆)', ['Method'], ['new', 'true', 'return']],
  ['@(new List<string> { ┆ })', ['context', 'new', '[…] = '], ['return']],
])('at %s', (code, offered, absent) => {
  const labels = labelsAt(code)
  expect(labels).toEqual(expect.arrayContaining([...offered]))
  expect(labels.filter((label) => absent.includes(label))).toEqual([])
})

it.each([
  ['@(DateTime.UtcNow.DayOfWeek == ┆)', 'DayOfWeek.Friday'],
  ['@{ switch (DateTime.UtcNow.DayOfWeek) { case ┆ } }', 'DayOfWeek.Friday'],
  ['@("a".Equals("A", ┆))', 'StringComparison.CurrentCulture'],
  ['@(int.TryParse("1", ┆))', 'out var'],
])('offers what is wanted first at %s', (code, first) => expect(labelsAt(code)[0]).toBe(first))

it('documents what it offers, and commits where nothing else can be meant', () => {
  for (const item of itemsAt('@{ ┆ }').filter(({ kind }) => kind === 14))
    expect(resolveCompletion(item).documentation, item.label).toMatchObject({ value: expect.stringMatching(/\w/) })
  const [method] = itemsAt('@("a".┆)').filter(({ label }) => label === 'Substring')
  expect(method?.commitCharacters).toEqual(['('])
  expect(itemsAt('@(┆)').filter(({ commitCharacters }) => commitCharacters !== undefined)).toEqual([])
})

it('escapes what XML would not take', () => {
  const loop = itemsAt('@{ ┆ }', { dialect: 'xml' }).find(({ label }) => label === 'for')
  expect(loop?.textEdit?.newText).toContain('&lt; ${2:count}')
})

it('offers nothing in strings and comments', () => {
  expect(labelsAt('@{ return "a ┆"; }')).toEqual([])
  expect(labelsAt('@{ // a ┆\n }')).toEqual([])
})
