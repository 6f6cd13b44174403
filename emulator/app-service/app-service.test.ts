import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type IdentityServer, startIdentityServer } from '../identity/identity-server.ts'
import { createLocalDirectory } from '../local/directory-seed.ts'
import { resourceApps } from '../local/names.ts'
import type { LoopbackServer } from '../loopback/server.ts'
import { startAppService } from './app-service.ts'
import type { AuthSettings } from './auth-settings.ts'

const clientId = resourceApps.ordersBackEnd
const settingsWith = (
  action: NonNullable<AuthSettings['globalValidation']>['unauthenticatedClientAction'],
  validation: NonNullable<NonNullable<AuthSettings['identityProviders']>['azureActiveDirectory']>['validation'] = {},
): AuthSettings => ({
  platform: { enabled: true },
  globalValidation: {
    requireAuthentication: true,
    ...(action ? { unauthenticatedClientAction: action } : {}),
    excludedPaths: ['/1001'],
  },
  identityProviders: {
    azureActiveDirectory: {
      enabled: true,
      registration: { clientId, openIdIssuer: 'https://sts.windows.net/t/v2.0' },
      validation,
    },
  },
})

let settings: AuthSettings = {}
let identity: IdentityServer
let site: LoopbackServer
beforeAll(async () => {
  identity = await startIdentityServer({ directory: createLocalDirectory() })
  site = await startAppService({ settings: () => settings, verify: identity.verify })
})
afterAll(async () => {
  await site.close()
  await identity.close()
})

async function call(order?: Parameters<IdentityServer['issue']>[0], path = '/') {
  const headers = order ? { authorization: `Bearer ${(await identity.issue(order)).token}` } : {}
  return fetch(`${site.url}${path}`, { headers, redirect: 'manual' })
}
const caller = { identity: 'data-factory', audience: clientId }

describe('without a token', () => {
  test.each([
    ['Return401', 401],
    ['Return403', 403],
    ['RedirectToLoginPage', 302],
    [undefined, 302],
    ['AllowAnonymous', 200],
  ] as const)('%s answers %d', async (action, status) => {
    settings = settingsWith(action)
    expect((await call()).status).toBe(status)
  })

  test('a path that is excluded, and a site whose authentication is off, answer', async () => {
    settings = settingsWith('Return401')
    expect((await call(undefined, '/1001')).status).toBe(200)
    settings = { ...settings, platform: { enabled: false } }
    expect((await call()).status).toBe(200)
  })
})

describe('with a token', () => {
  test.each([
    ['for the client id', {}, 200],
    ['of version 2', { version: 2 }, 200],
    ['for a listed audience', { audience: 'api://orders-back-end' }, 200],
    ['for another audience', { audience: 'api://orders' }, 401],
    ['that expired', { expiresIn: -60 }, 401],
    ['with a bad signature', { badSignature: true }, 401],
    ['of another tenant', { claims: { iss: 'https://sts.windows.net/other/' } }, 401],
  ] as const)('%s answers %d', async (_what, change, status) => {
    settings = settingsWith('Return401', { allowedAudiences: ['api://orders-back-end'] })
    const response = await call({ ...caller, ...change })
    expect(response.status).toBe(status)
    expect(response.headers.has('www-authenticate')).toBe(status === 401)
  })

  test.each([
    ['of the tenant', (): string => `https://sts.windows.net/${identity.directory.tenantId}/v2.0`, 200],
    [
      'of version 2 of the tenant',
      (): string => `https://login.microsoftonline.us/${identity.directory.tenantId}/v2.0`,
      200,
    ],
    ['of another tenant', (): string => 'https://sts.windows.net/99999999-2222-4333-8444-555555555555/v2.0', 401],
    ['of any tenant', (): string => 'https://login.microsoftonline.com/common/v2.0', 200],
  ] as const)('and an issuer %s answers', async (_which, openIdIssuer, status) => {
    const usual = settingsWith('Return401')
    settings = {
      ...usual,
      identityProviders: {
        azureActiveDirectory: { enabled: true, registration: { clientId, openIdIssuer: openIdIssuer() } },
      },
    }
    expect((await call(caller)).status).toBe(status)
  })

  const factory = () => identity.directory.findPrincipal('data-factory')
  test.each([
    ['only the application itself', () => ({ allowedApplications: [clientId] }), 403],
    ['the caller', () => ({ allowedApplications: [factory()?.clientId ?? ''] }), 200],
    ['the principal', () => ({ allowedPrincipals: { identities: [factory()?.objectId ?? ''] } }), 200],
    [
      'another principal',
      () => ({ allowedApplications: [factory()?.clientId ?? ''], allowedPrincipals: { identities: ['x'] } }),
      403,
    ],
  ])('and a policy that allows %s answers %d', async (_who, policy, status) => {
    settings = settingsWith('Return401', { defaultAuthorizationPolicy: policy() })
    expect((await call(caller)).status).toBe(status)
  })
})

test('orders are listed, found, placed and refused', async () => {
  settings = {}
  const post = (body: unknown) => fetch(site.url, { method: 'POST', body: JSON.stringify(body) })
  expect(await (await fetch(`${site.url}/?customer=Fabrikam`)).json()).toMatchObject({ orders: [{ id: '1002' }] })
  expect((await fetch(`${site.url}/9999`)).status).toBe(404)
  expect((await post({ customer: 'x', product: 'y', quantity: 0 })).status).toBe(400)
  const placed = await post({ customer: 'x', product: 'y', quantity: 1 })
  expect([placed.status, placed.headers.get('location')]).toEqual([201, '/1004'])
  expect(await (await fetch(`${site.url}/1004`)).json()).toMatchObject({ customer: 'x', status: 'new' })
  expect((await fetch(`${site.url}/1004`, { method: 'DELETE' })).status).toBe(405)
})
