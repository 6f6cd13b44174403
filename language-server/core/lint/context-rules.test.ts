import { describe, expect, it } from 'vitest'
import { analyse } from '../model/analysis.ts'
import type { DocumentOptions } from '../model/options.ts'
import { applyEdits } from '../text/edit.ts'
import { check } from './check.ts'
import { ruleNamed } from './rules.ts'

const wrap = (content: string): string => `<policies><inbound>${content}</inbound></policies>`

function findingsOf(rule: string, content: string, options?: DocumentOptions) {
  const one = ruleNamed(rule)
  if (one === undefined) throw new Error(`there is no rule '${rule}'`)
  return check(analyse(wrap(content), options), { rules: [one] })
}

const body = (code: string): string => `<set-body>@(${code})</set-body>`
const block = (code: string): string => `<set-body>@{ ${code} }</set-body>`
const set = (name: string, value: string): string => `<set-variable name="${name}" value='${value}' />`

it('finds in CDATA what it finds elsewhere', () => {
  const found = findingsOf(
    'expression-unknown-member',
    '<set-body>\n<![CDATA[@(1 < 2 ? context.Requst.Method : "&lt;")]]></set-body>',
  )
  expect(found).toMatchObject([{ message: expect.stringContaining('Requst') }])
  const text = wrap('<set-body>\n<![CDATA[@(1 < 2 ? context.Requst.Method : "&lt;")]]></set-body>')
  expect(found.map(({ span }) => text.slice(span.start, span.end))).toEqual(['Requst'])
  expect(
    findingsOf('unknown-variable', '<set-body><![CDATA[@((string)context.Variables["a"])]]></set-body>'),
  ).toHaveLength(1)
  expect(
    findingsOf(
      'unknown-variable',
      `${set('a', '1')}<set-body><![CDATA[@((string)context.Variables["a"])]]></set-body>`,
    ),
  ).toEqual([])
})

describe('what calls without a subscription key do not have', () => {
  const open: DocumentOptions = { scope: 'api', resources: { subscriptionRequired: false } }
  it.each([
    [body('context.User.Id'), 1],
    [body('context.Subscription.Key + context.Product.Name'), 2],
    [body('context.User?.Id'), 0],
    [body('context.User != null ? context.User.Id : ""'), 0],
    [body('context.User == null ? "" : context.User.Id'), 0],
    [block('if (context.User == null) { return ""; } return context.User.Id;'), 0],
    [block('var user = context.User; return user.Id;'), 0],
    [block('try { return context.User.Id; } catch (Exception) { return ""; }'), 0],
    [`<choose><when condition='@(context.User != null)'>${body('context.User.Id')}</when></choose>`, 0],
    [
      `<choose><when condition='@(context.User == null)'><return-response /></when></choose>${body('context.User.Id')}`,
      0,
    ],
  ])('%s: %i', (content, count) => {
    expect(findingsOf('possible-null-dereference', content, open)).toHaveLength(count)
  })

  it('is told by the part', () => {
    expect(findingsOf('possible-null-dereference', body('context.User.Id'), open)[0]?.message).toBe(
      'This throws for calls without a subscription key, which need none here: context.User is then null.',
    )
  })
})

