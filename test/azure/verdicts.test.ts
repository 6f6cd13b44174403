import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { InstancePort } from '../../azure/apim-port.ts'
import { clouds } from '../../azure/clouds.ts'
import { decodeToken } from '../../azure/tokens.ts'
import type { IdentityServer } from '../../emulator/identity/identity-server.ts'
import { resourceApps } from '../../emulator/local/names.ts'
import type { TokenCheck as Recipe } from '../../language-server/core/recipes/token-check.ts'
import { exchange } from '../../workflows/exchange.ts'
import { type Explanation, explain } from '../../workflows/explain.ts'
import { secureApi } from '../../workflows/secure.ts'
import { readTokenChecks, type TokenCheck } from '../../workflows/token-checks.ts'
import { judge, type VerdictName } from '../../workflows/verdict.ts'
import { startLocal } from './local.ts'
import { scriptedPorts } from './scripted-ports.ts'

type Order = Parameters<IdentityServer['issue']>[0]

let local: Awaited<ReturnType<typeof startLocal>>
let instance: InstancePort
beforeAll(async () => {
  local = await startLocal()
  instance = local.instance
})
afterAll(() => local.stop())

const cloudNames = ['public', 'us-government', 'china'] as const

interface Case {
  readonly name: string
  readonly token?: Partial<Order>
  /** Only validate-jwt can ask for one. */
  readonly scheme?: string
  readonly status: 200 | 401
  readonly verdict: VerdictName
  /** Of the explanation; in the gateway's words when it tells the reason, by comparison otherwise. */
  readonly cause?: Explanation['cause']
}

const tenant = '99999999-2222-4333-8444-555555555555'
const cases: readonly Case[] = [
  { name: 'the right token', token: {}, status: 200, verdict: 'accepted-with-token' },
  { name: 'no token', status: 401, verdict: 'token-refused', cause: 'token-missing' },
  {
    name: 'another audience',
    token: { claims: { aud: 'api://else' } },
    status: 401,
    verdict: 'token-refused',
    cause: 'audience',
  },
  {
    name: 'another issuer',
    token: { claims: { iss: 'https://issuer.example/' } },
    status: 401,
    verdict: 'token-refused',
    cause: 'issuer',
  },
  { name: 'expired', token: { expiresIn: -600 }, status: 401, verdict: 'token-refused', cause: 'expired' },
  {
    name: 'another tenant',
    token: { claims: { tid: tenant, iss: `https://sts.windows.net/${tenant}/` } },
    status: 401,
    verdict: 'token-refused',
    cause: 'tenant',
  },
  { name: 'no role', token: { roles: [] }, status: 401, verdict: 'token-refused', cause: 'role' },
  {
    name: 'a token for Graph',
    token: { audience: 'https://graph.microsoft.com', claims: {} },
    status: 401,
    verdict: 'token-refused',
    cause: 'graph-token',
  },
  { name: 'another scheme', token: {}, scheme: 'Token', status: 401, verdict: 'token-refused', cause: 'scheme' },
]

describe.each<Recipe['policy']>(['validate-jwt', 'validate-azure-ad-token'])('%s', (policy) => {
  describe.each(cloudNames)('%s', (cloudName) => {
    const cloud = clouds[cloudName]
    let checks: readonly TokenCheck[]
    beforeAll(async () => {
      const outcome = await secureApi({
        ports: scriptedPorts(),
        instance,
        cloud,
        root: local.root,
        answers: {
          target: { kind: 'api', api: 'orders' },
          policy,
          audiences: [resourceApps.ordersApi],
          tenantId: local.endpoints.tenantId,
          callers: [],
          roles: ['Orders.Read'],
        },
      })
      expect(outcome).toMatchObject({ status: 'secured' })
      checks = await readTokenChecks(instance, { api: 'orders', operation: 'list-orders' })
      expect(checks).toHaveLength(1)
    })

    for (const version of [1, 2] as const)
      test.each(cases.filter(({ scheme }) => scheme === undefined || policy === 'validate-jwt'))(
        `v${version}: $name`,
        async ({ token, scheme = 'Bearer', status, verdict, cause }) => {
          const order: Order = {
            identity: 'data-factory',
            audience: resourceApps.ordersApi,
            version,
            cloud: cloudName,
            roles: ['Orders.Read'],
            ...token,
          }
          const raw = token && (await local.local.identity.issue(order)).token
          const sent = await exchange(
            {
              method: 'GET',
              url: 'https://policywright-local.azure-api.net/orders',
              headers: raw === undefined ? {} : { Authorization: `${scheme} ${raw}` },
              body: undefined,
            },
            { routes: local.endpoints.routes },
          )
          expect(sent.response.status).toBe(status)
          const decoded = raw === undefined ? undefined : decodeToken(raw)
          const explanation = explain({ exchange: sent, token: decoded, checks, now: Date.now() })
          expect(explanation?.cause).toBe(cause)
          if (explanation) expect(explanation.policy).toEqual({ ref: { kind: 'api', api: 'orders' }, line: 4 })
          expect(judge({ without: undefined, sent, checks, explanation }).name).toBe(verdict)
          expect(JSON.stringify(sent)).not.toContain(raw ?? 'eyJ')
        },
      )
  })
})

test('a bad signature is told by the gateway, when it may tell the reason', async () => {
  const { identity } = local.local
  await secureApi({
    ports: scriptedPorts(),
    instance,
    cloud: clouds.public,
    root: local.root,
    answers: {
      target: { kind: 'api', api: 'orders' },
      policy: 'validate-jwt',
      audiences: [resourceApps.ordersApi],
      tenantId: local.endpoints.tenantId,
      callers: [],
      refusal: { kind: 'reason' },
    },
  })
  const checks = await readTokenChecks(instance, { api: 'orders', operation: 'list-orders' })
  const { token } = await identity.issue({ audience: resourceApps.ordersApi, badSignature: true })
  const url = 'https://policywright-local.azure-api.net/orders'
  const sent = await exchange(
    { method: 'GET', url, headers: { Authorization: `Bearer ${token}` }, body: undefined },
    { routes: local.endpoints.routes },
  )
  const found = explain({ exchange: sent, token: decodeToken(token), checks, now: Date.now() })
  expect([sent.response.status, found?.cause]).toEqual([401, 'signature'])
})
