import { describe, expect, it } from 'vitest'
import { ClrException, clrTypeName, compileExpression, jwtValue, responseValue, toBoolean, toText } from './compile.ts'
import type { BodyModel, ContextModel } from './context-model.ts'
import { describeValue } from './describe-value.ts'
import { pending, probes } from './probes.table.ts'
import { sampleContext, sampleHost } from './sample-context.ts'

function evaluate(code: string, context: ContextModel = sampleContext()): unknown {
  const form = code.includes('return ') ? 'brace' : 'paren'
  return compileExpression({ code, form }).run(context, sampleHost)
}

function thrown(code: string, context?: ContextModel): string | undefined {
  try {
    evaluate(code, context)
    return undefined
  } catch (error) {
    if (error instanceof ClrException) return error.type
    throw error
  }
}

describe('real C# gives the same', () => {
  it.each(probes)('%s', (code, recorded) => {
    const compiled = compileExpression({ code, form: 'paren' })
    if ('rejected' in recorded) {
      expect(compiled.diagnostics.map((one) => one.code)).toContain(recorded.rejected)
      return
    }
    // What the service leaves out of .NET is no fault of the C#.
    expect(compiled.diagnostics.filter(({ code }) => !code.startsWith('APIM'))).toEqual([])
    if ('throws' in recorded) expect(thrown(code)).toBe(recorded.throws)
    else {
      expect(compiled.staticType).toBe(recorded.type)
      expect(describeValue(compiled.run(sampleContext(), sampleHost))).toEqual(recorded.value)
    }
  })

  it('lists what differs with a reason', () => {
    console.log(`${probes.length} recorded behaviours agree, ${pending.length} are pending.`)
    for (const [code, , reason] of pending) expect(reason, code).not.toBe('')
  })
})

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0))
function body(text: string): BodyModel {
  let left: Uint8Array | undefined = bytes(text)
  return {
    bytes: () => left,
    consume: () => {
      left = undefined
    },
  }
}

const token = `x.${btoa('{"sub":"ann","roles":["a","b"],"exp":1700000000}').replace(/=+$/, '')}.y`.replace(
  'x.',
  `${btoa('{"alg":"RS256"}').replace(/=+$/, '')}.`,
)
const withVariables = sampleContext({
  variables: new Map<string, unknown>([
    ['count', 3],
    ['name', 'Ann'],
    ['jwt', jwtValue(token)],
    [
      'answer',
      responseValue({
        statusCode: 201,
        statusReason: 'Created',
        headers: new Map([['X-A', ['1', '2']]]),
        body: body('{"items":[{"id":5}]}'),
      }),
    ],
  ]),
})