describe('reads of what is not there', () => {
  const READ = 'context.Variables["a"]'
  it.each([
    ['unknown-variable', body(READ), 1],
    ['unknown-variable', body(`"" + ${READ}`) + set('a', '1'), 1],
    ['unknown-variable', body(`context.Variables.ContainsKey("a") ? ${READ} : "b"`), 0],
    ['unknown-variable', body(`!context.Variables.ContainsKey("a") || (string)${READ} == "b"`), 0],
    ['unknown-variable', block(`if (!context.Variables.ContainsKey("a")) { return ""; } return (string)${READ};`), 0],
    ['unknown-variable', block(`try { return (string)${READ}; } catch (Exception) { return ""; }`), 0],
    [
      'unknown-variable',
      `<choose><when condition='@(context.Variables.ContainsKey("a"))'>${body(READ)}</when></choose>`,
      0,
    ],
    [
      'unknown-variable',
      `<choose><when condition='@(context.Variables.GetValueOrDefault("a", "") != "")'>${body(READ)}</when></choose>`,
      0,
    ],
    ['unknown-variable', `<base />${body(READ)}`, 0],
    ['unknown-variable', `<include-fragment fragment-id="f" />${body(READ)}`, 0],
    ['unknown-variable', `<set-variable name="{{name}}" value="1" />${body(READ)}`, 0],
    ['unknown-variable', `<return-response />${body(READ)}`, 0],
    ['unknown-variable', body('context.Variables["${a}"]'), 0],
    ['header-indexer', body('context.Request.Headers["X"][0]'), 1],
    ['header-indexer', body('context.Request.Url.Query["x"][0]'), 1],
    ['header-indexer', block('var headers = context.Request.Headers; return headers["X"][0];'), 1],
    ['header-indexer', body('context.Request.Headers.ContainsKey("x") ? context.Request.Headers["X"][0] : ""'), 0],
    [
      'header-indexer',
      `<check-header name="X" failed-check-httpcode="400" />${body('context.Request.Headers["X"][0]')}`,
      0,
    ],
    [
      'header-indexer',
      `<set-header name="x"><value>1</value></set-header>${body('context.Request.Headers["X"][0]')}`,
      0,
    ],
    [
      'header-indexer',
      `<validate-jwt header-name="Authorization" />${body('context.Request.Headers["Authorization"][0]')}`,
      0,
    ],
    ['possible-null-dereference', body('context.Request.Headers.GetValueOrDefault("X", null).Trim()'), 1],
    ['possible-null-dereference', body('context.Variables.GetValueOrDefault<string>("a").Trim()'), 1],
    ['possible-null-dereference', body('context.Request.Headers.GetValueOrDefault("X")?.Trim()'), 0],
    ['possible-null-dereference', body('((string)context.Variables.GetValueOrDefault("a")).Trim()'), 1],
    ['possible-null-dereference', body('(context.Variables.GetValueOrDefault("a") as string).Trim()'), 1],
    ['possible-null-dereference', body('(context.Variables.GetValueOrDefault("a") as string)?.Trim()'), 0],
    ['possible-null-dereference', body('((int)context.Variables.GetValueOrDefault("a", 1)).ToString()'), 0],
    ['possible-null-dereference', body('context.Request.Headers.GetValueOrDefault("X").AsJwt()?.Id'), 0],
    ['possible-null-dereference', set('a', '1') + body('(context.Variables["a"] as string).Trim()'), 0],
    [
      'possible-null-dereference',
      `${set('a', '1')}<choose><when condition="@(context.Tracing)">${set('a', '@(new JObject())')}</when></choose>${body('(context.Variables["a"] as JObject).Count')}`,
      1,
    ],
    [
      'possible-null-dereference',
      `${set('a', '1')}<choose><when condition="@(context.Tracing)">${set('a', '@(new JObject())')}</when></choose>${body('(context.Variables["a"] as JObject)?.Count')}`,
      0,
    ],
    ['possible-null-dereference', body('context.User.Id'), 0],
    ['possible-null-dereference', body('context.Variables.GetValueOrDefault<int>("a").ToString()'), 0],
    ['possible-null-dereference', set('a', '1') + body('context.Variables.GetValueOrDefault<string>("a").Trim()'), 0],
    [
      'possible-null-dereference',
      `<choose><when condition='@(context.Request.Headers.GetValueOrDefault("X") != null)'>${body('context.Request.Headers.GetValueOrDefault("X").Trim()')}</when></choose>`,
      0,
    ],
    ['response-in-inbound', body('context.Response?.StatusCode == 200'), 0],
    ['response-in-inbound', body('context.Response != null && context.Response.StatusCode == 200'), 0],
    [
      'response-in-inbound',
      '<rate-limit-by-key calls="1" renewal-period="1" counter-key="k" increment-condition="@(context.Response.StatusCode == 200)" />',
      0,
    ],
    ['last-error-outside-on-error', body('context.LastError?.Reason'), 0],
  ])('%s at %s: %i', (rule, content, count) => {
    expect(findingsOf(rule, content)).toHaveLength(count)
  })
})

