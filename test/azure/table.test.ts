import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ApimPort, InstancePort, PolicyRef } from '../../azure/apim-port.ts'
import { type Cloud, clouds } from '../../azure/clouds.ts'
import { connect } from '../../azure/connect.ts'
import { localCredential } from '../../azure/credential.ts'
import { decodeToken } from '../../azure/tokens.ts'
import type { IdentityServer } from '../../emulator/identity/identity-server.ts'
import { developer, resourceApps } from '../../emulator/local/names.ts'
import { ordersSample, startWithBackEndInstance } from '../../emulator/local-instance.ts'
import type { TokenCheck as Recipe } from '../../language-server/core/recipes/token-check.ts'
import { authenticateBackEnd } from '../../workflows/authenticate.ts'
import { callOperation } from '../../workflows/call.ts'
import { exchange } from '../../workflows/exchange.ts'
import { explain } from '../../workflows/explain.ts'
import { type BackEndProof, proveBackEnd } from '../../workflows/prove-back-end.ts'
import { secureApi } from '../../workflows/secure.ts'
import { readTokenChecks } from '../../workflows/token-checks.ts'
import { judge, type VerdictName } from '../../workflows/verdict.ts'
import { scriptedPorts } from './scripted-ports.ts'

/**
 * Both directions and both at once, with the real recipes, the real SDK at each cloud's own addresses, and two real gateways: what each
 * token is answered, the verdict, and why.
 */

type Order = Parameters<IdentityServer['issue']>[0]
type CloudName = 'public' | 'us-government' | 'china'
type Way = 'validate-jwt' | 'validate-azure-ad-token'
type Version = 1 | 2

const audience = resourceApps.ordersApi
const tenant = '99999999-2222-4333-8444-555555555555'
const orders: PolicyRef = { kind: 'api', api: 'orders' }

interface Expected<V, C> {
  readonly status: number
  readonly verdict: V
  /** Of the explanation. */
  readonly cause?: C
}
type Inbound = Expected<VerdictName, string>
type Outbound = Expected<BackEndProof['verdict']['name'], string>

interface Case {
  readonly name: string
  /** What is wrong with the token; undefined: none is sent. */
  readonly token?: (cloud: Cloud) => Partial<Order>
  readonly scheme?: string
  /** Of a caller's token. */
  readonly inbound: () => Inbound
  /** Of the token that the first instance gets for its back end. */
  readonly outbound: (way: Way) => Outbound
}

const refused = (cause: string): Inbound => ({ status: 401, verdict: 'token-refused', cause })
const refusedThrough = (cause: string): Outbound => ({ status: 401, verdict: 'refused-through', cause })
const same = (inbound: string, outbound = inbound): Pick<Case, 'inbound' | 'outbound'> => ({
  inbound: () => refused(inbound),
  outbound: () => refusedThrough(outbound),
})
const accepted: Pick<Case, 'inbound' | 'outbound'> = {
  inbound: () => ({ status: 200, verdict: 'protected' }),
  outbound: () => ({ status: 200, verdict: 'proved' }),
}

const cases: readonly Case[] = [
  { name: 'the right token', token: () => ({}), ...accepted },
  {
    name: 'no token',
    inbound: () => ({ status: 401, verdict: 'refused-without-token', cause: 'token-missing' }),
    outbound: () => refusedThrough('no-token-policy'),
  },
  { name: 'another audience', token: () => ({ claims: { aud: 'api://else' } }), ...same('audience') },
  { name: 'another issuer', token: () => ({ claims: { iss: 'https://issuer.example/' } }), ...same('issuer') },
  { name: 'expired', token: () => ({ expiresIn: -600 }), ...same('expired') },
  {
    name: 'another tenant',
    token: ({ v1IssuerOrigin }) => ({ claims: { tid: tenant, iss: `${v1IssuerOrigin}/${tenant}/` } }),
    // The gateway says that the issuer is wrong; the tenant is known of a token that one has.
    ...same('tenant', 'issuer'),
  },
  { name: 'no role', token: () => ({ roles: [] }), ...same('role') },
  {
    name: 'another scheme',
    token: () => ({}),
    scheme: 'Token',
    // The back end says what it read: nothing where it asks for a scheme, and something that is no token where it does not.
    inbound: () => refused('scheme'),
    outbound: (way) => refusedThrough(way === 'validate-jwt' ? 'token-missing' : 'token-malformed'),
  },
  { name: 'a bad signature', token: () => ({ badSignature: true }), ...same('signature') },
  {
    name: 'a token for Graph',
    token: ({ graphEndpoint }) => ({ audience: graphEndpoint }),
    ...same('graph-token'),
  },
]

const directions = ['inbound', 'outbound', 'both'] as const
const ways: readonly Way[] = ['validate-jwt', 'validate-azure-ad-token']
const cloudNames: readonly CloudName[] = ['public', 'us-government', 'china']
const versions: readonly Version[] = [1, 2]

