import { describe, expect, it } from 'vitest'
import { parseExpression } from './parse.ts'
import { type Expr, type ExpressionForm, printTree } from './tree.ts'

const parse = (code: string, form: ExpressionForm = 'paren') => parseExpression({ code, form })
const codes = (code: string, form: ExpressionForm = 'paren') => parse(code, form).diagnostics.map((one) => one.code)

/** The shape of an expression, fully bracketed. */
function shape(expr: Expr): string {
  switch (expr.kind) {
    case 'binary':
      return `(${shape(expr.left)} ${expr.operator} ${shape(expr.right)})`
    case 'conditional':
      return `(${shape(expr.condition)} ? ${shape(expr.whenTrue)} : ${shape(expr.whenFalse)})`
    case 'cast':
      return `(cast ${shape(expr.operand)})`
    case 'unary':
      return `(${expr.operator}${shape(expr.operand)})`
    case 'member':
      return `${shape(expr.target)}.${expr.name.name}${expr.typeArgs ? `<${expr.typeArgs.length}>` : ''}`
    case 'conditional-access':
      return `${shape(expr.target)}?[${shape(expr.access)}]`
    case 'receiver':
      return ''
    case 'invocation':
      return `${shape(expr.callee)}(${expr.args.map((arg) => shape(arg.value)).join(', ')})`
    case 'parenthesized':
      return shape(expr.inner)
    case 'lambda':
      return `λ${expr.parameters.map((one) => one.name.name).join(' ')}.${expr.body.kind === 'block' ? '{}' : shape(expr.body)}`
    case 'is':
      return `(${shape(expr.operand)} is ${expr.pattern.kind})`
    case 'as':
      return `(${shape(expr.operand)} as ${expr.type.kind})`
    case 'name':
      return expr.name + (expr.typeArgs ? `<${expr.typeArgs.length}>` : '')
    case 'literal':
      return expr.literal.kind === 'number'
        ? expr.literal.digits
        : JSON.stringify('value' in expr.literal ? expr.literal.value : null)
    default:
      return expr.kind
  }
}

describe('expressions', () => {
  const shapes: readonly (readonly [code: string, shape: string])[] = [
    ['a + b * c', '(a + (b * c))'],
    ['a ?? b ?? c', '(a ?? (b ?? c))'],
    ['a - b - c', '((a - b) - c)'],
    ['a + b?.C', '(a + b?[.C])'],
    ['!a?.B.C', '(!a?[.B.C])'],
    ['(string)a?.B', '(cast a?[.B])'],
    ['a?.B?.C()', 'a?[.B?[.C()]]'],
    ['(a) - b', '(a - b)'],
    ['(int)-1', '(cast (-1))'],
    ['(context.Variables["x"])+"/y"', '(element + "/y")'],
    ['a < b && c > d', '((a < b) && (c > d))'],
    ['f(a<b, c>d)', 'f((a < b), (c > d))'],
    ['f<a, b>(c)', 'f<2>(c)'],
    ['x.As<List<Dictionary<string, int>>>(true)', 'x.As<1>(true)'],
    ['a >> 2 >= b', '((a >> 2) >= b)'],
    ['a ? b : c ? d : e', '(a ? b : (c ? d : e))'],
    ['x as int? ?? 5', '((x as nullable-type) ?? 5)'],
    ['x is int ? 1 : 2', '((x is type-pattern) ? 1 : 2)'],
    ['x is string s && s == "a"', '((x is declaration-pattern) && (s == "a"))'],
    ['x is null', '(x is constant-pattern)'],
    ['(a, b) => a + b', 'λa b.(a + b)'],
    ['x => { return x; }', 'λx.{}'],
    ['a?.5:b', '(a ? .5 : b)'],
    ['1.ToString()', '1.ToString()'],
    ['{{Named-Value}} + 1', '(named-value + 1)'],
  ]
  it.each(shapes)('%s', (code, expected) => {
    const tree = parse(code)
    expect(tree.diagnostics).toEqual([])
    expect(tree.root.kind === 'block' ? 'block' : shape(tree.root)).toBe(expected)
  })
})

