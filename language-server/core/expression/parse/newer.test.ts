import { describe, expect, test } from 'vitest'
import { checkTree } from '../check.ts'
import { parseExpression } from '../parse.ts'
import { printTree } from '../tree.ts'

const read = (text: string) => {
  const form = text.startsWith('{') ? ('brace' as const) : ('paren' as const)
  return parseExpression({ code: form === 'brace' ? text.slice(1, -1) : text, form })
}

/** The first finding names the version; what follows of the code is still read. */
const newer: readonly (readonly [code: string, version: number])[] = [
  ['context.Request.Method switch { "GET" => 1, _ => 2 }', 8],
  ['"abc"[1..]', 8],
  ['"abc"[..2]', 8],
  ['"abc"[^1]', 8],
  ['{ string s = null; s ??= "a"; return s; }', 8],
  ['context is { Tracing: true }', 8],
  ['context.Request is IRequest { Method: "GET" } request', 8],
  ['(1, 2) is (1, 2)', 8],
  ['"a"!.Length', 8],
  ['@$"a{1}"', 8],
  ['{ using var hash = SHA256.Create(); return 1; }', 8],
  ['{ string? s = null; return s; }', 8],
  ['{ static int F() => 1; return F(); }', 8],
  ['{ await foreach (var one in context.User.Groups) { } return 1; }', 8],
  ['{ Random r = new(); return r; }', 9],
  ['{ var list = new List<Random> { new(), new() { } }; return list; }', 9],
  ['context.Variables["a"] is not null', 9],
  ['3 is > 1 and < 5', 9],
  ['context.Variables["a"] is string or int', 9],
  ['{ switch (1) { case > 0: return 1; } return 2; }', 9],
  ['{ switch (1) { case 1 or 2: return 1; } return 2; }', 9],
  ['new { A = 1 } with { A = 2 }', 9],
  ['{ record Point(int X); return 1; }', 9],
  ['{ Func<int, int> f = static x => x; return f(1); }', 9],
  ['"""a"""', 11],
  ['$"""a{1}"""', 11],
  ['"a"u8', 11],
  ['new[] { 1 } is [1, ..]', 11],
  ['{ int[] a = [1, 2]; return a; }', 12],
]

describe('code newer than C# 7 is named', () => {
  test.each(newer)('%s', (code, version) => {
    const tree = read(code)
    const [first] = [...tree.diagnostics, ...checkTree(tree).diagnostics].filter(({ code }) => code === 'CS8370')
    expect(first?.message).toMatch(new RegExp(`\\bneeds? C# (\\d+ or )?${version}\\b`))
    expect(printTree(tree)).toBe(tree.source.code)
  })
})

/** Everything that C# 7.3 has of expressions and of statements inside methods. */
const current: readonly string[] = [
  '$@"a{1:N2}\\n{"b"}" + $"{1,5:0.0}{{}}" + @"c:\\x""y"',
  "0x_FF + 0b1010_0001 + 1_000L + 1e3 + .5f + '\\u0041' + '\\x41'",
  'new { A = 1, context.Request.Method }',
  'new Dictionary<string, int> { ["a"] = 1, ["b"] = 2 }',
  'new Dictionary<string, int> { { "a", 1 }, { "b", 2 } }',
  'new[] { 1, 2 }.Where((x, i) => x > i).Select(x => { return x * 2; }).ToArray()',
  '(from x in new[] { 3, 1 } where x > 0 let y = x * 2 orderby y descending, x select new { x, y }).First().y',
  '(from x in new[] { 1 } join y in new[] { 1 } on x equals y into all from z in all group z by z into g select g.Key).ToList()',
  'context.Request?.Headers?["a"]?[0]?.Length ?? 0',
  'context.Variables.ContainsKey("a") ? (int)context.Variables["a"] : default(int)',
  'typeof(string).Name + nameof(context.Request) + checked(1 + 2) + unchecked(3 + 4) + sizeof(int)',
  '(1, b: "x").b + (first: 1, second: 2).second',
  '"abc".Substring(startIndex: 1, length: 1)',
  'context.Variables["a"] is string s && s.Length > 0',
  '((Func<int, int>)(x => x + 1))(2)',
  '((Func<int, int>)delegate(int x) { return x + 1; })(2)',
  '{ int.TryParse("1", out var n); int.TryParse("2", out int m); int.TryParse("3", out _); return n + m; }',
  '{ var (a, b) = (1, "x"); (int c, string d) = (2, "y"); (a, c) = (c, a); return a + b + c + d; }',
  '{ foreach (var (a, b) in new[] { (1, "x") }) { return a + b; } return ""; }',
  '{ int Twice(int x) => x * 2; T Same<T>(T x) { return x; } return Twice(2) + Same(1); }',
  '{ switch (context.Variables["a"]) { case null: return 0; case string s when s != "": return s.Length; case int n: return n; case 5L: default: return 1; } }',
  '{ try { return int.Parse("x"); } catch (FormatException e) when (e.Message != "") { return 1; } catch { throw; } finally { context.Trace("a"); } }',
  '{ using (var hash = SHA256.Create()) using (SHA1.Create()) { return hash.ComputeHash(new byte[] { 1 }); } }',
  '{ for (int i = 0, j = 9; i < j; i++, j--) { if (i == 3) break; else continue; } return 1; }',
  '{ int i = 0; while (true) { do { i++; } while (i < 3); return i; } }',
  '{ int i = 0; again: i++; if (i < 3) goto again; return i; }',
  '{ switch (1) { case 1: goto case 2; case 2: goto default; default: return 3; } }',
  '{ const int most = 3, least = 1; checked { unchecked { ; } } lock (context) { } return most - least; }',
  '{ int[][] a = { new[] { 1 }, new int[2] }; a[0][0] += 1; a[1][1] <<= 2; return a; }',
  '{ int? n = null; n = n ?? throw new ArgumentException("n"); return n.Value; }',
  '{ int x = 1; ref int y = ref x; return y; }',
  '{ Action<string> say = text => context.Trace(text); say("a"); return default(int?); }',
  '{ global::System.Int32 n = 1; return n; }',
]

describe('everything of C# 7.3 is read', () => {
  test.each(current)('%s', (code) => {
    const tree = read(code)
    expect([...tree.diagnostics, ...checkTree(tree).diagnostics].filter(({ code }) => code.startsWith('CS'))).toEqual(
      [],
    )
    expect(printTree(tree)).toBe(tree.source.code)
  })
})
