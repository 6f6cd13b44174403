import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { localNames, serviceId } from '../local/names.ts'
import { type EmulatedAzure, startEmulatedAzure } from '../testing/emulated-azure.ts'

const { tenantId } = localNames

let azure: EmulatedAzure
beforeEach(async () => {
  azure = await startEmulatedAzure()
})
afterEach(() => azure.stop())

describe('who may ask', () => {
  const ask = (headers: Record<string, string>, path = `${serviceId}?api-version=2024-05-01`) =>
    fetch(`${azure.management.url}${path}`, { headers })
  const bearer = async (order: Parameters<typeof azure.identity.issue>[0]) => ({
    authorization: `Bearer ${(await azure.identity.issue(order)).token}`,
  })
  const arm = 'https://management.azure.com/'

  test.each([
    ['nothing', async () => ({}), 'AuthenticationFailed'],
    ['another scheme', async () => ({ authorization: 'Basic eDp5' }), 'AuthenticationFailedInvalidHeader'],
    ['no JWT', async () => ({ authorization: 'Bearer x' }), 'InvalidAuthenticationToken'],
    ['a bad signature', () => bearer({ audience: arm, badSignature: true }), 'InvalidAuthenticationToken'],
    ['an expired token', () => bearer({ audience: arm, expiresIn: -5 }), 'ExpiredAuthenticationToken'],
    ['another audience', () => bearer({ audience: 'api://orders' }), 'InvalidAuthenticationTokenAudience'],
    [
      'another cloud',
      () => bearer({ audience: 'https://management.usgovcloudapi.net' }),
      'InvalidAuthenticationTokenAudience',
    ],
    [
      'another tenant',
      () => bearer({ audience: arm, claims: { iss: 'https://sts.windows.net/x/' } }),
      'InvalidAuthenticationTokenTenant',
    ],
  ])('is refused with %s', async (_what, headers, code) => {
    const response = await ask(await headers())
    expect(response.status).toBe(401)
    expect(response.headers.get('www-authenticate')).toContain(`https://login.microsoftonline.com/${tenantId}`)
    expect(await response.json()).toMatchObject({ error: { code } })
  })

  test('is let in with a token for the cloud that the origin stands for', async () => {
    const headers = await bearer({ audience: 'https://management.usgovcloudapi.net' })
    const response = await fetch(`${azure.management.origins['us-government']}${serviceId}?api-version=2024-05-01`, {
      headers,
    })
    expect(await response.json()).toMatchObject({
      properties: { gatewayUrl: 'https://policywright-local.azure-api.us' },
    })
  })
})