describe('the context', () => {
  const cases: readonly (readonly [code: string, value: unknown])[] = [
    ['context.Request.Headers.GetValueOrDefault("accept", "none")', 'text/plain,application/json'],
    ['context.Request.Headers["ACCEPT"].Last()', 'application/json'],
    ['context.Request.Headers.GetValueOrDefault("x")', null],
    ['context.Request.MatchedParameters["id"]', '7'],
    ['context.Request.Url.ToString()', 'https://api.contoso.com/orders/7?x=1&x=2'],
    ['context.RequestId.ToString("N").Substring(0, 8)', '11223344'],
    ['context.Variables.GetValueOrDefault<int>("count", 9) + 1', 4],
    ['context.Variables.GetValueOrDefault("missing", "d")', 'd'],
    ['(string)context.Variables["name"] + (int)context.Variables["count"]', 'Ann3'],
    ['((Jwt)context.Variables["jwt"]).Claims["roles"].Contains("b")', true],
    ['((Jwt)context.Variables["jwt"]).Claims.GetValueOrDefault("roles")', 'a,b'],
    ['((IResponse)context.Variables["answer"]).Headers["x-a"][1]', '2'],
    ['(int)((IResponse)context.Variables["answer"]).Body.As<JObject>(true)["items"][0]["id"]', 5],
    ['context.User.Groups.Any(g => g.Name == "Developers") && context.Product.State == ProductState.Published', true],
    ['context.LastError?.Message ?? "none"', 'none'],
    ['context.Response.StatusCode >= 200 && context.Response.StatusCode < 300', true],
  ]
  it.each(cases)('%s', (code, value) => {
    expect(compileExpression({ code, form: 'paren' }).diagnostics).toEqual([])
    expect(evaluate(code, withVariables)).toEqual(value)
  })

  it('reads a body once without preserveContent', () => {
    const context = () => sampleContext({ request: { ...sampleContext().request, body: body('abc') } })
    expect(
      evaluate('context.Request.Body.As<string>(preserveContent: true) + context.Request.Body.As<string>()', context()),
    ).toBe('abcabc')
    expect(thrown('context.Request.Body.As<string>() + context.Request.Body.As<string>()', context())).toBe(
      'System.InvalidOperationException',
    )
  })

  const bodies: readonly (readonly [code: string, request: boolean, response: boolean])[] = [
    ['context.Request.Method', false, false],
    ['context.Request.Body.As<string>()', true, false],
    ['context.Response.Body?.As<JObject>()', false, true],
    ['((IResponse)context.Variables["r"]).Body.As<string>()', false, false],
    ['context.Variables.GetValueOrDefault<IResponse>("r").Body.As<string>()', false, false],
    ['((dynamic)context).Request.Body', true, true],
  ]
  it.each(bodies)('says which bodies %s reads', (code, request, response) => {
    expect(compileExpression({ code, form: 'paren' }).readsBody).toEqual({ request, response })
  })

  it('throws what .NET throws', () => {
    expect(thrown('context.Variables["nothing"]')).toBe('System.Collections.Generic.KeyNotFoundException')
    expect(thrown('(int)context.Variables["name"]', withVariables)).toBe('System.InvalidCastException')
    expect(thrown('context.LastError.Message')).toBe('System.NullReferenceException')
    expect(thrown('context.Variables.GetValueOrDefault<string>("count")', withVariables)).toBe(
      'System.InvalidCastException',
    )
    expect(thrown('context.Deployment.Certificates["a"]')).toBe('System.Collections.Generic.KeyNotFoundException')
    expect(
      thrown(
        'RSA.Create().KeySize + RSA.Create().SignData(new byte[0], HashAlgorithmName.MD5, RSASignaturePadding.Pkcs1).Length',
      ),
    ).toBe('System.NotSupportedException')
  })
})

describe('statements', () => {
  const cases: readonly (readonly [code: string, value: unknown])[] = [
    ['var total = 0; foreach (var x in new[] { 1, 2, 3 }) { if (x == 2) continue; total += x; } return total;', 4],
    ['int i = 0; while (true) { if (++i > 4) break; } return i;', 5],
    ['for (int i = 0, j = 10; ; i++, j--) { if (i >= j) return i; }', 5],
    ['switch ("b") { case "a": return 1; case "b": { return 2; } default: return 3; }', 2],
    ['object o = 5; switch (o) { case string s: return s; case int n when n > 4: return "big"; } return "";', 'big'],
    [
      'try { int.Parse("x"); return "no"; } catch (Exception e) { return e.Message; }',
      'Input string was not in a correct format.',
    ],
    [
      'var log = ""; try { try { throw new Exception("a"); } finally { log += "f"; } } catch (Exception) { log += "c"; } return log;',
      'fc',
    ],
    ['int Fib(int n) { return n < 2 ? n : Fib(n - 1) + Fib(n - 2); } return Fib(10);', 55],
    ['if (int.TryParse("42", out var n)) { return n; } return -1;', 42],
    ['Func<int, int> f = x => x * 2; var k = 3; Func<int, int> g = x => f(x) + k; return g(4);', 11],
    ['var (a, b) = (1, "x"); (a, b) = (a + 1, b + "y"); return b + a;', 'xy2'],
    [
      'int wide = 0x1234; byte[] bytes = new byte[2]; bytes[1] = (byte)(wide >> 4); return bytes[1];',
      { $type: 'System.Byte', $value: '35' },
    ],
    [
      'var q = from x in new[] { 3, 1, 2 } let y = x * x where y > 1 orderby x descending select x + ":" + y; return string.Join(" ", q);',
      '3:9 2:4',
    ],
    ['var d = new Dictionary<string, int> { { "a", 1 }, ["b"] = 2 }; d["a"] += 5; return d["a"] + d["b"];', 8],
    [
      'var o = new JObject { ["a"] = 1 }; o["b"] = new JArray(1, "x"); o.Add("c", null); return o.ToString(Formatting.None);',
      '{"a":1,"b":[1,"x"],"c":null}',
    ],
    ['int? n = null; return (n ?? 5) + (n.HasValue ? 1 : 0) + (n + 1 == null ? 10 : 0);', 15],
    ['unchecked { return (int)3000000000L; }', -1294967296],
    ['int n = 0; int[] a = new int[3]; a[n++] += 5; return n * 10 + a[0];', 15],
    ['int n = 0; int[] a = new int[3]; a[n++]++; return n * 10 + a[0];', 11],
    ['var list = new List<int> { 1, 2 }; int n = 0; list[n++] += 5; return n * 100 + list[0] * 10 + list[1];', 162],
  ]
  it.each(cases)('%s', (code, value) => {
    expect(
      compileExpression({ code, form: 'brace' }).diagnostics.filter(({ severity }) => severity === 'error'),
    ).toEqual([])
    expect(describeValue(evaluate(code))).toEqual(value)
  })

  it('stops what never ends', () => {
    expect(thrown('while (true) { } return 1;')).toBe('System.TimeoutException')
    expect(thrown('int F(int n) { return F(n + 1); } return F(0);')).toBe('System.InsufficientExecutionStackException')
  })
})

