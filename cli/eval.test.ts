import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { dispatch } from './dispatch.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'policywright-eval-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function run(args: readonly string[], input = '') {
  const written = { out: '', err: '' }
  const code = await dispatch(['eval', ...args], {
    cwd: folder,
    out: (text) => {
      written.out += text
    },
    err: (text) => {
      written.err += text
    },
    readInput: async () => input,
  })
  return { code, ...written }
}

async function answer(expression: string, context?: unknown, ...args: string[]) {
  if (context !== undefined) writeFileSync(join(folder, 'context.json'), JSON.stringify(context))
  const { out } = await run([
    '--output',
    'json',
    ...(context === undefined ? [] : ['--context', 'context.json']),
    ...args,
    expression,
  ])
  return JSON.parse(out)
}

describe('one expression', () => {
  test('gives its value and types', async () => {
    expect(await answer('@(context.Request.Method + 1)')).toEqual({
      ok: true,
      staticType: 'System.String',
      type: 'System.String',
      value: 'GET1',
    })
    expect(await answer('@{ object size = 1L; return size; }')).toMatchObject({
      staticType: 'System.Object',
      type: 'System.Int64',
      value: { $type: 'System.Int64', $value: '1' },
    })
  })

  test('gives the exception', async () => {
    expect(await answer('@((string)context.Variables["none"])')).toMatchObject({
      ok: false,
      exception: { type: 'System.Collections.Generic.KeyNotFoundException' },
    })
  })

  test('gives what does not compile, with offsets in the text as given', async () => {
    const text = ' @(context.Requst)'
    const { ok, diagnostics } = await answer(text)
    expect(ok).toBe(false)
    expect(diagnostics).toEqual([
      { code: 'CS1061', severity: 'error', message: expect.stringContaining('Requst'), start: 11, end: 17 },
    ])
    expect(text.slice(11, 17)).toBe('Requst')
  })

  test.each([
    ['@(1 + 2', 'CS1026', 7],
    ['@{ return 1; ', 'CS1513', 12],
    ['@(', 'CS1026', 2],
  ])('says of %s that its end is missing', async (text, code, start) => {
    const { ok, diagnostics } = await answer(text)
    expect(ok).toBe(false)
    expect(diagnostics).toContainEqual(expect.objectContaining({ code, start, end: start }))
    expect(JSON.stringify(diagnostics)).not.toContain('@')
  })

  test('tells what only the service refuses beside the value', async () => {
    const found = await answer('@(DateTime.UtcNow.ToUniversalTime().Year)', { now: '2026-02-03T04:05:06Z' })
    expect(found).toMatchObject({ ok: true, value: 2026, diagnostics: [{ code: 'APIM0002' }] })
  })

  test.each([
    ['1 == 1', 'bool', true, 'System.Boolean'],
    ['1', 'long', { $type: 'System.Int64', $value: '1' }, 'System.Int64'],
    ['"a"', 'object', 'a', 'System.String'],
    ['@{ return 1; }', 'int', 1, 'System.Int32'],
  ])('%s where %s is expected', async (code, type, value, clr) => {
    expect(await answer(code, undefined, '--expect', type)).toMatchObject({ ok: true, value, type: clr })
  })

  test.each([
    ['1', 'bool', 'CS0029'],
    ['@{ if (context.Tracing) { return "a"; } return 1; }', 'string', 'CS0029'],
    ['1L', 'int', 'CS0266'],
  ])('%s is refused where %s is expected', async (code, type, number) => {
    expect((await answer(code, undefined, '--expect', type)).diagnostics).toMatchObject([{ code: number }])
  })

  test('as text is the value, and the exit code says whether there is one', async () => {
    expect(await run(['"a" + 1'])).toEqual({ code: 0, out: 'a1\n(System.String)\n', err: '' })
    expect(await run(['int.Parse("x")'])).toMatchObject({ code: 1 })
    expect((await run(['-'], '\uFEFF@(2 + 3)')).out).toBe('5\n(System.Int32)\n')
    expect((await run(['TimeSpan.FromMinutes(1)'])).out).toBe('00:01:00\n(System.TimeSpan)\n')
    expect((await run(['new JObject(new JProperty("a", 1))'])).out).toBe('{"a":1}\n(Newtonsoft.Json.Linq.JObject)\n')
    expect((await run(['new[] { 1, 2 }'])).out).toBe('[1,2]\n(System.Int32[])\n')
  })
})