let both: Awaited<ReturnType<typeof startWithBackEndInstance>>
let root: string
/** What the first instance gets when it asks for a token. */
let outgoing: (resource: string) => Order
let rows = 0
let folders = 0
/** Nothing is known of what was pushed before. */
const newRoot = (): string => path.join(root, String(folders++))
const started = performance.now()

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'policywright-table-'))
  both = await startWithBackEndInstance(
    {
      sample: ordersSample(),
      pendingPolls: 0,
      tokens: async ({ resource }) => ({ token: (await both.identity.issue(outgoing(resource))).token, expiresOn: 0 }),
    },
    'second',
  )
})
afterAll(async () => {
  await both.stop()
  await rm(root, { recursive: true, force: true })
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`${rows} rows as expected in ${seconds} s`)
  expect(rows).toBe(directions.length * ways.length * versions.length * cloudNames.length * cases.length)
})

const suffix: Readonly<Record<CloudName, string>> = {
  public: 'azure-api.net',
  'us-government': 'azure-api.us',
  china: 'azure-api.cn',
}

interface Place {
  readonly cloud: Cloud
  readonly azure: ApimPort
  readonly first: InstancePort
  readonly second: InstancePort
  readonly url: string
  readonly backEndUrl: string
}

async function placeIn(name: CloudName): Promise<Place> {
  const cloud = clouds[name]
  const { routes, tenantId, subscriptionId, resourceGroup } = both.endpoints
  const { clientId, clientSecret } = developer
  const credential = localCredential({ cloud, tenantId, routes, clientId, clientSecret })
  const azure = await connect({ cloud, credential, subscriptionId, routes, pollInterval: 1 })
  return {
    cloud,
    azure,
    first: azure.instance(resourceGroup, 'policywright-local'),
    second: azure.instance(resourceGroup, 'policywright-second'),
    url: `https://policywright-local.${suffix[name]}/orders`,
    backEndUrl: `https://policywright-second.${suffix[name]}/orders`,
  }
}

const put = async (instance: InstancePort, text: string): Promise<void> => {
  await instance.putPolicy(orders, text, { ifMatch: (await instance.getPolicy(orders))?.etag ?? '*' })
}
const plain = (inbound: string): string =>
  `<policies><inbound><base />${inbound}</inbound><backend><base /></backend><outbound><base /></outbound><on-error><base /></on-error></policies>`
const toOwnBackEnd = `<set-backend-service backend-id="orders-back-end" /><authentication-managed-identity resource="${resourceApps.ordersBackEnd}" />`

/** The check of the callers of one instance, by the recipe. */
async function secure(place: Place, instance: InstancePort, policy: Recipe['policy']): Promise<void> {
  const outcome = await secureApi({
    ports: scriptedPorts(),
    instance,
    azure: place.azure,
    cloud: place.cloud,
    root: newRoot(),
    answers: {
      target: orders,
      policy,
      audiences: [audience],
      tenantId: both.endpoints.tenantId,
      tenant: 'literal',
      callers: [],
      roles: ['Orders.Read'],
      unsaid: 'keep',
      ...(instance === place.second ? { refusal: { kind: 'reason' } as const } : {}),
    },
  })
  if (outcome.status !== 'secured') throw new Error(`${outcome.status}: ${outcome.message}`)
}

/** The first calls the second with its own identity, by the recipe. */
async function chain(place: Place): Promise<string> {
  await put(place.first, plain(`<set-backend-service base-url="${place.backEndUrl}" />`))
  const outcome = await authenticateBackEnd({
    ports: scriptedPorts(),
    instance: place.first,
    azure: place.azure,
    cloud: place.cloud,
    root: newRoot(),
    answers: { target: orders, resource: audience },
  })
  if (outcome.status !== 'authenticated') throw new Error(`${outcome.status}: ${outcome.message}`)
  return (await place.first.getPolicy(orders))?.text ?? ''
}

const orderOf = (place: Place, version: Version, change: Partial<Order> = {}): Order => ({
  identity: 'data-factory',
  audience,
  version,
  cloud: place.cloud.name as CloudName,
  roles: ['Orders.Read'],
  ...change,
})

