import { expect, test } from 'vitest'
import type { Place } from '../../../language-server/protocol.ts'
import { placeLabel, placeTooltip } from './label.ts'

const place: Place = {
  uri: 'file:///policy.xml',
  kind: 'policies',
  scope: 'api',
  dialect: 'rawxml',
  size: { bytes: 2048, limit: 262_144 },
  why: 'Because of its folder.',
  scopeFrom: 'path',
  gatewayFrom: 'none',
}

test.each<{ change: Partial<Place>; label: string }>([
  { change: {}, label: '$(shield) API, any gateway' },
  { change: { gateway: 'self-hosted' }, label: '$(shield) API, Self-hosted' },
  { change: { scope: 'fragment', gateway: 'v2' }, label: '$(shield) Fragment, V2' },
  {
    change: { size: { bytes: 15 * 1024, limit: 16 * 1024 } },
    label: '$(shield) API, any gateway $(warning) 15 KB of 16 KB',
  },
])('the label is $label', ({ change, label }) => {
  expect(placeLabel({ ...place, ...change })).toBe(label)
})

test('the tooltip tells why, the format and the size', () => {
  expect(placeTooltip(place)).toContain('Because of its folder.')
  expect(placeTooltip(place)).toContain('`rawxml`. Size: 2.0 KB of at most 256 KB')
})
