import { expect, it } from 'vitest'
import { keyOfRef } from './apiops-layout.ts'
import { effectiveOfInstance } from './effective.ts'

const texts: Readonly<Record<string, string>> = {
  'policy.xml': '<policies><inbound><set-status code="200" /></inbound></policies>',
  'products/gold/policy.xml':
    '<policies><inbound><base /><rate-limit calls="1" renewal-period="1" /></inbound></policies>',
  'apis/orders/policy.xml': '<policies><inbound><base /><include-fragment fragment-id="log" /></inbound></policies>',
  'policy fragments/log/policy.xml': '<fragment><set-method>GET</set-method></fragment>',
}
const instance = {
  getPolicy: async (ref: Parameters<typeof keyOfRef>[0]) => {
    const text = texts[keyOfRef(ref)]
    return text === undefined ? undefined : { text, etag: '' }
  },
}

it.each([
  [{ api: 'orders', expands: true }, ['all APIs', 'fragment log']],
  [{ api: 'orders', expands: false }, ['all APIs', 'API orders']],
  [{ api: 'orders', operation: 'get', product: 'gold', expands: true }, ['all APIs', 'product gold', 'fragment log']],
])('%j', async (asked, origins) => {
  const { lines, documents } = await effectiveOfInstance(instance, asked)
  const found = [...new Set(lines.flatMap(({ origin }) => origin?.document ?? []))]
  expect(found).toEqual(origins)
  for (const document of found) expect(documents.has(document)).toBe(true)
})