/** A caller's token, with the proof that the product makes; another scheme is nothing that it would send. */
async function callAs(place: Place, one: Case, version: Version) {
  const { routes, tenantId } = both.endpoints
  const raw = one.token && (await both.identity.issue(orderOf(place, version, one.token(place.cloud)))).token
  if (raw !== undefined && one.scheme !== undefined) {
    const headers = { Authorization: `${one.scheme} ${raw}` }
    const sent = await exchange({ method: 'GET', url: place.url, headers, body: undefined }, { routes })
    const checks = await readTokenChecks(place.first, { api: 'orders', operation: 'list-orders' })
    const explanation = explain({ exchange: sent, token: decodeToken(raw), checks, now: Date.now() })
    return {
      status: sent.response.status,
      verdict: judge({ without: undefined, sent, checks, explanation }).name,
      cause: explanation?.cause,
      shown: JSON.stringify({ sent, explanation }),
      raw,
    }
  }
  const report = await callOperation({
    ports: scriptedPorts(),
    instance: place.first,
    credential: { getToken: async () => ({ token: raw ?? '', expiresOnTimestamp: Date.now() + 60_000 }) },
    tenantId,
    routes,
    api: 'orders',
    operation: 'list-orders',
    tokens: raw === undefined ? 'without' : 'both',
  })
  if (report === undefined) throw new Error('No call was made.')
  if (report.explanation) expect(report.explanation.policy?.ref).toEqual(orders)
  return {
    status: (report.with ?? report.without)?.response.status,
    verdict: report.verdict.name,
    // Of the refusal without a token, when the call with one was answered as wanted.
    cause: report.verdict.name === 'protected' ? undefined : report.explanation?.cause,
    shown: JSON.stringify(report),
    raw,
  }
}

/** The token of the first instance, with the proof that the product makes. */
async function proveAs(place: Place, one: Case, version: Version, chained: string) {
  const { routes, tenantId } = both.endpoints
  let raw = ''
  outgoing = (resource) =>
    orderOf(place, version, { identity: 'policywright-local', audience: resource, ...one.token?.(place.cloud) })
  const withToken = /<authentication-managed-identity[^>]*>/
  const graph = one.name === 'a token for Graph'
  const policy =
    one.token === undefined
      ? chained.replace(withToken, '')
      : one.scheme !== undefined
        ? chained.replace(
            withToken,
            `<authentication-managed-identity resource="${audience}" output-token-variable-name="t" /><set-header name="Authorization" exists-action="override"><value>@("${one.scheme} " + (string)context.Variables["t"])</value></set-header>`,
          )
        : graph
          ? chained.replace(`resource="${audience}"`, `resource="${place.cloud.graphEndpoint}"`)
          : chained
  if (policy !== chained) await put(place.first, policy)
  try {
    const proof = await proveBackEnd({
      ports: scriptedPorts(),
      instance: place.first,
      azure: place.azure,
      cloud: place.cloud,
      credential: {
        getToken: async () => {
          raw = 'nobody asks the caller for a token here'
          return { token: raw, expiresOnTimestamp: 0 }
        },
      },
      tenantId,
      routes,
      target: orders,
      operation: 'list-orders',
    })
    if (proof === undefined) throw new Error('Nothing was called.')
    expect(proof.direct?.request.url).toBe(`${place.backEndUrl}/`)
    expect(proof.direct?.response.status).toBe(401)
    return {
      status: (proof.through.with ?? proof.through.without)?.response.status,
      verdict: proof.verdict.name,
      cause: proof.cause,
      shown: JSON.stringify(proof),
      raw,
    }
  } finally {
    if (policy !== chained) await put(place.first, chained)
  }
}

describe.each(cloudNames)('%s', (cloudName) => {
  let place: Place
  beforeAll(async () => {
    place = await placeIn(cloudName)
  })

  describe.each(ways)('%s', (way) => {
    const table = versions.flatMap((version) => cases.map((one) => ({ version, one, name: one.name })))
    const found = async (result: Promise<{ shown: string; raw: string | undefined }>) => {
      const { shown, raw, ...rest } = await result
      expect(shown).not.toContain(raw === undefined || raw === '' ? 'eyJ' : raw)
      rows++
      return rest
    }

    describe('inbound', () => {
      beforeAll(async () => {
        outgoing = (resource) => ({ identity: 'policywright-local', audience: resource })
        await put(place.first, plain(toOwnBackEnd))
        await secure(place, place.first, way)
      })
      test.each(table)('v$version: $name', async ({ one, version }) => {
        expect(await found(callAs(place, one, version))).toEqual({ cause: undefined, ...one.inbound() })
      })
    })

    describe('outbound', () => {
      let chained: string
      beforeAll(async () => {
        await put(place.second, plain(toOwnBackEnd))
        await secure(place, place.second, way)
        chained = await chain(place)
      })
      test.each(table)('v$version: $name', async ({ one, version }) => {
        expect(await found(proveAs(place, one, version, chained))).toEqual({ cause: undefined, ...one.outbound(way) })
      })
    })

    describe('both', () => {
      beforeAll(async () => {
        await put(place.second, plain(toOwnBackEnd))
        await secure(place, place.second, way)
        await chain(place)
        await secure(place, place.first, way)
        outgoing = (resource) => orderOf(place, 2, { identity: 'policywright-local', audience: resource })
      })
      test.each(table)('v$version: $name', async ({ one, version }) => {
        expect(await found(callAs(place, one, version))).toEqual({ cause: undefined, ...one.inbound() })
      })
    })
  })
})
