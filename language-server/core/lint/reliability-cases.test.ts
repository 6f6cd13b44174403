import { describe, expect, test } from 'vitest'
import { analyse } from '../model/analysis.ts'
import { check } from './check.ts'
import { ruleNamed } from './rules.ts'

/** What the examples of the rules leave out: other ways to make the mistake, and look-alikes that are none. */

const found = (id: string, text: string): number => {
  const rule = ruleNamed(id)
  if (rule === undefined) throw new Error(`there is no rule ${id}`)
  return check(analyse(text), { rules: [rule] }).length
}

const fragment = (policies: string): string => `<fragment>${policies}</fragment>`
const section = (name: string, policies: string): string => `<policies><${name}>${policies}</${name}></policies>`
const when = (condition: string, policies = '<set-method>GET</set-method>'): string =>
  `<when condition="${condition}">${policies}</when>`
const choose = (...branches: string[]): string => `<choose>${branches.join('')}</choose>`
const request = (attributes: string, content = ''): string =>
  `<send-request response-variable-name="r" ${attributes}><set-url>https://a.com</set-url>${content}</send-request>`
const status = (code: string): string => `<return-response><set-status code="${code}" /></return-response>`
const retry = (attributes: string, content = '<forward-request buffer-request-body="true" />'): string =>
  fragment(`<retry condition="@(true)" ${attributes}>${content}</retry>`)
const pattern = (text: string): string =>
  fragment(`<set-variable name="a" value="@(Regex.IsMatch(context.Request.Url.Path, @"${text}"))" />`)

const mistakes: readonly (readonly [rule: string, text: string])[] = [
  [
    'unchecked-response',
    fragment(
      `${request('ignore-error="true"')}<set-body>@(((IResponse)context.Variables["r"]).Body.As<string>())</set-body>`,
    ),
  ],
  [
    'unchecked-response',
    fragment(
      `${request('ignore-error="true"')}<set-body>@(context.Variables.GetValueOrDefault<IResponse>("r").Body.As<string>())</set-body>`,
    ),
  ],
  ['retry-too-long', retry('count="5" interval="10" delta="30"')],
  ['retry-too-long', retry('count="10" interval="1" delta="1" max-interval="100"')],
  [
    'unreachable-policy',
    fragment(
      `${choose(when('@(context.Tracing)', status('200')), `<otherwise>${status('404')}</otherwise>`)}<set-method>GET</set-method>`,
    ),
  ],
  ['unreachable-policy', fragment(choose(when('@(context.Tracing)', `${status('200')}<set-method>GET</set-method>`)))],
  ['constant-condition', fragment(choose(when('@(context.Api.Id == "a" && context.Api.Id == "b")')))],
  ['constant-condition', fragment(choose(when('@(!(1 == 2) || context.Tracing)')))],
  ['constant-condition', fragment(choose(when('false')))],
  [
    'duplicate-condition',
    fragment(choose(when('@(context.Tracing)'), when('@(context.Api.IsCurrentRevision)'), when('@(context.Tracing)'))),
  ],
  ['forward-request-missing', section('backend', '<set-method>GET</set-method>')],
  ['error-turned-success', section('on-error', '<return-response><set-body>no</set-body></return-response>')],
  ['error-turned-success', section('on-error', '<base /><set-status code="200" reason="OK" />')],
  ['expensive-regex', pattern('^(a+)+$')],
  ['expensive-regex', pattern('(?:[\\w.]+\\s?)*;')],
  ['expensive-regex', pattern('(.*)*x')],
  ['deprecated-policy', section('inbound', '<cross-domain />')],
  ['empty-branch', fragment(choose(when('@(context.Tracing)', '')))],
  [
    'rate-limit-unique-key',
    fragment(
      '<limit-concurrency key="@(Guid.NewGuid().ToString())" max-count="1"><forward-request /></limit-concurrency>',
    ),
  ],
  ['cache-unpaired', section('outbound', '<cache-store duration="60" />')],
  ['get-with-body', fragment(request('', '<set-method>get</set-method><set-body>@("a")</set-body>'))],
  [
    'header-set-twice',
    fragment(
      '<set-header name="A"><value>1</value></set-header><set-method>GET</set-method><set-header name="a"><value>2</value></set-header>',
    ),
  ],
]

