import { request as httpRequest } from 'node:http'
import { expect } from 'vitest'
import type { GatewayApi, GatewayConfiguration } from '../../emulator/gateway/configuration.ts'
import { createGateway, type Gateway } from '../../emulator/gateway/gateway.ts'
import type { Call, Case, Expected, ScopePolicies } from './case.ts'
import type { EchoBackEnd } from './echo-back-end.ts'
import type { TestIssuer } from './issuer.ts'

/** 2026-01-01T12:00:00Z: the clock of every case. */
const start = Date.UTC(2026, 0, 1, 12)

export interface Surroundings {
  readonly backEnd: EchoBackEnd
  readonly issuer: TestIssuer
}

/** Runs one case against a gateway of its own, over HTTP. */
export async function runCase(given: Case, surroundings: Surroundings): Promise<void> {
  let now = start
  const configuration = configurationOf(given, surroundings.backEnd.url)
  const gateway = createGateway({
    configuration: () => configuration,
    routes: routesOf(surroundings),
    // On a busy machine the clock would stop an expression before its steps are counted.
    host: { now: () => now, random: () => 0.5, newGuid, delay: async () => {}, timeLimit: 600_000 },
    ...(given.tokens ? { tokens: given.tokens } : {}),
  })
  try {
    const { url } = await gateway.listen()
    const calls = given.calls ?? [{ call: given.call ?? {}, expected: given.expected ?? {} }]
    for (const { call = {}, afterSeconds = 0, rotateKeys, expected } of calls) {
      now += afterSeconds * 1000
      if (rotateKeys) await surroundings.issuer.rotate()
      surroundings.backEnd.received.length = 0
      surroundings.backEnd.answer = given.backEnd ?? {}
      const answer = await send(url, call, surroundings.issuer, now)
      check(expected, answer, { gateway, surroundings })
    }
  } finally {
    await gateway.close()
  }
}

let guids = 0
const newGuid = (): string => `00000000-0000-4000-8000-${String(++guids).padStart(12, '0')}`

const routesOf = ({ backEnd, issuer }: Surroundings): Record<string, string> => ({
  'orders.contoso.example': backEnd.url,
  'other.contoso.example': backEnd.url,
  'login.microsoftonline.com': issuer.url,
  'login.microsoftonline.us': issuer.url,
})

function configurationOf(given: Case, backEndUrl: string): GatewayConfiguration {
  const api: GatewayApi = {
    id: 'orders',
    name: 'Orders',
    path: 'orders',
    revision: '1',
    isCurrent: true,
    serviceUrl: 'https://orders.contoso.example/v1',
    protocols: ['https'],
    subscriptionRequired: false,
    subscriptionKeyNames: { header: 'Ocp-Apim-Subscription-Key', query: 'subscription-key' },
    ...optional('policy', document(given.api)),
    operations: [
      { id: 'get', name: 'Get', method: 'GET', urlTemplate: '/{id}', ...optional('policy', document(given.operation)) },
      { id: 'create', name: 'Create', method: 'POST', urlTemplate: '/' },
      { id: 'head', name: 'Head', method: 'HEAD', urlTemplate: '/{id}' },
    ],
    ...given.settings,
  }
  const product = {
    id: 'starter',
    name: 'Starter',
    published: true,
    approvalRequired: false,
    subscriptionRequired: false,
    apiIds: ['orders'],
  }
  const productPolicy = document(given.product)
  return {
    version: 1,
    serviceName: 'contoso',
    region: 'West Europe',
    tenantId: 'tenant',
    ...optional('policy', document(given.global)),
    apis: [api, ...(given.moreApis ?? []).map((more) => ({ ...api, ...more }))],
    products: given.products ?? (productPolicy === undefined ? [] : [{ ...product, policy: productPolicy }]),
    subscriptions: given.subscriptions ?? [],
    fragments: new Map(Object.entries(given.fragments ?? {})),
    namedValues: new Map(
      Object.entries(given.namedValues ?? {}).map(([name, value]) => [
        name,
        { value, secret: name.includes('secret') },
      ]),
    ),
    backends: new Map(
      (given.backends ?? []).map(({ id, path, credentials }) => [
        id,
        {
          id,
          url: backEndUrl + path,
          headers: credentials ? { 'x-functions-key': ['k1'] } : {},
          query: credentials ? { code: ['c1'] } : {},
        },
      ]),
    ),
    identities: given.identities ?? [],
  }
}