describe('what was stored', () => {
  it.each([
    ['variable-cast-cannot-succeed', set('a', '@(1)') + body('(long)context.Variables["a"]'), 1],
    ['variable-cast-cannot-succeed', set('a', '@(new JObject()["b"])') + body('(string)context.Variables["a"]'), 1],
    ['variable-cast-cannot-succeed', set('a', '1') + body('context.Variables["a"] as JObject'), 1],
    ['variable-cast-cannot-succeed', set('a', '@(1)') + body('(int?)context.Variables["a"]'), 0],
    ['variable-cast-cannot-succeed', set('a', '@(new JObject()["b"])') + body('(JObject)context.Variables["a"]'), 0],
    [
      'variable-cast-cannot-succeed',
      set('a', '@(new JArray())') + body('(IEnumerable<JToken>)context.Variables["a"]'),
      0,
    ],
    ['variable-cast-cannot-succeed', `${set('a', '1')}<base />${body('(int)context.Variables["a"]')}`, 0],
    ['variable-cast-cannot-succeed', set('a', '{{b}}') + body('(int)context.Variables["a"]'), 0],
    ['default-of-another-type', set('a', '1') + body('context.Variables.GetValueOrDefault("a", 0)'), 1],
    ['default-of-another-type', set('a', '1') + body('context.Variables.GetValueOrDefault("a", "b")'), 0],
    ['default-of-another-type', set('a', '1') + body('context.Variables.GetValueOrDefault<object>("a", null)'), 0],
    ['misspelt-variable', set('token1', '1') + body('context.Variables.GetValueOrDefault("token2", "")'), 0],
    ['misspelt-variable', `<base />${set('tokenValue', '1')}${body('context.Variables["tokenValeu"]')}`, 1],
    [
      'misspelt-variable',
      `<base />${set('tokenValue', '1')}${body('context.Variables["tokenValeu"]')}${body('context.Variables["tokenValue"]')}`,
      0,
    ],
    ['overwritten-before-read', `${set('a', '1')}<include-fragment fragment-id="f" />${set('a', '2')}`, 0],
    ['overwritten-before-read', set('a', '1') + set('a', '@((string)context.Variables["a"] + "2")'), 0],
  ])('%s at %s: %i', (rule, content, count) => {
    expect(findingsOf(rule, content)).toHaveLength(count)
  })

  it('counts a variable as used that another document may read', () => {
    const content = `<base />${set('a', '1')}`
    const outer = { sets: [], reads: ['a'], isComplete: true }
    expect(findingsOf('unused-variable', content)).toHaveLength(0)
    expect(findingsOf('unused-variable', content, { scope: 'operation' })).toHaveLength(0)
    expect(findingsOf('unused-variable', content, { scope: 'operation', neighbours: { outer } })).toHaveLength(0)
    const silent = { ...outer, reads: [] }
    expect(findingsOf('unused-variable', content, { scope: 'operation', neighbours: { outer: silent } })).toHaveLength(
      1,
    )
    const fragment = '<fragment><set-variable name="a" value="1" /></fragment>'
    const unused = (own: NonNullable<DocumentOptions['neighbours']>['own'], reads: readonly string[]): number => {
      const neighbours = {
        outer: { ...silent, reads },
        inner: { sets: [], reads, isComplete: true },
        ...(own && { own }),
      }
      const one = ruleNamed('unused-variable')
      return check(analyse(fragment, { scope: 'fragment', neighbours }), { ...(one && { rules: [one] }) }).length
    }
    expect(unused({ fragment: 'f', isUsed: true }, ['b'])).toBe(1)
    expect(unused({ fragment: 'f', isUsed: true }, ['a'])).toBe(0)
    expect(unused({ fragment: 'f', isUsed: false }, ['b'])).toBe(0)
    const api = { outer: silent, inner: { sets: [], reads: ['a'], isComplete: true } }
    expect(findingsOf('unused-variable', content, { scope: 'api', neighbours: api })).toHaveLength(0)
  })
})

it.each([
  [
    'variable-cast-cannot-succeed',
    set('a', '5') + body('(int)context.Variables["a"] + 1'),
    'int.Parse((string)context.Variables["a"]) + 1',
  ],
  [
    'variable-cast-cannot-succeed',
    set('a', '@(5)') + body('(long)context.Variables["a"]'),
    '(long)(int)context.Variables["a"]',
  ],
  [
    'variable-cast-cannot-succeed',
    set('a', '@(5)') + body('(string)context.Variables["a"]'),
    'context.Variables["a"].ToString()',
  ],
  [
    'default-of-another-type',
    set('a', '@(5)') + body('context.Variables.GetValueOrDefault<string>("a")'),
    'context.Variables.GetValueOrDefault<int>("a")',
  ],
  ['misspelt-variable', set('tenantId', '1') + body('context.Variables["tenantid "]'), 'context.Variables["tenantId"]'],
  [
    'header-indexer',
    body('context.Request.Headers["X"][0].Trim()'),
    'context.Request.Headers.GetValueOrDefault("X", "").Trim()',
  ],
  [
    'possible-null-dereference',
    body('context.Request.Headers.GetValueOrDefault("X").Trim()'),
    'GetValueOrDefault("X", "").Trim()',
  ],
  [
    'possible-null-dereference',
    body('context.Request.Headers.GetValueOrDefault("X", null).Trim()'),
    'GetValueOrDefault("X", "").Trim()',
  ],
  [
    'parse-of-unread-body',
    body('JObject.Parse(context.Request.Body.ToString())'),
    'JObject.Parse(context.Request.Body.As<string>(preserveContent: true))',
  ],
  [
    'body-read-twice',
    set('a', '@(context.Request.Body.As<string>(false))') + body('context.Request.Body.As<string>()'),
    'context.Request.Body.As<string>(preserveContent: true)',
  ],
  [
    'expression-unknown-member',
    set('a', '@(new JObject())') + body('context.Variables["a"].HasValues'),
    '@(((JObject)context.Variables["a"]).HasValues)',
  ],
  [
    'expression-wrong-arguments',
    set('a', '@(new JObject())') + body('context.Variables["a"]["b"]'),
    '@(((JObject)context.Variables["a"])["b"])',
  ],
])('%s offers a fix at %s', (rule, content, fixed) => {
  const [finding] = findingsOf(rule, content)
  const [fix] = finding?.fixes?.() ?? []
  if (fix === undefined) throw new Error(`no fix of ${rule}`)
  const text = applyEdits(wrap(content), fix.edits)
  expect(text).toContain(fixed)
  const one = ruleNamed(rule)
  expect(check(analyse(text), { ...(one && { rules: [one] }) })).toEqual([])
})
