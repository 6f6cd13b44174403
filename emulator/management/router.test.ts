import { expect, test } from 'vitest'
import { resource } from './resource.ts'
import { createRouter } from './router.ts'

const answer = async () => ({ status: 200 })
const find = createRouter([
  resource({ pattern: '/service/{name}/apis/{apiId}', get: answer, put: answer, list: answer }),
  resource({ pattern: '/service/{name}/gateways/{id}', actions: { listTrace: answer } }),
])

test.each([
  ['GET', '/service/x/apis', '/service/x/apis', { name: 'x' }],
  ['GET', '/SERVICE/x/Apis/orders%3Brev%3D2/', '/service/x/apis/orders;rev=2', { name: 'x', apiId: 'orders;rev=2' }],
  [
    'POST',
    '/service/x/gateways/managed/listtrace',
    '/service/x/gateways/managed/listTrace',
    { name: 'x', id: 'managed' },
  ],
])('%s %s is found', (method, path, id, parameters) => {
  const route = find(method, path)
  expect(route?.handler).toBe(answer)
  expect(route).toMatchObject({ id, parameters })
})

test('a known path with another method names those it has, and an unknown path has none', () => {
  expect(find('DELETE', '/service/x/apis/orders')).toMatchObject({ handler: undefined, allowed: ['GET', 'PUT'] })
  expect(find('GET', '/service/x/other')).toBeUndefined()
  expect(find('GET', '/service//apis')).toBeUndefined()
})