describe('the context file', () => {
  const context = {
    request: {
      method: 'POST',
      url: 'https://api.contoso.com:8443/orders?id=1&id=2',
      headers: { Accept: ['a', 'b'], 'X-One': 'x' },
      body: { total: 3 },
      matchedParameters: { order: '7' },
      ipAddress: '192.0.2.1',
    },
    response: { statusCode: 404, body: 'gone' },
    variables: {
      text: 'a',
      size: 5,
      big: { $type: 'System.Int64', $value: '5000000000' },
      at: { $type: 'System.DateTime', $value: '2026-01-02T03:04:05Z' },
      moment: { $type: 'System.DateTimeOffset', $value: '2026-01-02T03:04:05+02:00' },
      json: { a: [1, 2] },
      bytes: { $type: 'System.Byte[]', $value: 'aGk=' },
      answer: { $type: 'IResponse', $value: { statusCode: 201, body: { id: 9 } } },
      names: { $type: 'System.Collections.Generic.List<System.String>', $value: ['x', 'y'] },
    },
    user: { groups: ['Developers', { id: '2', name: 'Partners' }], identities: [{ id: 'ann', provider: 'Aad' }] },
    subscription: { endDate: '2027-01-01T00:00:00Z' },
    product: { groups: ['Developers'], subscriptionsLimit: 3 },
    backend: { id: 'orders', type: 'Pool' },
    graphql: { arguments: { id: 7 }, parent: { name: 'Ann' } },
    workspace: { id: 'team' },
    deployment: { certificates: { none: 'AAAA' }, carbonIntensity: 'Low' },
    lastError: { reason: 'TokenExpired', httpErrorCode: 401 },
    now: '2026-05-06T07:08:09Z',
  }
  test.each([
    ['context.Request.Method + context.Request.Url.Port', 'POST8443'],
    ['context.Request.Url.Query["id"].Length', 2],
    ['context.Request.Headers.GetValueOrDefault("accept") + context.Request.Headers["X-One"][0]', 'a,bx'],
    ['(int)context.Request.Body.As<JObject>()["total"]', 3],
    ['context.Response.StatusCode + context.Response.Body.As<string>()', '404gone'],
    ['context.Request.MatchedParameters["order"]', '7'],
    ['(int)context.Variables["size"] + 1', 6],
    ['(long)context.Variables["big"]', { $type: 'System.Int64', $value: '5000000000' }],
    ['((DateTime)context.Variables["at"]).Kind.ToString()', 'Utc'],
    ['((DateTimeOffset)context.Variables["moment"]).UtcDateTime.Hour', 1],
    ['(int)((JObject)context.Variables["json"])["a"][1]', 2],
    ['((byte[])context.Variables["bytes"]).Length', 2],
    ['(byte[])context.Variables["bytes"]', { $type: 'System.Byte[]', $value: 'aGk=' }],
    ['(int)((IResponse)context.Variables["answer"]).Body.As<JObject>()["id"]', 9],
    ['((List<string>)context.Variables["names"])[1]', 'y'],
    ['context.User.Groups.First().Name', 'Developers'],
    ['context.LastError.Reason', 'TokenExpired'],
    ['context.Operation == null', true],
    ['context.User.Groups.Last().Name + context.User.Identities.First().Provider', 'PartnersAad'],
    ['context.Subscription.EndDate.Value.Year + context.Product.SubscriptionsLimit', 2030],
    ['context.Product.Groups.Count() + "" + context.Backend.Type + context.Workspace.Id', '1Poolteam'],
    ['(int)context.GraphQL.Arguments["id"] + (string)context.GraphQL.Parent["name"]', '7Ann'],
    ['context.Deployment.SustainabilityInfo.CurrentCarbonIntensity.ToString()', 'Low'],
    ['context.LastError.HttpErrorCode', 401],
    ['context.Deployment.Certificates.Count', 1],
    ['(IResponse)context.Variables["answer"]', { $type: 'IResponse', $value: { statusCode: 201, body: '{"id":9}' } }],
    ['new { a = 1 }', { $type: '<anonymous type>', $value: { a: 1 } }],
    ['DateTime.UtcNow.Year', 2026],
  ])('%s', async (code, value) => {
    expect(await answer(code, context)).toMatchObject({ ok: true, value })
  })

  test.each([
    [{ reqest: {} }, "did you mean 'request'"],
    [{ request: { url: 'orders' } }, 'request.url'],
    [{ variables: { a: { $type: 'Foo', $value: 1 } } }, 'variables.a: a value of type Foo'],
    [{ now: 'soon' }, "now: 'soon'"],
  ])('%j is refused with its place', async (context, words) => {
    const { code, err } = await refused(context)
    expect(code).toBe(2)
    expect(err).toContain(words)
    expect(err).toContain("'context.json': ")
  })

  test.each([
    ['System.Int64', 'x'],
    ['System.Int64', ''],
    ['System.Int32', 2 ** 31],
    ['System.Byte', 256],
    ['System.SByte', '-129'],
    ['System.UInt64', -1],
    ['System.Boolean', 'maybe'],
    ['System.Double', 'x'],
    ['System.Decimal', 'x'],
    ['System.Char', 'ab'],
    ['System.Guid', 'x'],
    ['System.DateTime', 'x'],
    ['System.DateTimeOffset', '2026-01-02'],
    ['System.TimeSpan', 'x'],
    ['System.Byte[]', '*'],
    ['System.String[]', 'a'],
    ['Jwt', 'x'],
    ['Newtonsoft.Json.Linq.JObject', '{'],
    ['System.Xml.Linq.XElement', '<a'],
  ])('a value of type %s is not %j', async ($type, $value) => {
    const { code, err } = await refused({ variables: { a: { $type, $value } } })
    expect(code).toBe(2)
    expect(err).toContain(`'context.json': variables.a: ${JSON.stringify($value)} is no ${$type}.`)
  })

  function refused(context: unknown) {
    writeFileSync(join(folder, 'context.json'), JSON.stringify(context))
    return run(['--context', 'context.json', '1'])
  }

  test.each([
    ['{"request":', 'column 12: A value is expected here.'],
    ['{\n  "a": 1\n  "b": 2\n}', "line 3, column 3: A ',' is missing in front of this."],
    ['{"a": 1 /* why */}', 'Comments are not allowed here.'],
    ['{} {}', 'Nothing may follow the end of the value.'],
    ['', 'A value is expected here.'],
    ['{"a": 01}', 'is no JSON'],
  ])('%j is no JSON, and its place is told', async (text, words) => {
    writeFileSync(join(folder, 'context.json'), text)
    const { code, err } = await run(['--context', 'context.json', '1'])
    expect(code).toBe(2)
    expect(err).toContain("'context.json' is no JSON")
    expect(err).toContain(words)
  })

  test.each(['utf8', 'utf16le'] as const)('may be in %s with a byte order mark', async (encoding) => {
    writeFileSync(join(folder, 'context.json'), Buffer.from('\uFEFF{"request":{"method":"PUT"}}', encoding))
    expect((await run(['--context', 'context.json', 'context.Request.Method'])).out).toBe('PUT\n(System.String)\n')
  })
})

