import { describe, expect, test } from 'vitest'
import { analyse } from '../../model/analysis.ts'
import type { DocumentOptions } from '../../model/options.ts'
import { applyEdits } from '../../text/edit.ts'
import { check } from '../check.ts'
import type { Finding } from '../finding.ts'

const documentOf = (expression: string, element = 'value'): string =>
  element === 'condition'
    ? `<fragment>\n  <choose>\n    <when condition="${expression}">\n      <set-method>GET</set-method>\n    </when>\n  </choose>\n</fragment>`
    : `<fragment>\n  <set-variable name="it" value="${expression}" />\n</fragment>`

const faultsIn = (text: string, options: DocumentOptions = {}): readonly Finding[] =>
  check(analyse(text, options)).filter(({ rule }) => rule.startsWith('expression-') || rule === 'unbraced-statement')

/** Applies the preferred fixes, one finding after the other, until none is left. */
function mended(text: string): string {
  let now = text
  for (let round = 0; round < 5; round++) {
    const fix = faultsIn(now)
      .flatMap((finding) => finding.fixes?.() ?? [])
      .find(({ preferred }) => preferred)
    if (!fix) return now
    now = applyEdits(now, fix.edits)
  }
  return now
}

const cases: readonly (readonly [before: string, after: string, place?: string])[] = [
  ['@(contxt.Request.Method)', '@(context.Request.Method)'],
  ['@(context.Requst.Method)', '@(context.Request.Method)'],
  [
    '@{ string role = context.Variables["role"]; return role; }',
    '@{ string role = (string)context.Variables["role"]; return role; }',
  ],
  ['@{ int size = 3 * 4L; return size; }', '@{ int size = (int)(3 * 4L); return size; }'],
  ['@{ int size = 4.5; return size; }', '@{ int size = (int)4.5; return size; }'],
  ['@{ string size = 1 + 2; return size; }', '@{ string size = (1 + 2).ToString(); return size; }'],
  [
    '@{ string size = context.RequestId; return size; }',
    '@{ string size = context.RequestId.ToString(); return size; }',
  ],
  ['@(Uri.EscapeDataString(context.Variables["name"]))', '@(Uri.EscapeDataString((string)context.Variables["name"]))'],
  ['@(context.Variables["role"] == "admin")', '@((string)context.Variables["role"] == "admin")'],
  ['@("admin" == context.Variables["role"])', '@("admin" == (string)context.Variables["role"])'],
  ['@{ if (context.Tracing) { return true; } }', '@{ if (context.Tracing) { return true; } return false; }'],
  [
    '@{\n    if (context.Tracing) { return "yes"; }\n  }',
    '@{\n    if (context.Tracing) { return "yes"; }\n    return "";\n  }',
  ],
  ['@{ var size = 1 return size; }', '@{ var size = 1; return size; }'],
  ['@(context.Request.Method;)', '@(context.Request.Method)'],
  ['@(return context.Request.Method;)', '@{ return context.Request.Method; }'],
  ['@(return 1)', '@{ return 1; }'],
  ['@(var size = 1; return size;)', '@{ var size = 1; return size; }'],
  ['@(HttpUtility.UrlEncode("a b"))', '@(System.Net.WebUtility.UrlEncode("a b"))'],
  ['@(System.Web.HttpUtility.HtmlDecode("a"))', '@(System.Net.WebUtility.HtmlDecode("a"))'],
  ['@(JsonSerializer.Serialize(new { a = 1 }))', '@(JsonConvert.SerializeObject(new { a = 1 }))'],
  ['@(System.Text.Json.JsonDocument.Parse("{}").ToString())', '@(JObject.Parse("{}").ToString())'],
  ['@{ Console.WriteLine("a"); return 1; }', '@{ context.Trace("a"); return 1; }'],
  ['@("a" + Environment.NewLine)', '@("a" + "\\n")'],
  ['@{ var list = new ArrayList(); return list.Count; }', '@{ var list = new List<object>(); return list.Count; }'],
  [
    '@{ var map = new SortedDictionary<string, int>(); return map.Count; }',
    '@{ var map = new Dictionary<string, int>(); return map.Count; }',
  ],
  ['@(DateTime.UtcNow.ToUniversalTime())', '@(DateTime.UtcNow)'],
  ['@(DateTime.Now.ToUniversalTime())', '@(DateTime.UtcNow)'],
  ['@{ if (context.Tracing) return 1; return 2; }', '@{ if (context.Tracing) { return 1; } return 2; }'],
  ['@(bool.Parse("true").ToString())', '@(bool.Parse(bool.Parse("true").ToString()))', 'condition'],
]

describe('the preferred fix leaves a clean expression', () => {
  test.each(cases.map(([before, after, place]) => ({ before, after, place })))(
    '$before',
    ({ before, after, place }) => {
      const text = documentOf(before, place)
      expect(faultsIn(text)).not.toEqual([])
      expect(mended(text)).toBe(documentOf(after, place))
      expect(faultsIn(documentOf(after, place))).toEqual([])
    },
  )
})

describe('values of named values', () => {
  const options = (value: string, secret = false): DocumentOptions => ({
    resources: { namedValues: [{ name: 'limit', displayName: 'limit', value, secret }] },
  })
  const codesIn = (expression: string, more: DocumentOptions): readonly string[] =>
    faultsIn(documentOf(expression), more).map(({ message }) => /\((\w+)\)\.$/.exec(message)?.[1] ?? message)

  test('are judged where they are known', () => {
    expect(codesIn('@{ int most = {{limit}}; return most; }', options('10'))).toEqual([])
    expect(codesIn('@{ int most = {{limit}}; return most; }', options('"ten"'))).toEqual(['CS0029'])
    expect(codesIn('@{ int most = {{limit}}; return most; }', options('ten'))).toEqual(['CS0103'])
    expect(codesIn('@("{{limit}}".Lenght)', options('10'))).toEqual(['CS1061'])
  })

  test('stay unknown where they are not, or secret', () => {
    expect(codesIn('@{ int most = {{limit}}; return most; }', {})).toEqual([])
    expect(codesIn('@{ int most = {{limit}}; return most; }', options('"ten"', true))).toEqual([])
  })

  test('break the syntax where the token stands', () => {
    const text = documentOf('@({{limit}})')
    const [finding] = faultsIn(text, options('1 +'))
    expect(finding?.rule).toBe('expression-syntax')
    const at = finding?.span.start ?? 0
    expect(text.slice(at - 2, at + 1)).toContain('}')
  })

  test('leave the places behind them right', () => {
    const text = documentOf('@({{limit}} + context.Requst.Method)')
    const [finding] = faultsIn(text, options('1000000'))
    expect(finding && text.slice(finding.span.start, finding.span.end)).toBe('Requst')
  })
})