describe('C# 7.3 parses without a finding', () => {
  const valid: readonly string[] = [
    'return @"a ""b"" \\";',
    'return $"{a,5:N2}{{x}}{(b ? "y" : "n")}{c["k"]}";',
    'return $@"line\n{x:yyyy-MM-dd}";',
    'for (int i = 0, j = 1; i < 3; i++, j--) { if (i == 1) continue; else break; }',
    'foreach (var x in new[] { 1, 2 }) total += x;',
    'foreach (KeyValuePair<string, int[]> x in y) { }',
    'do { a++; } while (a < 3);',
    'switch (x) { case 1: case 2: return 1; case string s when s.Length > 1: return 2; default: break; }',
    'try { f(); } catch (Exception e) when (e.Message == "x") { throw; } finally { g(); }',
    'using (var x = f()) { g(); }',
    'int Local(int a, params string[] b) => a + 1; T Id<T>(T x) { return x; } return Local(1);',
    'Func<int, string> f = delegate (int a) { return "x"; };',
    'if (int.TryParse(s, out var n)) return n; int.TryParse(s, out int m); f(out _);',
    'var (a, b) = (1, 2); (int c, string d) = f(); (a, b) = (b, a);',
    'var q = from x in xs join y in ys on x.Id equals y.Id into g where x.A > 1 let z = x.B orderby z descending, x.A select new { x, z };',
    'var g = from x in xs group x by x.Key into k select k.Count();',
    'var o = new JObject { ["a"] = 1, ["b"] = new JArray { 1, 2 } }; var d = new Dictionary<string, int> { { "a", 1 } };',
    'var u = new UriBuilder { Host = "x", Query = { ["a"] = 1 } };',
    'int[,] m; int[][] jagged = new int[2][]; byte[] bytes = { 1, 0xff, 0b1010, 1_000 };',
    'unchecked { x = (byte)(y >> 8); } checked { } lock (o) { }',
    'const string K = "a"; int? n = null; string s = null, t = "x";',
    'return nameof(context.Request) + typeof(List<string>) + default(int) + checked(1 + 2);',
    'x ??  throw new Exception("a");'.replace('x ??', 'return x ??'),
    'a?.B(); await x; i++; new Foo(); label: return 1;',
    "return 'x' + '\\'' + '\\u0041' + 1.5e-3 + 1UL + 2m + .5f;",
    'return f(name: 1, other: x => x?.Y ?? 0);',
    'var t = (Name: "a", 1); return t.Name; // comment {{named}}\n/* more */',
  ]
  it.each(valid)('%s', (code) => {
    expect(parse(code, 'brace').diagnostics).toEqual([])
    expect(printTree(parse(code, 'brace'))).toBe(code)
  })
})

describe('mistakes', () => {
  const wrong: readonly (readonly [form: ExpressionForm, code: string, ...codes: string[]])[] = [
    ['paren', '', 'CS1733'],
    ['paren', 'a;', 'CS1026'],
    ['paren', 'return a;', 'CS1525'],
    ['paren', 'a +', 'CS1733'],
    ['paren', 'a b', 'CS1026'],
    ['paren', '(a', 'CS1026'],
    ['paren', 'f(a b)', 'CS1003'],
    ['paren', 'f(a,)', 'CS1525'],
    ['paren', 'context.', 'CS1001'],
    ['paren', '"abc', 'CS1010'],
    ['paren', '"a\\q"', 'CS1009'],
    ['paren', "''", 'CS1011'],
    ['paren', "'ab'", 'CS1012'],
    ['paren', 'string("x")', 'CS1525'],
    ['paren', '1 = 2', 'CS0131'],
    ['paren', 'new Foo', 'CS1526'],
    ['paren', 'a[]', 'CS0443'],
    ['paren', '$"{a"', 'CS1010', 'CS8076', 'CS1010', 'CS1525'],
    ['brace', 'return a', 'CS1002'],
    ['brace', 'var x = 1\nreturn x;', 'CS1002'],
    ['brace', 'a == b;', 'CS0201'],
    ['brace', 'if (a) { return 1;', 'CS1513'],
    ['brace', 'return 1; }', 'CS1022'],
    ['brace', 'try { }', 'CS1524'],
    ['brace', 'if (a) var b = 1;', 'CS1023'],
    ['brace', 'var x = context.Request.\nvar y = 1;', 'CS1001', 'CS1002'],
    ['brace', 'x ??= 1;', 'CS8370'],
    ['brace', 'return x switch { 1 => 2 };', 'CS8370'],
    ['brace', 'return x is not null;', 'CS8370'],
    ['brace', 'using var x = f();', 'CS8370'],
    ['brace', 'return x![1..2];', 'CS8370', 'CS8370'],
    ['brace', 'Foo x = new();', 'CS8370'],
    ['brace', 'return @$"{x}";', 'CS8370'],
    ['brace', 'static int F() => 1;', 'CS8370'],
    ['brace', 'using System;', 'CS1003'],
  ]
  it.each(wrong.map(([form, code, ...expected]) => ({ form, code, expected })))(
    '$form: $code',
    ({ form, code, expected }) => {
      expect(codes(code, form)).toEqual(expected)
      expect(printTree(parse(code, form))).toBe(code)
    },
  )

  it('leaves the following statements whole', () => {
    const { root } = parse('var x = context.Request.\nvar y = 1;\nreturn y;', 'brace')
    expect(root.kind === 'block' && root.statements.map((one) => one.kind)).toEqual(['local', 'local', 'return'])
  })

  it.each(['(', '[', '{', 'a(', 'x => ', '!', 'a?.b(', 'new A<', 'if (a) ', '$"{', 'a + ', 'a.', '- '])(
    'survives %s 3,000 times',
    (piece) => {
      for (const form of ['paren', 'brace'] as const) {
        expect(parse(piece.repeat(3_000), form).diagnostics.length).toBeGreaterThan(0)
      }
    },
  )

  it('maps spans to the document', () => {
    const tree = parseExpression({
      code: '1 < ;',
      form: 'paren',
      toRaw: (offset) => (offset > 2 ? offset + 13 : offset + 10),
    })
    expect(tree.diagnostics[0]?.span).toEqual({ start: 17, end: 18 })
  })
})

it('collects named values wherever they stand', () => {
  const tree = parse('{{bare}} + "{{text}}" + @"{{verbatim}}" + $"{x}{{interpolated}}{f("{{hole}}")}" // {{comment}}')
  expect(tree.diagnostics).toEqual([])
  expect(new Set(tree.namedValues.map((use) => use.name))).toEqual(
    new Set(['bare', 'text', 'verbatim', 'interpolated', 'hole', 'comment']),
  )
})