const soundness: readonly (readonly [rule: string, text: string])[] = [
  [
    'unchecked-response',
    fragment(
      `${request('ignore-error="true"')}${choose(when('@(context.Variables["r"] != null && ((IResponse)context.Variables["r"]).StatusCode == 200)'))}`,
    ),
  ],
  [
    'unchecked-response',
    fragment(
      `${request('ignore-error="false"')}<set-body>@(((IResponse)context.Variables["r"]).Body.As<string>())</set-body>`,
    ),
  ],
  ['unchecked-response', fragment(request('ignore-error="true"'))],
  ['retry-too-long', retry('count="10" interval="1" delta="1" max-interval="10"')],
  ['retry-too-long', retry('count="@(5)" interval="100"')],
  ['retry-without-buffer', fragment('<forward-request />')],
  ['unreachable-policy', fragment(`${choose(when('@(context.Tracing)', status('200')))}<set-method>GET</set-method>`)],
  [
    'unreachable-policy',
    fragment(`<retry condition="@(true)" count="1" interval="1">${status('200')}</retry><set-method>GET</set-method>`),
  ],
  ['constant-condition', fragment(choose(when('@(context.Api.Id != "a" && context.Api.Id != "b")')))],
  ['constant-condition', fragment(choose(when('@(context.Api.Id == "a" || context.Api.Id == "b")')))],
  ['constant-condition', fragment(choose(when('@("{{flag}}" == "on")')))],
  ['constant-condition', fragment(choose(when('@(bool.Parse("{{flag}}"))')))],
  ['constant-condition', fragment(choose(when('${enabled}')))],
  ['duplicate-condition', fragment(choose(when('@(new Random().Next(2) == 0)'), when('@(new Random().Next(2) == 0)')))],
  [
    'forward-request-missing',
    section('backend', '<retry condition="@(true)" count="1" interval="1"><forward-request /></retry>'),
  ],
  ['forward-request-missing', section('backend', '<include-fragment fragment-id="f" />')],
  [
    'forward-request-missing',
    `<policies><inbound>${status('410')}</inbound><backend><set-method>GET</set-method></backend></policies>`,
  ],
  [
    'forward-request-repeated',
    fragment(choose(when('@(context.Tracing)', '<forward-request />'), '<otherwise><forward-request /></otherwise>')),
  ],
  [
    'error-turned-success',
    section('on-error', choose(when('@(context.LastError.Source == "rate-limit")', status('200')))),
  ],
  ['error-turned-success', section('inbound', status('200'))],
  ['expensive-regex', pattern('^(\\\\d+,)*$')],
  ['expensive-regex', pattern('^[a-z]+(-[a-z]+)*$')],
  [
    'empty-branch',
    fragment(choose(when('@(context.Tracing)', ''), '<otherwise><set-method>GET</set-method></otherwise>')),
  ],
  ['empty-branch', fragment(choose(when('@(context.Tracing)', '<!-- nothing to do -->')))],
  [
    'rate-limit-unique-key',
    fragment(
      '<rate-limit-by-key calls="1" renewal-period="1" counter-key="@(context.Subscription.Id + DateTime.UtcNow.ToString("yyyyMMdd"))" />',
    ),
  ],
  [
    'cache-unpaired',
    `<policies><inbound><cache-lookup vary-by-developer="false" vary-by-developer-groups="false" /></inbound><outbound><cache-store duration="1" /></outbound></policies>`,
  ],
  [
    'cache-any-status',
    section('outbound', '<cache-store duration="60" cache-response="@(context.Response.StatusCode == 200)" />'),
  ],
  [
    'header-set-twice',
    fragment(
      '<set-header name="A"><value>1</value></set-header><set-header name="B"><value>@(context.Request.Headers["A"][0])</value></set-header><set-header name="A"><value>2</value></set-header>',
    ),
  ],
  [
    'header-set-twice',
    fragment(
      '<set-header name="A" exists-action="append"><value>1</value></set-header><set-header name="A" exists-action="append"><value>2</value></set-header>',
    ),
  ],
  ['restricted-header', fragment(request('', '<set-header name="Content-Length"><value>0</value></set-header>'))],
  ['missing-content-type', fragment('<return-response><set-body>no such order</set-body></return-response>')],
  ['lower-case-method', fragment('<set-method>{{method}}</set-method>')],
  ['timeout-too-long', fragment('<forward-request timeout="@(300)" />')],
]

describe('reports', () => {
  test.each(mistakes)('%s: %s', (rule, text) => expect(found(rule, text)).toBe(1))
})

describe('says nothing of', () => {
  test.each(soundness)('%s: %s', (rule, text) => expect(found(rule, text)).toBe(0))
})
