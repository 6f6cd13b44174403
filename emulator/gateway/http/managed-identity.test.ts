import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { azureIdentityTokens } from './managed-identity.ts'

const asked: string[] = []
const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1')
  asked.push(`${pathname} ${searchParams.get('resource')} ${request.headers['x-identity-header']}`)
  response.setHeader('Content-Type', 'application/json')
  response.end(
    JSON.stringify({ access_token: 'the-token', expires_on: '4102444800', resource: 'r', token_type: 'Bearer' }),
  )
})

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  process.env.IDENTITY_ENDPOINT = `http://127.0.0.1:${(server.address() as AddressInfo).port}/msi/token`
  process.env.IDENTITY_HEADER = 'secret-header'
})
afterAll(async () => {
  delete process.env.IDENTITY_ENDPOINT
  delete process.env.IDENTITY_HEADER
  await new Promise<void>((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
})

test('the App Service endpoint gives a token through @azure/identity', async () => {
  const found = await azureIdentityTokens()({ resource: 'api://orders' })
  expect(found.token).toBe('the-token')
  // The library counts seconds from one reading of the clock to another.
  expect(Math.abs(found.expiresOn - 4_102_444_800_000)).toBeLessThanOrEqual(2000)
  expect(asked).toEqual(['/msi/token api://orders secret-header'])
})