describe('a batch', () => {
  test('answers each line', async () => {
    const lines = [
      { id: 'a', code: '@(1 + 1)' },
      { id: 'b', code: '@("{{name}}".Length)', namedValues: { name: 'four' } },
      { id: 'c', code: '@(context.Request.Method)', context: { request: { method: 'PUT' } } },
      { id: 'd', code: '@(1)', expect: 'bool' },
      { id: 'e' },
    ]
    expect(await answers(lines.map((line) => JSON.stringify(line)))).toMatchObject([
      { id: 'a', ok: true, value: 2 },
      { id: 'b', ok: true, value: 4 },
      { id: 'c', ok: true, value: 'PUT' },
      { id: 'd', ok: false, diagnostics: [{ code: 'CS0029' }] },
      { id: 'e', ok: false, error: "line 5: 'code' is missing." },
    ])
  })

  test.each([
    ['not JSON', null, 'line 1 is no JSON: column 1: '],
    ['[1]', null, 'line 1: an object is expected here.'],
    ['7', null, 'line 1: an object is expected here.'],
    ['null', null, "line 1: 'code' is missing."],
    ['{"id":1,"code":5}', 1, "line 1: 'code' must be a text."],
    ['{"id":1,"code":"1","expect":5}', 1, "line 1: 'expect' must be a text."],
    ['{"id":1,"code":"1","expect":"Foo"}', 1, "'Foo' is no type"],
    ['{"id":1,"code":"1","context":"x"}', 1, 'context: an object is expected here.'],
    ['{"id":1,"code":"1","namedValues":7}', 1, 'line 1: namedValues: an object is expected here.'],
    ['{"id":1,"code":"1","namedValues":{"a":{}}}', 1, 'line 1: namedValues.a must be a text.'],
  ])('answers the line %s, and the next one', async (line, id, words) => {
    expect(await answers([line, '{"id":"next","code":"1"}'])).toMatchObject([
      { id, ok: false, error: expect.stringContaining(words) },
      { id: 'next', ok: true, value: 1 },
    ])
  })

  async function answers(lines: readonly string[]): Promise<unknown[]> {
    writeFileSync(join(folder, 'batch.jsonl'), `${lines.join('\r\n')}\r\n`)
    const { code, out, err } = await run(['--batch', 'batch.jsonl'])
    expect({ code, err }).toEqual({ code: 1, err: '' })
    return out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
  }
})

test.each([
  [[], 'name one EXPRESSION'],
  [['1', '2'], 'name one EXPRESSION'],
  [['--expect', 'Foo', '1'], "'Foo' is no type"],
  [['--context', 'none.json', '1'], "'none.json' cannot be read (ENOENT: no such file or directory)."],
  [['--context', '.', '1'], "'.' cannot be read (EISDIR: "],
  [['--context', '-', '-'], "'-'"],
  [['--batch', 'x.jsonl', '1'], '--batch'],
  [['--output', 'xml', '1'], "--output 'xml'"],
])('wrong usage %j', async (args, words) => {
  const { code, err } = await run(args)
  expect(code).toBe(2)
  expect(err).toContain(words)
})
