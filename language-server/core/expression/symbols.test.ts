import { expect, test } from 'vitest'
import { paint, withCursor } from '../../../test/support/cursor.ts'
import { parseExpression } from './parse.ts'
import { symbolAt, symbolsOf } from './symbols.ts'

/** The code with every mention of what is named at its cursor painted. */
function mentions(marked: string): string {
  const { text, offset } = withCursor(marked)
  const form = text.startsWith('{') ? ('brace' as const) : ('paren' as const)
  const tree = parseExpression({ code: text, form: 'paren' })
  const inner = form === 'brace' ? parseExpression({ code: text.slice(1, -1), form }) : tree
  const shift = form === 'brace' ? 1 : 0
  const symbol = symbolAt(inner, offset - shift)
  if (symbol === undefined) throw new Error(`nothing is named at ${marked}`)
  return paint(
    text,
    symbol.mentions.map(({ start, end }) => ({ start: start + shift, end: end + shift })),
  )
}

test.each([
  ['{ var ┆a = 1; return a + b.a; }', '{ var ⟦a⟧ = 1; return ⟦a⟧ + b.a; }'],
  ['{ var a = 1; a++; return $"{a┆,4:0.0} a"; }', '{ var ⟦a⟧ = 1; ⟦a⟧++; return $"{⟦a⟧,4:0.0} a"; }'],
  ['list.Where(┆x => x.A).Select(x => x.B)', 'list.Where(⟦x⟧ => ⟦x⟧.A).Select(x => x.B)'],
  ['{ { var a = 1; F(a); } { var a┆ = 2; F(a); } }', '{ { var a = 1; F(a); } { var ⟦a⟧ = 2; F(⟦a⟧); } }'],
  [
    '{ if (!int.TryParse("1", out var n)) return 0; return n┆; }',
    '{ if (!int.TryParse("1", out var ⟦n⟧)) return 0; return ⟦n⟧; }',
  ],
  ['{ while (o is int n) { F(┆n); } return n; }', '{ while (o is int ⟦n⟧) { F(⟦n⟧); } return n; }'],
  ['{ foreach (var c in c.Items) { F(c┆); } }', '{ foreach (var ⟦c⟧ in c.Items) { F(⟦c⟧); } }'],
  ['{ return F┆(2); int F(int n) { return F(n - 1); } }', '{ return ⟦F⟧(2); int ⟦F⟧(int n) { return ⟦F⟧(n - 1); } }'],
  ['{ int F(int ┆n) => n + 1; return F(n: 2); }', '{ int F(int ⟦n⟧) => ⟦n⟧ + 1; return F(⟦n⟧: 2); }'],
  ['from a in b let c = a.D where c┆ > a select c', 'from a in b let ⟦c⟧ = a.D where ⟦c⟧ > a select ⟦c⟧'],
  [
    'from a in b group a by a.C into a where a┆.Any() select a',
    'from a in b group a by a.C into ⟦a⟧ where ⟦a⟧.Any() select ⟦a⟧',
  ],
  [
    '{ var (a, b) = (1, 2); (a, b) = (b, a┆); return a; }',
    '{ var (⟦a⟧, b) = (1, 2); (⟦a⟧, b) = (b, ⟦a⟧); return ⟦a⟧; }',
  ],
  [
    '{ try { } catch (Exception e) { return e┆.Message; } }',
    '{ try { } catch (Exception ⟦e⟧) { return ⟦e⟧.Message; } }',
  ],
  [
    '{ switch (o) { case int n when n > 1: return ┆n; case string n: return n; } }',
    '{ switch (o) { case int ⟦n⟧ when ⟦n⟧ > 1: return ⟦n⟧; case string n: return n; } }',
  ],
  ['{ var @event = 1; return ┆@event; }', '{ var ⟦@event⟧ = 1; return ⟦@event⟧; }'],
])('%s', (marked, painted) => expect(mentions(marked)).toBe(painted))

test('says where a variable is written', () => {
  const tree = parseExpression({ code: 'int a = 1; a = 2; a += a; F(out a, ref a); return a;', form: 'brace' })
  const uses = symbolsOf(tree).symbols[0]?.mentions.map(({ use }) => use)
  expect(uses).toEqual(['declaration', 'write', 'write', 'read', 'write', 'write', 'read'])
})

test('names the code does not declare are told apart', () => {
  const tree = parseExpression({ code: 'context.A + Guid.NewGuid() + x', form: 'paren' })
  expect(symbolsOf(tree)).toMatchObject({ symbols: [], others: [{ name: 'context' }, { name: 'Guid' }, { name: 'x' }] })
})