function document(policies: ScopePolicies | undefined): string | undefined {
  if (policies === undefined || typeof policies === 'string') return policies
  const section = (name: string, content = '') => `<${name}>\n<base />\n${content}\n</${name}>\n`
  const { inbound, backend, outbound, onError } = policies
  return `<policies>\n${section('inbound', inbound)}${section('backend', backend)}${section('outbound', outbound)}${section('on-error', onError)}</policies>`
}

const optional = <Name extends string, T>(name: Name, value: T | undefined): { [key in Name]?: T } =>
  value === undefined ? {} : ({ [name]: value } as { [key in Name]?: T })

interface Answered {
  readonly status: number
  readonly reason: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

async function send(url: string, call: Call, issuer: TestIssuer, now: number): Promise<Answered> {
  const bearer = call.token && `Bearer ${await issuer.sign(call.token, now / 1000)}`
  const headers = { ...call.headers, ...(bearer === undefined ? {} : { Authorization: bearer }) }
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      url + (call.path ?? '/orders/1'),
      { method: call.method ?? 'GET', headers, agent: false },
      (incoming) => {
        const chunks: Buffer[] = []
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
        incoming.on('error', reject)
        incoming.on('end', () =>
          resolve({
            status: incoming.statusCode ?? 0,
            reason: incoming.statusMessage ?? '',
            headers: Object.fromEntries(
              Object.entries(incoming.headersDistinct).map(([name, values]) => [name, (values ?? []).join(' | ')]),
            ),
            body: Buffer.concat(chunks).toString(),
          }),
        )
      },
    )
    outgoing.on('error', reject)
    outgoing.end(call.body)
  })
}

function check(
  expected: Expected,
  answer: Answered,
  { gateway, surroundings }: { gateway: Gateway; surroundings: Surroundings },
): void {
  const trace = gateway.traces.list().at(-1)
  expect(answer.status, `${answer.body}\n${JSON.stringify(trace, undefined, 1)}`).toBe(expected.status ?? 200)
  if (expected.reason !== undefined) expect(answer.reason).toBe(expected.reason)
  if (expected.body instanceof RegExp || typeof expected.body === 'string') checkText(answer.body, expected.body)
  else if (expected.body !== undefined) expect(JSON.parse(answer.body)).toEqual(expected.body)
  checkHeaders(answer.headers, expected.headers)

  const [forwarded] = surroundings.backEnd.received
  if (expected.backEnd === 'not called') expect(forwarded).toBeUndefined()
  else if (expected.backEnd) {
    expect(forwarded, 'the back end was not called').toBeDefined()
    const { method, path, body, headers } = expected.backEnd
    if (method !== undefined) expect(forwarded?.method).toBe(method)
    if (path !== undefined) expect(forwarded?.path).toBe(path)
    if (body !== undefined) expect(forwarded?.body).toBe(body)
    checkHeaders(forwarded?.headers ?? {}, headers)
  }
  if (expected.lastError) expect(trace?.lastError).toMatchObject(expected.lastError)
  if (expected.ran)
    expect(trace?.entries.map(({ policy, document, line }) => `${policy}@${document}:${line}`)).toEqual(expected.ran)
}

function checkText(actual: string, expected: string | RegExp): void {
  if (typeof expected === 'string') expect(actual).toBe(expected)
  else expect(actual).toMatch(expected)
}

function checkHeaders(actual: Readonly<Record<string, string>>, expected: Expected['headers']): void {
  for (const [name, value] of Object.entries(expected ?? {})) {
    const own = actual[name.toLowerCase()]
    if (value === null) expect(own, `header ${name}`).toBeUndefined()
    else if (value instanceof RegExp) expect(own, `header ${name}`).toMatch(value)
    else expect(own, `header ${name}`).toBe(value)
  }
}
