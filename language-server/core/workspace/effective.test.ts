import { expect, it } from 'vitest'
import { type EffectiveInput, effectivePolicy } from './effective.ts'

const global = `<policies>
  <inbound>
    <set-header name="A" exists-action="delete" />
  </inbound>
  <backend>
    <forward-request />
  </backend>
  <outbound />
</policies>`

const api = `<policies>
    <inbound>
        <base />
        <!-- who calls -->
        <include-fragment fragment-id="check" />
        <choose>
            <when condition="@(true)">
                <include-fragment fragment-id="check" />
            </when>
        </choose>
    </inbound>
    <backend>
        <base />
    </backend>
    <outbound>
        <base />
        <set-body>@{
            return "x";
        }</set-body>
    </outbound>
</policies>`

const operation = `<policies>
  <inbound>
    <base />
    <include-fragment fragment-id="unknown" />
  </inbound>
  <outbound><base /></outbound>
</policies>`

const input: EffectiveInput = {
  chain: [
    { scope: 'global', label: 'all APIs', document: 'global', text: global },
    { scope: 'api', label: 'API orders', document: 'api', text: api },
    { scope: 'operation', label: 'operation get', document: 'operation', text: operation },
  ],
  fragment: (id) =>
    id === 'check' ? { document: 'check', text: '<fragment>\n  <set-status code="401" />\n</fragment>' } : undefined,
}

const drawn = (given: EffectiveInput): string =>
  effectivePolicy(given)
    .lines.map(({ text, origin }) => `${origin ? `${origin.document}:${origin.line} ${origin.scope}` : '-'}|${text}`)
    .join('\n')

it('puts the scopes together, each line with its origin', () => {
  expect(drawn(input)).toBe(`-|<policies>
-|  <inbound>
global:2 global|    <set-header name="A" exists-action="delete" />
api:3 api|    <!-- who calls -->
check:1 api|    <set-status code="401" />
api:5 api|    <choose>
api:6 api|      <when condition="@(true)">
check:1 api|        <set-status code="401" />
api:8 api|      </when>
api:9 api|    </choose>
operation:3 operation|    <include-fragment fragment-id="unknown" />
-|  </inbound>
-|  <backend />
-|  <outbound>
api:16 api|    <set-body>@{
api:17 api|        return "x";
api:18 api|    }</set-body>
-|  </outbound>
-|  <on-error />
-|</policies>`)
  expect(effectivePolicy(input).notes).toEqual(["The fragment 'unknown' is not known here, so it is not expanded."])
})

it('leaves fragments as they are where they are not to be expanded', () => {
  const text = drawn({ chain: input.chain })
  expect(text).toContain('api:4 api|    <include-fragment fragment-id="check" />')
  expect(effectivePolicy({ chain: input.chain }).notes).toEqual([])
})

it.each([
  '',
  '<fragment />',
  '<policies',
  '<policies><inbound><base/><base/></inbound></policies>',
  '<policies><inbound>@("</inbound>',
])('%j does not throw', (text) => {
  const chain = [{ scope: 'global', label: 'all APIs', document: 'g', text } as const]
  expect(effectivePolicy({ chain }).lines.at(-1)?.text).toBe('</policies>')
})

it('puts fragments into documents of any depth', () => {
  const depth = 3000
  const open = '<choose><when condition="@(true)">'.repeat(depth)
  const close = '</when></choose>'.repeat(depth)
  const text = `<policies><inbound>${open}<include-fragment fragment-id="a" />${close}</inbound></policies>`
  const chain = [{ scope: 'api', label: 'API orders', document: 'a', text } as const]
  const fragment = () => ({ document: 'f', text: '<fragment><set-method>GET</set-method></fragment>' })
  const { lines } = effectivePolicy({ chain, fragment })
  expect(lines.filter((line) => line.text.includes('set-method')).map(({ origin }) => origin?.document)).toEqual(['f'])
  expect(lines.filter((line) => line.text.trim() === '</when>')).toHaveLength(depth)
})

it('says which document has no policies', () => {
  const chain = [{ scope: 'api', label: 'API orders', document: 'a', text: '<fragment />' } as const]
  expect(effectivePolicy({ chain }).notes).toEqual([
    'The document of API orders has no <policies> element, so nothing of it runs.',
  ])
})
