import { expect, test } from 'vitest'
import { placeInHost } from '../../../language-server/server/host-place.ts'
import { addressParts, readAddress } from './address.ts'

const address = { host: 'file:///c%3A/infra/my%20main.bicep', key: 'orders~2', scope: 'api', format: 'rawxml' }

test('an address says what it was made of', () => {
  const { path, query } = addressParts(address)
  expect(path).toBe('/orders~2 in my main.bicep.policy.xml')
  expect(readAddress(query)).toEqual(address)
})

test('the server reads scope and format from it, however the editor encodes it', () => {
  const { path, query } = addressParts(address)
  const expected = { scope: 'api', dialect: 'rawxml' }
  expect(placeInHost(`policywright-inline:${encodeURI(path)}?${query}`)).toEqual(expected)
  expect(placeInHost(`policywright-inline:${encodeURI(path)}?${encodeURIComponent(query)}`)).toEqual(expected)
  expect(placeInHost(`file://${path}?${query}`)).toBeUndefined()
})

test('another query is refused', () => {
  expect(() => readAddress('a=b')).toThrow('names no policy')
})
