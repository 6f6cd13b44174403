import { ClientSecretCredential, ManagedIdentityCredential } from '@azure/identity'
import { createRemoteJWKSet, customFetch, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { developer, localNames, resourceApps } from '../local/names.ts'
import { type EmulatedAzure, startEmulatedAzure } from '../testing/emulated-azure.ts'

let azure: EmulatedAzure
beforeAll(async () => {
  azure = await startEmulatedAzure()
  azure.identity.setHost('data-factory', () => ({
    systemAssigned: azure.identity.directory.findPrincipal('data-factory'),
    userAssigned: [azure.identity.directory.findPrincipal('orders-identity')].flatMap((found) => found ?? []),
  }))
})
afterAll(() => azure.stop())

const { tenantId } = localNames

/** Reads a real URL through the routes, as the SDKs do. */
async function fetchRouted(url: string, init?: RequestInit): Promise<Response> {
  const { host, pathname, search } = new URL(url)
  return fetch(`${azure.routes[host]}${pathname}${search}`, init)
}

const metadata = async (host: string, version: '' | 'v2.0/') =>
  (await (
    await fetchRouted(`https://${host}/${tenantId}/${version}.well-known/openid-configuration`)
  ).json()) as Record<string, string>

const tokenError = async (path: string, form: Record<string, string>) => {
  const response = await fetchRouted(`https://login.microsoftonline.com${path}`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: developer.clientId,
      client_secret: developer.clientSecret,
      ...form,
    }),
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

describe('metadata', () => {
  test.each([
    ['login.microsoftonline.com', '', `https://sts.windows.net/${tenantId}/`],
    ['login.microsoftonline.com', 'v2.0/', `https://login.microsoftonline.com/${tenantId}/v2.0`],
    ['sts.windows.net', '', `https://sts.windows.net/${tenantId}/`],
    ['login.microsoftonline.us', '', `https://sts.windows.net/${tenantId}/`],
    ['login.microsoftonline.us', 'v2.0/', `https://login.microsoftonline.us/${tenantId}/v2.0`],
    ['login.chinacloudapi.cn', '', `https://sts.chinacloudapi.cn/${tenantId}/`],
    ['login.partner.microsoftonline.cn', 'v2.0/', `https://login.partner.microsoftonline.cn/${tenantId}/v2.0`],
  ] as const)('of %s/%s names the issuer %s', async (host, version, issuer) => {
    const document = await metadata(host, version)
    expect(document.issuer).toBe(issuer)
    expect(new URL(document.jwks_uri ?? '').host).toBe(
      host === 'sts.windows.net'
        ? 'login.microsoftonline.com'
        : host.replace('login.partner.microsoftonline', 'login.chinacloudapi'),
    )
  })

  test('names the host in the header, whichever origin was asked', async () => {
    const response = await fetch(`${azure.identity.url}/${tenantId}/v2.0/.well-known/openid-configuration`, {
      headers: { 'x-policywright-host': 'login.microsoftonline.us' },
    })
    expect(((await response.json()) as { issuer: string }).issuer).toBe(
      `https://login.microsoftonline.us/${tenantId}/v2.0`,
    )
  })

  test('of any tenant has a template as its issuer, and another tenant is not found', async () => {
    const any = await fetchRouted('https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration')
    expect(((await any.json()) as { issuer: string }).issuer).toBe('https://login.microsoftonline.com/{tenantid}/v2.0')
    const other = await fetchRouted(
      'https://login.microsoftonline.com/11111111-1111-4111-8111-111111111111/.well-known/openid-configuration',
    )
    expect(other.status).toBe(400)
    expect(await other.text()).toContain('AADSTS90002')
  })

  test('publishes the same keys twice, and names the issuer only in version 2', async () => {
    const keys = async (version: '' | 'v2.0/') =>
      (
        (await (await fetchRouted((await metadata('login.microsoftonline.com', version)).jwks_uri ?? '')).json()) as {
          keys: { kid: string; issuer?: string }[]
        }
      ).keys
    const [v1, v2] = [await keys(''), await keys('v2.0/')]
    expect(v1.map(({ kid }) => kid)).toEqual(v2.map(({ kid }) => kid))
    expect(v1[0]?.issuer).toBeUndefined()
    expect(v2[0]?.issuer).toBe(`https://login.microsoftonline.com/${tenantId}/v2.0`)
  })
})

describe('client credentials', () => {
  test.each([
    ['the management API, version 1', 'https://management.azure.com/.default', 1, 'https://management.azure.com'],
    ['the back end by its id, version 1', `${resourceApps.ordersBackEnd}/.default`, 1, resourceApps.ordersBackEnd],
    ['the back end by its URI, version 1', 'api://orders-back-end/.default', 1, 'api://orders-back-end'],
    ['the API by its URI, version 2', 'api://orders/.default', 2, resourceApps.ordersApi],
  ] as const)('of ClientSecretCredential give a token for %s', async (_what, scope, version, audience) => {
    const { token } = await azure.credential.getToken(scope)
    const claims = decodeJwt(token)
    expect(claims).toMatchObject({
      aud: audience,
      tid: tenantId,
      oid: developer.objectId,
      ver: `${version}.0`,
      iss:
        version === 1 ? `https://sts.windows.net/${tenantId}/` : `https://login.microsoftonline.com/${tenantId}/v2.0`,
      [version === 1 ? 'appid' : 'azp']: developer.clientId,
      [version === 1 ? 'appidacr' : 'azpacr']: '1',
    })
    expect(decodeProtectedHeader(token).x5t === undefined).toBe(version === 2)
    expect(claims.idtyp).toBe(scope.startsWith('https://management') ? 'app' : undefined)
    expect(claims.scp).toBeUndefined()
  })

  test('carry the app roles that the resource granted', async () => {
    const { token } = await azure.credential.getToken('api://orders/.default')
    expect(decodeJwt(token).roles).toEqual(['Orders.Read', 'Orders.Write'])
  })

  test('verify against the published keys', async () => {
    const { token } = await azure.credential.getToken('api://orders/.default')
    const { issuer = '', jwks_uri = '' } = await metadata('login.microsoftonline.com', 'v2.0/')
    const keys = createRemoteJWKSet(new URL(jwks_uri), { [customFetch]: (url: string) => fetchRouted(url) })
    await expect(jwtVerify(token, keys, { issuer, audience: resourceApps.ordersApi })).resolves.toBeTruthy()
  })

  test('take the version from the resource, not from the endpoint', async () => {
    const v1 = await tokenError(`/${tenantId}/oauth2/token`, { resource: 'api://orders' })
    const v2 = await tokenError(`/${tenantId}/oauth2/v2.0/token`, { scope: 'api://orders/.default' })
    expect([v1, v2].map(({ body }) => decodeJwt(String(body.access_token)).ver)).toEqual(['2.0', '2.0'])
  })

  test.each([
    ['AADSTS7000215', 'oauth2/v2.0/token', { scope: 'api://orders/.default', client_secret: 'wrong' }, 401],
    ['AADSTS700016', 'oauth2/v2.0/token', { scope: 'api://orders/.default', client_id: tenantId }, 400],
    ['AADSTS500011', 'oauth2/v2.0/token', { scope: 'api://nobody/.default' }, 400],
    ['AADSTS500011', 'oauth2/v2.0/token', { scope: 'https://management.usgovcloudapi.net/.default' }, 400],
    ['AADSTS500011', 'oauth2/token', { resource: 'api://nobody' }, 400],
    ['AADSTS1002012', 'oauth2/v2.0/token', { scope: 'api://orders/Orders.Read' }, 400],
    ['AADSTS900144', 'oauth2/v2.0/token', {}, 400],
    ['AADSTS70003', 'oauth2/token', { grant_type: 'password', resource: 'api://orders' }, 400],
  ] as const)('are refused with %s', async (code, endpoint, form, status) => {
    const refused = await tokenError(`/${tenantId}/${endpoint}`, form)
    expect(refused.status).toBe(status)
    expect(refused.body.error_description).toMatch(new RegExp(`^${code}: .+ Trace ID: `))
    expect(refused.body.error_codes).toEqual([Number(code.slice('AADSTS'.length))])
  })

  test.each([
    ['login.microsoftonline.us', 'https://management.usgovcloudapi.net', 'https://sts.windows.net'],
    ['login.chinacloudapi.cn', 'https://management.chinacloudapi.cn', 'https://sts.chinacloudapi.cn'],
  ])('of the real credential are given by %s', async (authority, resource, issuer) => {
    const credential = new ClientSecretCredential(tenantId, developer.clientId, developer.clientSecret, {
      authorityHost: `https://${authority}`,
      httpClient: azure.httpClient,
      retryOptions: { maxRetries: 0 },
    })
    const { token } = await credential.getToken(`${resource}/.default`)
    expect(decodeJwt(token)).toMatchObject({ aud: resource, iss: `${issuer}/${tenantId}/` })
  })

  test('of the real credential fail with the words of Entra', async () => {
    const credential = new ClientSecretCredential(tenantId, developer.clientId, 'wrong', {
      httpClient: azure.httpClient,
      retryOptions: { maxRetries: 0 },
    })
    await expect(credential.getToken('api://orders/.default')).rejects.toThrow('AADSTS7000215')
  })
})

describe('managed identities', () => {
  test('of the App Service endpoint answer the real ManagedIdentityCredential', async () => {
    for (const [name, value] of Object.entries(azure.identity.environmentOf('data-factory'))) vi.stubEnv(name, value)
    try {
      const { token } = await new ManagedIdentityCredential().getToken('api://orders/.default')
      const caller = azure.identity.directory.findPrincipal('data-factory')
      expect(decodeJwt(token)).toMatchObject({
        oid: caller?.objectId,
        azp: caller?.clientId,
        azpacr: '2',
        roles: ['Orders.Read'],
        xms_mirid: caller?.resourceId?.replace('/resourceGroups/', '/resourcegroups/'),
      })
      const clientId = azure.identity.directory.findPrincipal('orders-identity')?.clientId ?? ''
      const user = await new ManagedIdentityCredential({ clientId }).getToken('api://orders-back-end/.default')
      expect(decodeJwt(user.token).appid).toBe(clientId)
    } finally {
      vi.unstubAllEnvs()
    }
  })

  const imds = (query: string, headers: Record<string, string> = { metadata: 'true' }) =>
    fetch(`${azure.identity.imdsOf('data-factory')}/metadata/identity/oauth2/token/?${query}`, { headers })

  test('of IMDS answer the path with a slash at its end', async () => {
    const response = await imds('api-version=2018-02-01&resource=https%3A%2F%2Fmanagement.azure.com%2F')
    const body = (await response.json()) as Record<string, string>
    expect(response.status).toBe(200)
    expect(decodeJwt(body.access_token ?? '')).toMatchObject({
      aud: 'https://management.azure.com/',
      ver: '1.0',
      idtyp: 'app',
    })
    expect(Number(body.expires_in)).toBeGreaterThan(23 * 3600)
  })

  test.each([
    ['no Metadata header', 'api-version=2018-02-01&resource=api://orders', {}, 'metadata header'],
    ['no resource', 'api-version=2018-02-01', { metadata: 'true' }, "'resource' is missing"],
    ['an unknown resource', 'api-version=2018-02-01&resource=api://nobody', { metadata: 'true' }, 'AADSTS500011'],
    [
      'an identity that is not assigned',
      'api-version=2018-02-01&resource=api://orders&client_id=x',
      { metadata: 'true' },
      'Identity not found',
    ],
  ])('of IMDS refuse %s', async (_what, query, headers, words) => {
    const response = await imds(query, headers)
    expect(response.status).toBe(400)
    expect(await response.text()).toContain(words)
  })

  test('are given only with the header of the host', async () => {
    const { IDENTITY_ENDPOINT } = azure.identity.environmentOf('data-factory')
    const response = await fetch(`${IDENTITY_ENDPOINT}?api-version=2019-08-01&resource=api://orders`, {
      headers: { 'x-identity-header': 'guessed' },
    })
    expect(response.status).toBe(401)
  })

  test.each([
    ['https://management.usgovcloudapi.net', 'https://sts.windows.net/'],
    ['https://management.chinacloudapi.cn/', 'https://sts.chinacloudapi.cn/'],
  ])('for %s come from %s', async (resource, issuer) => {
    const { claims } = await azure.identity.managedIdentityToken('data-factory', { resource })
    expect(claims).toMatchObject({ aud: resource, iss: `${issuer}${tenantId}/` })
  })
})

describe('the local token door', () => {
  const order = async (body: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(`${azure.identity.url}/_local/token`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    })
    return { status: response.status, body: (await response.json()) as Record<string, string> }
  }

  test('gives a token of any name, always with the same ids', async () => {
    const [first, second] = [
      await order({ identity: 'my-function', audience: 'api://x' }),
      await order({ identity: 'my-function', audience: 'api://x' }),
    ]
    const claims = [first, second].map(({ body }) => decodeJwt(body.access_token ?? ''))
    expect(claims[0]).toMatchObject({ aud: 'api://x', ver: '1.0' })
    expect(claims[0]?.oid).toBe(claims[1]?.oid)
  })

  test('breaks a token in the ways that are asked for', async () => {
    const claimsOf = async (body: object) =>
      decodeJwt((await order({ audience: 'api://orders', ...body })).body.access_token ?? '')
    expect(await claimsOf({ version: 1 })).toMatchObject({ ver: '1.0', aud: 'api://orders' })
    expect(await claimsOf({ roles: ['X'], claims: { tid: 'other', oid: null } })).toMatchObject({
      roles: ['X'],
      tid: 'other',
    })
    expect((await claimsOf({ claims: { oid: null } })).oid).toBeUndefined()
    expect(await claimsOf({ cloud: 'us-government' })).toMatchObject({
      iss: `https://login.microsoftonline.us/${tenantId}/v2.0`,
    })
    expect((await claimsOf({ expiresIn: -10 })).exp).toBeLessThan(Date.now() / 1000)
  })

  test.each([
    ['signature', { badSignature: true }],
    ['signature', { graphNonce: true }],
    ['expired', { expiresIn: -10 }],
    ['audience', { audience: 'api://else' }],
    ['issuer', { claims: { iss: 'https://sts.windows.net/other/' } }],
  ])('a token with a bad %s is refused', async (fault, how) => {
    const { token } = await azure.identity.issue({
      identity: 'developer',
      audience: 'api://orders',
      version: 1,
      ...how,
    })
    await expect(azure.identity.verify(token, ['api://orders'])).rejects.toMatchObject({ fault })
  })

  test('a Graph token is signed over the hash of its nonce', async () => {
    const { token } = await azure.identity.issue({ audience: 'https://graph.microsoft.com' })
    expect(decodeProtectedHeader(token)).toHaveProperty('nonce')
    await expect(azure.identity.verify(token, ['https://graph.microsoft.com'])).rejects.toMatchObject({
      fault: 'signature',
    })
  })

  test('tells the environment of any host by its name', async () => {
    const ask = (host: string) => fetch(`${azure.identity.url}/_local/environment?host=${host}`, { method: 'POST' })
    const environment = (await (await ask('new-function')).json()) as Record<string, string>
    const response = await fetch(`${environment.IDENTITY_ENDPOINT}?api-version=2019-08-01&resource=api://orders`, {
      headers: { 'x-identity-header': environment.IDENTITY_HEADER ?? '' },
    })
    const { access_token = '' } = (await response.json()) as { access_token?: string }
    const named = await azure.identity.issue({ identity: 'new-function', audience: 'api://orders' })
    expect(decodeJwt(access_token).oid).toBe(named.claims.oid)
    expect((await ask('')).status).toBe(400)
  })

  test('says what is wrong with an order, and is closed to web pages', async () => {
    expect(await order({})).toMatchObject({ status: 400, body: { error_description: '"audience" is missing.' } })
    expect(await order({ audience: 'x', version: 3 })).toMatchObject({ status: 400 })
    expect(await order({ audience: 'x' }, { origin: 'https://evil.example' })).toMatchObject({ status: 403 })
  })

  test('signs with a new key after a rotation, while the old one stays published', async () => {
    const before = await azure.identity.issue({ audience: 'api://orders' })
    const rotated = await fetch(`${azure.identity.url}/_local/rotate`, { method: 'POST' })
    const { kid } = (await rotated.json()) as { kid: string }
    const after = await azure.identity.issue({ audience: 'api://orders' })
    expect(decodeProtectedHeader(after.token).kid).toBe(kid)
    expect(decodeProtectedHeader(before.token).kid).not.toBe(kid)
    await expect(azure.identity.verify(before.token, [resourceApps.ordersApi])).resolves.toBeTruthy()
    await azure.identity.keys.rotate()
    await expect(azure.identity.verify(before.token, [resourceApps.ordersApi])).rejects.toMatchObject({
      fault: 'signature',
    })
  })
})
