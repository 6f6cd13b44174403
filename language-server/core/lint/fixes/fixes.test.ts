import { describe, expect, test } from 'vitest'
import { analyse } from '../../model/analysis.ts'
import type { DocumentOptions } from '../../model/options.ts'
import { applyEdits } from '../../text/edit.ts'
import { check } from '../check.ts'

interface Case {
  readonly rule: string
  readonly before: string
  readonly after: string
  /** The title of the fix; the preferred one when absent. */
  readonly title?: string
  readonly options?: DocumentOptions
}

/** Applies one fix of the first finding of a rule. */
function fixed({ rule, before, title, options }: Case): string {
  const finding = check(analyse(before, options)).find((each) => each.rule === rule)
  if (finding === undefined) throw new Error(`no finding of ${rule} in:\n${before}`)
  const fixes = finding.fixes?.() ?? []
  const fix = fixes.find((each) => (title === undefined ? each.preferred : each.title === title))
  if (fix === undefined) throw new Error(`${rule} offers ${fixes.map((each) => each.title).join(', ') || 'nothing'}`)
  return applyEdits(before, fix.edits)
}

const errorsOf = (text: string, options: DocumentOptions = {}) =>
  check(analyse(text, options)).filter(({ severity }) => severity === 'error')

const cases: readonly Case[] = [
  {
    rule: 'unknown-root',
    before: `<inbound>\n  <base />\n</inbound>`,
    after: `<policies>\n<inbound>\n  <base />\n</inbound>\n</policies>`,
  },
  {
    rule: 'unknown-root',
    before: `<fragmnt>\n  <set-method>GET</set-method>\n</fragmnt>`,
    after: `<fragment>\n  <set-method>GET</set-method>\n</fragment>`,
  },
  {
    rule: 'unknown-root',
    title: 'Put it into <fragment>',
    before: `<set-method>GET</set-method>`,
    after: `<fragment>\n<set-method>GET</set-method>\n</fragment>`,
  },
  {
    rule: 'unknown-section',
    before: `<policies>\n  <inbond />\n</policies>`,
    after: `<policies>\n  <inbound />\n</policies>`,
  },
  {
    rule: 'unknown-section',
    before: `<policies>\n  <set-method>GET</set-method>\n</policies>`,
    after: `<policies>\n  <inbound>\n    <base />\n    <set-method>GET</set-method>\n  </inbound>\n</policies>`,
  },
  {
    rule: 'duplicate-section',
    before: `<policies>\n  <inbound>\n    <base />\n  </inbound>\n  <inbound>\n    <base />\n    <set-method>GET</set-method>\n  </inbound>\n</policies>`,
    after: `<policies>\n  <inbound>\n    <base />\n    <set-method>GET</set-method>\n  </inbound>\n</policies>`,
  },
  {
    rule: 'unknown-policy',
    before: `<fragment>\n  <choos>\n  </choos>\n</fragment>`,
    after: `<fragment>\n  <choose>\n  </choose>\n</fragment>`,
  },
  {
    rule: 'unknown-policy',
    title: 'Remove the tags of <inbound> and keep its policies',
    before: `<fragment>\n  <inbound>\n    <base />\n    <set-method>GET</set-method>\n  </inbound>\n</fragment>`,
    after: `<fragment>\n  <set-method>GET</set-method>\n</fragment>`,
  },
  {
    rule: 'unknown-element',
    before: `<fragment>\n  <set-header name="A"><vlaue>1</vlaue></set-header>\n</fragment>`,
    after: `<fragment>\n  <set-header name="A"><value>1</value></set-header>\n</fragment>`,
  },
  {
    rule: 'unknown-element',
    title: 'Remove <note>',
    before: `<fragment>\n  <set-header name="A">\n    <value>1</value>\n    <note>x</note>\n  </set-header>\n</fragment>`,
    after: `<fragment>\n  <set-header name="A">\n    <value>1</value>\n  </set-header>\n</fragment>`,
  },
  {
    rule: 'unknown-attribute',
    before: `<fragment>\n  <set-header name="A" exist-action="delete" />\n</fragment>`,
    after: `<fragment>\n  <set-header name="A" exists-action="delete" />\n</fragment>`,
  },
  {
    rule: 'unknown-attribute',
    title: "Remove 'colour'",
    before: `<fragment>\n  <set-header name="A"\n    colour="red" exists-action="delete" />\n</fragment>`,
    after: `<fragment>\n  <set-header name="A" exists-action="delete" />\n</fragment>`,
  },
  {
    rule: 'wrong-section',
    before: `<policies>\n\t<outbound>\n\t\t<base />\n\t\t<rate-limit calls="1" renewal-period="1">\n\t\t\t<api id="a" calls="1" renewal-period="1" />\n\t\t</rate-limit>\n\t</outbound>\n</policies>`,
    after: `<policies>\n\t<inbound>\n\t\t<base />\n\t\t<rate-limit calls="1" renewal-period="1">\n\t\t\t<api id="a" calls="1" renewal-period="1" />\n\t\t</rate-limit>\n\t</inbound>\n\t<outbound>\n\t\t<base />\n\t</outbound>\n</policies>`,
  },
  {
    rule: 'wrong-section',
    before: `<policies>\r\n    <inbound>\r\n    </inbound>\r\n    <outbound>\r\n        <cors><allowed-origins><origin>*</origin></allowed-origins><allowed-headers><header>*</header></allowed-headers></cors>\r\n    </outbound>\r\n</policies>`,
    after: `<policies>\r\n    <inbound>\r\n        <cors><allowed-origins><origin>*</origin></allowed-origins><allowed-headers><header>*</header></allowed-headers></cors>\r\n    </inbound>\r\n    <outbound>\r\n    </outbound>\r\n</policies>`,
  },
  {
    rule: 'base-misuse',
    before: `<fragment>\n  <base />\n  <set-method>GET</set-method>\n</fragment>`,
    after: `<fragment>\n  <set-method>GET</set-method>\n</fragment>`,
  },
  {
    rule: 'base-misuse',
    before: `<policies>\n  <inbound>\n    <base id="x" />\n  </inbound>\n</policies>`,
    after: `<policies>\n  <inbound>\n    <base />\n  </inbound>\n</policies>`,
  },
  {
    rule: 'missing-base',
    before: `<policies>\n  <inbound>\n    <set-method>GET</set-method>\n  </inbound>\n</policies>`,
    after: `<policies>\n  <inbound>\n    <base />\n    <set-method>GET</set-method>\n  </inbound>\n</policies>`,
  },
  {
    rule: 'missing-base',
    before: `<policies>\n  <inbound />\n</policies>`,
    after: `<policies>\n  <inbound>\n    <base />\n  </inbound>\n</policies>`,
  },
  {
    rule: 'missing-section',
    before: `<policies>\n  <inbound>\n    <base />\n  </inbound>\n  <on-error>\n    <base />\n  </on-error>\n</policies>`,
    after: `<policies>\n  <inbound>\n    <base />\n  </inbound>\n  <backend>\n    <base />\n  </backend>\n  <outbound>\n    <base />\n  </outbound>\n  <on-error>\n    <base />\n  </on-error>\n</policies>`,
  },
  {
    rule: 'missing-section',
    before: `<policies />`,
    after: `<policies>\n  <inbound>\n    <base />\n  </inbound>\n  <backend>\n    <base />\n  </backend>\n  <outbound>\n    <base />\n  </outbound>\n  <on-error>\n    <base />\n  </on-error>\n</policies>`,
  },
  {
    rule: 'missing-attribute',
    before: `<fragment>\n  <include />\n  <rate-limit-by-key />\n</fragment>`,
    after: `<fragment>\n  <include />\n  <rate-limit-by-key calls="1" renewal-period="1" counter-key="counter-key" />\n</fragment>`,
  },
  {
    rule: 'missing-child',
    before: `<fragment>\n  <choose />\n</fragment>`,
    after: `<fragment>\n  <choose>\n    <when condition="true" />\n  </choose>\n</fragment>`,
  },
  {
    rule: 'missing-child',
    before: `<fragment>\n  <choose>\n    <otherwise />\n  </choose>\n</fragment>`,
    after: `<fragment>\n  <choose>\n    <when condition="true" />\n    <otherwise />\n  </choose>\n</fragment>`,
  },
  {
    rule: 'attribute-group',
    before: `<fragment>\n  <set-backend-service />\n</fragment>`,
    after: `<fragment>\n  <set-backend-service base-url="https://example.com" />\n</fragment>`,
  },
  {
    rule: 'invalid-value',
    before: `<fragment>\n  <set-header name="A" exists-action="delet" />\n</fragment>`,
    after: `<fragment>\n  <set-header name="A" exists-action="delete" />\n</fragment>`,
  },
  {
    rule: 'invalid-value',
    before: `<fragment>\n  <rate-limit calls="9" renewal-period="3600" />\n</fragment>`,
    after: `<fragment>\n  <rate-limit calls="9" renewal-period="300" />\n</fragment>`,
  },
  {
    rule: 'invalid-value',
    title: "Change to 'true'",
    before: `<fragment>\n  <cors allow-credentials="yes"><allowed-origins><origin>https://a.example</origin></allowed-origins><allowed-headers><header>*</header></allowed-headers></cors>\n</fragment>`,
    after: `<fragment>\n  <cors allow-credentials="true"><allowed-origins><origin>https://a.example</origin></allowed-origins><allowed-headers><header>*</header></allowed-headers></cors>\n</fragment>`,
  },
  {
    rule: 'child-order',
    before: `<fragment>\n  <return-response>\n    <set-body>no</set-body>\n    <!-- why -->\n    <set-status code="403" reason="Forbidden" />\n  </return-response>\n</fragment>`,
    after: `<fragment>\n  <return-response>\n    <set-status code="403" reason="Forbidden" />\n    <!-- why -->\n    <set-body>no</set-body>\n  </return-response>\n</fragment>`,
  },
  {
    rule: 'too-many-children',
    title: 'Remove this <set-body>',
    before: `<fragment>\n  <return-response>\n    <set-body>a</set-body>\n    <set-body>b</set-body>\n  </return-response>\n</fragment>`,
    after: `<fragment>\n  <return-response>\n    <set-body>a</set-body>\n  </return-response>\n</fragment>`,
  },
  {
    rule: 'unexpected-text',
    before: `<fragment>\n  <set-header name="A">one</set-header>\n</fragment>`,
    after: `<fragment>\n  <set-header name="A"><value>one</value></set-header>\n</fragment>`,
  },
  {
    rule: 'unknown-backend',
    options: { resources: { backends: ['orders'] } },
    before: `<fragment>\n  <set-backend-service backend-id="order" />\n</fragment>`,
    after: `<fragment>\n  <set-backend-service backend-id="orders" />\n</fragment>`,
  },
  {
    rule: 'unbraced-statement',
    before: `<fragment>\n  <set-body>@{ if (context.Request.HasBody) return "a"; else return "b"; }</set-body>\n</fragment>`,
    after: `<fragment>\n  <set-body>@{ if (context.Request.HasBody) { return "a"; } else return "b"; }</set-body>\n</fragment>`,
  },
  {
    rule: 'comment-in-attribute',
    options: { dialect: 'xml' },
    before: `<fragment>\n  <set-variable name="a" value="@{ // one\n return 1; }" />\n</fragment>`,
    after: `<fragment>\n  <set-variable name="a" value="@{ /* one */\n return 1; }" />\n</fragment>`,
  },
  {
    rule: 'syntax-missing-close-tag',
    before: `<fragment>\n  <set-header name="A">\n    <value>1</value>\n</fragment>`,
    after: `<fragment>\n  <set-header name="A">\n    <value>1</value>\n  </set-header>\n</fragment>`,
  },
  {
    rule: 'syntax-mismatched-close-tag',
    before: `<fragment>\n  <set-method>GET</set-methd>\n</fragment>`,
    after: `<fragment>\n  <set-method>GET</set-method>\n</fragment>`,
  },
  {
    rule: 'syntax-mismatched-close-tag',
    before: `<fragment>\n  <set-method>GET<set-method>\n  <set-body>a</set-body>\n</fragment>`,
    after: `<fragment>\n  <set-method>GET</set-method>\n  <set-body>a</set-body>\n</fragment>`,
  },
  {
    rule: 'syntax-missing-quotes',
    before: `<fragment>\n  <set-header name=A b c" exists-action="delete" />\n</fragment>`,
    after: `<fragment>\n  <set-header name="A b c" exists-action="delete" />\n</fragment>`,
  },
  {
    rule: 'syntax-unexpected-close-tag',
    before: `<fragment>\n  <set-method>GET</set-method></choose>\n</fragment>`,
    after: `<fragment>\n  <set-method>GET</set-method>\n</fragment>`,
  },
  {
    rule: 'syntax-missing-quotes',
    before: `<fragment>\n  <set-header name=A exists-action="delete" />\n</fragment>`,
    after: `<fragment>\n  <set-header name="A" exists-action="delete" />\n</fragment>`,
  },
  {
    rule: 'syntax-unterminated-value',
    before: `<fragment>\n  <set-header name="A exists-action="delete" />\n</fragment>`,
    after: `<fragment>\n  <set-header name="A" exists-action="delete" />\n</fragment>`,
  },
  {
    rule: 'syntax-missing-space',
    before: `<fragment>\n  <set-header name="A"exists-action="delete" />\n</fragment>`,
    after: `<fragment>\n  <set-header name="A" exists-action="delete" />\n</fragment>`,
  },
  {
    rule: 'syntax-duplicate-attribute',
    before: `<fragment>\n  <set-header name="A" name="B" exists-action="delete" />\n</fragment>`,
    after: `<fragment>\n  <set-header name="A" exists-action="delete" />\n</fragment>`,
  },
  {
    rule: 'syntax-raw-ampersand',
    before: `<fragment>\n  <rewrite-uri template="/a?b=1&c=2" />\n</fragment>`,
    after: `<fragment>\n  <rewrite-uri template="/a?b=1&amp;c=2" />\n</fragment>`,
  },
  {
    rule: 'unknown-root',
    before: `<policy>\n  <inbound>\n    <base />\n  </inbound>\n</policy>`,
    after: `<policies>\n  <inbound>\n    <base />\n  </inbound>\n</policies>`,
  },
  {
    rule: 'unknown-root',
    before: `<set-method>GET</set-method>`,
    after: `<policies>\n  <inbound>\n    <base />\n    <set-method>GET</set-method>\n  </inbound>\n  <backend>\n    <base />\n  </backend>\n  <outbound>\n    <base />\n  </outbound>\n  <on-error>\n    <base />\n  </on-error>\n</policies>`,
  },
  {
    rule: 'unknown-root',
    before: `<inbound>\r\n  <base />\r\n</inbound>`,
    after: `<policies>\r\n<inbound>\r\n  <base />\r\n</inbound>\r\n</policies>`,
  },
  {
    rule: 'syntax-missing-root',
    options: { scope: 'global' },
    before: '',
    after: `<policies>\n  <inbound />\n  <backend>\n    <forward-request />\n  </backend>\n  <outbound />\n  <on-error />\n</policies>\n`,
  },
  {
    rule: 'syntax-missing-root',
    options: { scope: 'fragment' },
    before: '',
    after: `<fragment>\n</fragment>\n`,
  },
  {
    rule: 'single-backend-policy',
    title: 'Remove <base />',
    before: `<policies>\n  <backend>\n    <base />\n    <forward-request />\n  </backend>\n</policies>`,
    after: `<policies>\n  <backend>\n    <forward-request />\n  </backend>\n</policies>`,
  },
  {
    rule: 'unexpected-text',
    before: `<fragment>\n  set-header name="a" exists-action="override">\n    <value>{{v}}</value>\n  </set-header>\n</fragment>`,
    after: `<fragment>\n  <set-header name="a" exists-action="override">\n    <value>{{v}}</value>\n  </set-header>\n</fragment>`,
  },
  {
    rule: 'base-misuse',
    before: `<policies>\n  <inbound>\n    <base><set-method>GET</set-method></base>\n  </inbound>\n</policies>`,
    after: `<policies>\n  <inbound>\n    <base />\n    <set-method>GET</set-method>\n  </inbound>\n</policies>`,
  },
  {
    rule: 'syntax-missing-close-tag',
    before: `<fragment>\n  <set-header name="A"><value>1</set-header></value>\n</fragment>`,
    after: `<fragment>\n  <set-header name="A"><value>1</value></set-header>\n</fragment>`,
  },
  {
    rule: 'syntax-unterminated-tag',
    before: `<fragment>\n  <set-method>GET</set-method\n</fragment>`,
    after: `<fragment>\n  <set-method>GET</set-method>\n</fragment>`,
  },
  {
    rule: 'syntax-unterminated-expression',
    before: `<fragment>\n  <set-variable name="a" value="@(Foo(context.Api.Id" />\n</fragment>`,
    after: `<fragment>\n  <set-variable name="a" value="@(Foo(context.Api.Id))" />\n</fragment>`,
  },
  {
    rule: 'syntax-unterminated-expression',
    before: `<fragment>\n  <set-body>@{ return "a";</set-body>\n</fragment>`,
    after: `<fragment>\n  <set-body>@{ return "a";}</set-body>\n</fragment>`,
  },
  {
    rule: 'syntax-text-after-value',
    before: `<fragment>\n  <set-variable name="a" value="@(context.Api.Id))" />\n</fragment>`,
    after: `<fragment>\n  <set-variable name="a" value="@(context.Api.Id)" />\n</fragment>`,
  },
  {
    rule: 'syntax-unterminated-comment',
    before: `<fragment>\n  <!-- reads only \n  <set-method>GET</set-method>\n</fragment>`,
    after: `<fragment>\n  <!-- reads only --> \n  <set-method>GET</set-method>\n</fragment>`,
  },
  {
    rule: 'syntax-unterminated-named-value',
    before: `<fragment>\n  <set-method>{{method}</set-method>\n</fragment>`,
    after: `<fragment>\n  <set-method>{{method}}</set-method>\n</fragment>`,
  },
  {
    rule: 'syntax-invalid-entity',
    before: `<fragment>\n  <set-body>a&nbsp;b</set-body>\n</fragment>`,
    after: `<fragment>\n  <set-body>a&#160;b</set-body>\n</fragment>`,
  },
  {
    rule: 'syntax-not-well-formed',
    options: { dialect: 'xml' },
    before: `<fragment>\n  <set-variable name="a" value="@(context.Variables["b"] + "&lt;")" />\n</fragment>`,
    after: `<fragment>\n  <set-variable name="a" value="@(context.Variables[&quot;b&quot;] + &quot;&lt;&quot;)" />\n</fragment>`,
  },
]

describe('each fix leaves what it should', () => {
  test.each(cases.map((each) => [`${each.rule}: ${each.title ?? 'preferred'}`, each] as const))('%s', (_name, each) => {
    expect(fixed(each)).toBe(each.after)
    const remaining = errorsOf(each.after, each.options).filter(({ rule }) => rule === each.rule)
    expect(remaining.length).toBeLessThan(Math.max(1, errorsOf(each.before, each.options).length))
  })
})