describe('what looks wrong', () => {
  const cases: readonly (readonly [code: string, ...codes: string[]])[] = [
    ['contxt.Request', 'CS0103'],
    ['context.Requst', 'CS1061'],
    ['string.IsNullOrEmty("")', 'CS0117'],
    ['new Foo()', 'CS0246'],
    ['context.Request.Method + 1 - "a"', 'CS0019'],
    ['"abc".Substring("a")', 'CS1503'],
    ['"abc".Substring(1, 2, 3)', 'CS1501'],
    ['context.Request.Url.Host()', 'CS1955'],
    ['(int)"5"', 'CS0030'],
    ['true ? 1 : "a"', 'CS0173'],
  ]
  it.each(cases)('%s', (code, ...codes) => {
    const { diagnostics } = compileExpression({ code, form: 'paren' })
    expect(diagnostics.map((one) => one.code)).toEqual(codes)
  })
})

it('puts named values into the code before it is read', () => {
  const { run, diagnostics } = compileExpression({
    code: '"{{host}}/" + {{n}} + {{oops',
    form: 'paren',
    namedValues: new Map([
      ['host', 'a.b'],
      ['n', '7'],
    ]),
    toRaw: (offset) => offset + 100,
  })
  expect(diagnostics[0]?.span.start).toBeGreaterThanOrEqual(121)
  expect(() => run(sampleContext(), sampleHost)).toThrow(ClrException)
  const fine = compileExpression({
    code: '"{{host}}/" + {{n}}',
    form: 'paren',
    namedValues: new Map([
      ['host', 'a.b'],
      ['n', '7'],
    ]),
  })
  expect(fine.run(sampleContext(), sampleHost)).toBe('a.b/7')
})

it('prints values as the service does', () => {
  const texts = ['"a"', 'true', '1.5', 'null', 'new JObject(new JProperty("a", 1))', '10L', "'c'", 'Guid.Empty'].map(
    (code) => toText(evaluate(code)),
  )
  expect(texts).toEqual(['a', 'True', '1.5', '', '{\n  "a": 1\n}', '10', 'c', '00000000-0000-0000-0000-000000000000'])
  expect(toBoolean(evaluate('1 < 2'))).toBe(true)
  expect(() => toBoolean(5)).toThrow(ClrException)
  expect(clrTypeName(evaluate('5L'))).toBe('System.Int64')
})

it('never throws while compiling, whatever the code', () => {
  const seeds = [
    ...probes.map(([code]) => code),
    'foreach (var x in y) { if (x is int z) return z; } try { } catch (Exception e) { throw; }',
    'from x in y let z = x group z by x into g select g.Key',
  ]
  let state = 20240229
  const next = (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state % below
  }
  const pieces = [
    '(',
    ')',
    '{',
    '}',
    '[',
    ']',
    '"',
    "'",
    '$"',
    '@',
    '.',
    ',',
    ';',
    '=>',
    '?',
    ':',
    '{{',
    '}}',
    ' new ',
    ' is ',
    '<',
    '>',
    'x',
    '1',
  ]
  for (let round = 0; round < 2000; round++) {
    const seed = seeds[next(seeds.length)] ?? ''
    const at = next(seed.length + 1)
    const cut = next(3)
    const code = seed.slice(0, at) + (next(2) ? (pieces[next(pieces.length)] ?? '') : '') + seed.slice(at + cut)
    for (const form of ['paren', 'brace'] as const) expect(() => compileExpression({ code, form }), code).not.toThrow()
  }
})
