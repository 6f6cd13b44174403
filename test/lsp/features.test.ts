import { describe, expect, it } from 'vitest'
import type { DocumentOptions } from '../../language-server/core/model/options.ts'
import { createPolicyService } from '../../language-server/core/service.ts'
import { applyEdits } from '../../language-server/core/text/edit.ts'
import { askEverything, askWholeDocument, STEP } from './ask.ts'

const service = createPolicyService()

/** Written as people write, with the kinds of content that features stumble over. */
const documents: Readonly<Record<string, string>> = {
  definition: `<?xml version="1.0"?>
<!-- Orders: {{environment}} -->
<policies>
    <inbound>
        <base />
        <cors allow-credentials="true"><allowed-origins><origin>https://shop.contoso.example</origin></allowed-origins></cors>
        <validate-jwt header-name="Authorization" require-scheme='Bearer'
                      failed-validation-error-message="@((string)context.LastError.Message)">
            <openid-config url="https://login.microsoftonline.com/{{tenant-id}}/v2.0/.well-known/openid-configuration" />
            <required-claims><claim name="aud"><value>api://orders</value></claim></required-claims>
        </validate-jwt>
        <choose>
            <when condition="@(context.Variables.GetValueOrDefault<string>("kind") == "a > b" && 1 < 2)">
                <set-header name="X-{{environment}}" exists-action="override"><value>@{
                    // A brace } in a comment, and a "quote".
                    return $"{context.RequestId} {{not a named value}}";
                }</value></set-header>
            </when>
            <otherwise><set-body template="liquid"><![CDATA[{"id": "{{body.id}}"}]]></set-body></otherwise>
        </choose>
        <include-fragment fragment-id="log" />
    </inbound>
    <backend><forward-request timeout="60" /></backend>
    <outbound><xsl-transform><xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"/></xsl-transform></outbound>
    <on-error />
</policies>
`,
  fragment:
    '<fragment>\r\n\t<set-variable name="a" value="@(1 + 1)" />\r\n\t<retry condition="@(true)" count="2" interval="1"><trace source="a"><message>m</message></trace></retry>\r\n</fragment>',
  resolver:
    '<http-data-source>\n  <http-request>\n    <set-method>GET</set-method>\n    <set-url>https://contoso.example/{{path}}</set-url>\n  </http-request>\n</http-data-source>',
  broken: '<policies>\n<inbound>\n<set-header name="a\n<base\n<choose><when condition="@(x"><set-\n</inbound>\n< \n</',
  empty: '',
  junk: '\uFEFF]]> --> }} {{ @( <<<>>> "\' </ & \u0000 \uD83D\uDE00 \uD83D',
}

const options: readonly DocumentOptions[] = [
  {},
  {
    scope: 'operation',
    gateway: 'consumption',
    resources: { namedValues: [{ name: 'a', displayName: 'a' }], fragments: [] },
  },
  { scope: 'fragment', dialect: 'xml' },
]

describe.each(Object.entries(documents))('%s', (_name, content) => {
  it.each(options)('answers everything everywhere, with %j', (known) => {
    const text = service.read(content, known)
    askWholeDocument(text)
    for (let offset = 0; offset <= content.length; offset += STEP) askEverything(text, offset)
  })

  it('answers while it is typed', () => {
    for (let end = 0; end <= content.length; end += STEP) {
      const text = service.read(content.slice(0, end))
      askWholeDocument(text)
      askEverything(text, end)
    }
    // Thousands of answers: longer than a test usually takes on a busy machine.
  }, 30_000)

  it('has fixes whose edits do not overlap', () => {
    for (const known of options) {
      for (const finding of service.read(content, known).findings()) {
        for (const fix of finding.fixes?.() ?? []) {
          expect(() => applyEdits(content, fix.edits), `${finding.rule}: ${fix.title}`).not.toThrow()
        }
      }
    }
  })
})

it('answers after random deletions and insertions', () => {
  // A generator of its own, so that a failure repeats.
  let state = 20_261
  const random = (below: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state % below
  }
  const insertions = ['<', '>', '/', '"', "'", '{{', '}}', '@(', '@{', ')', '</', '<!--', '<![CDATA[', '=', ' ', '\n']
  const original = documents.definition ?? ''
  for (let round = 0; round < 80; round++) {
    const at = random(original.length)
    const removed = random(40)
    const inserted = insertions[random(insertions.length)] ?? ''
    const text = service.read(original.slice(0, at) + inserted + original.slice(at + removed))
    askWholeDocument(text)
    askEverything(text, at + inserted.length)
  }
}, 30_000)
