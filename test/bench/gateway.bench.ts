import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { Pool } from 'undici'
import type { BenchRow } from './bench-row.ts'
import { benchAudience, benchLogin, benchTenant } from './gateway-configuration.ts'
import { bundleServers, type ServerProcess, startServer } from './gateway-process.ts'

const connections = 32
const rounds = 7
const requestsPerRound = 3_000
const warmUp = 4_000
/** Callers come with tokens of their own; so many different ones take turns. */
const tokenCount = 32

interface Subject {
  readonly name: string
  readonly server: ServerProcess
  readonly path: string
  readonly headers: readonly string[][]
  readonly perSecond: number[]
  /** Microseconds. */
  readonly cpuPerRequest: number[]
}

/** Requests per second and CPU per request of the gateway, beside a bare undici proxy in the same run. */
export async function run(): Promise<readonly BenchRow[]> {
  const { folder, remove } = await bundleServers(['gateway-back-end', 'gateway-bare-proxy', 'gateway-under-load'])
  const issuer = await startIssuer()
  const servers: ServerProcess[] = []
  const start = async (name: string, argument = ''): Promise<ServerProcess> => {
    const server = await startServer(join(folder, `${name}.cjs`), argument)
    servers.push(server)
    return server
  }
  try {
    const backEnd = await start('gateway-back-end')
    const proxy = await start('gateway-bare-proxy', backEnd.url)
    const gateway = await start('gateway-under-load', `${backEnd.url} ${issuer.url}`)
    const accept = ['Accept', 'application/json', 'User-Agent', 'bench']
    const bearers = issuer.tokens.map((token) => [...accept, 'Authorization', `Bearer ${token}`])
    const subject = (name: string, server: ServerProcess, path: string, headers: readonly string[][]): Subject => ({
      name,
      server,
      path,
      headers,
      perSecond: [],
      cpuPerRequest: [],
    })
    const subjects = [
      subject('bare proxy', proxy, '/orders/1001', [accept]),
      subject('empty policy', gateway, '/empty/orders/1001', [accept]),
      subject('bare proxy, with tokens', proxy, '/orders/1001', bearers),
      subject('validate-jwt', gateway, '/jwt/orders/1001', bearers),
    ]
    for (const each of subjects) await load(each, warmUp)
    for (let round = 0; round < rounds; round++) for (const each of subjects) await measure(each)
    return rowsOf(subjects)
  } finally {
    for (const server of servers) await server.stop()
    await issuer.close()
    remove()
  }
}

async function measure(subject: Subject): Promise<void> {
  await subject.server.collect()
  const before = await subject.server.cpu()
  const seconds = await load(subject, requestsPerRound)
  const after = await subject.server.cpu()
  subject.perSecond.push(requestsPerRound / seconds)
  subject.cpuPerRequest.push((after - before) / requestsPerRound)
}

/** Sends a number of requests over 32 connections, one at a time on each. @returns seconds. */
async function load({ name, server, path, headers }: Subject, count: number): Promise<number> {
  const pool = new Pool(server.url, { connections, pipelining: 1 })
  let sent = 0
  const caller = async (): Promise<void> => {
    while (sent < count) {
      const own = headers[sent++ % headers.length] ?? []
      const status = await call(pool, path, own)
      if (status !== 200) throw new Error(`${name} answered ${status}`)
    }
  }
  const start = performance.now()
  await Promise.all(Array.from({ length: connections }, caller))
  const seconds = (performance.now() - start) / 1000
  await pool.close()
  return seconds
}

const call = (pool: Pool, path: string, headers: string[]): Promise<number> =>
  new Promise((resolve, reject) => {
    let status = 0
    pool.dispatch(
      { method: 'GET', path, headers },
      {
        onRequestStart() {},
        onResponseStart(_controller, code) {
          status = code
        },
        onResponseData() {},
        onResponseEnd: () => resolve(status),
        onResponseError: (_controller, error) => reject(error),
      },
    )
  })

function rowsOf([bare, empty, bareWithTokens, jwt]: readonly Subject[]): BenchRow[] {
  if (!bare || !empty || !bareWithTokens || !jwt) return []
  return [
    speed(bare),
    cpu(bare),
    { ...speed(empty), ratioTo: ratio(empty, bare, 'perSecond'), goal: 'at least 0.75 of the bare proxy' },
    { ...cpu(empty), ratioTo: ratio(empty, bare, 'cpuPerRequest') },
    speed(bareWithTokens),
    cpu(bareWithTokens),
    { ...speed(jwt), ratioTo: ratio(jwt, bare, 'perSecond'), goal: 'at least 0.65 of the bare proxy' },
    { ...cpu(jwt), ratioTo: ratio(jwt, bare, 'cpuPerRequest') },
  ]
}

const speed = (subject: Subject): BenchRow => ({
  name: `gateway, ${subject.name}: requests`,
  value: median(subject.perSecond),
  unit: 'per s',
})

const cpu = (subject: Subject): BenchRow => ({
  name: `gateway, ${subject.name}: CPU`,
  value: median(subject.cpuPerRequest),
  unit: 'µs per request',
})

/** The median of the ratios of neighbouring rounds: what else the machine does hits both sides of a ratio. */
const ratio = (ours: Subject, peer: Subject, figure: 'perSecond' | 'cpuPerRequest') => ({
  peer: peer.name,
  ratio: median(ours[figure].map((value, round) => value / (peer[figure][round] ?? value))),
})

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0

async function startIssuer(): Promise<{ url: string; tokens: readonly string[]; close: () => Promise<void> }> {
  const { publicKey, privateKey } = await generateKeyPair('RS256')
  const kid = 'bench'
  const keys = [{ ...(await exportJWK(publicKey)), kid, use: 'sig', alg: 'RS256' }]
  const issuer = `https://${benchLogin}/${benchTenant}/v2.0`
  const server = createServer((request, response) => {
    const isKeys = request.url?.endsWith('/keys') ?? false
    response.end(JSON.stringify(isKeys ? { keys } : { issuer, jwks_uri: `${issuer}/keys` }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const tokens = await Promise.all(
    Array.from({ length: tokenCount }, (_, at) =>
      new SignJWT({ tid: benchTenant, roles: ['Orders.Read'], oid: `caller-${at}`, appid: `caller-${at}` })
        .setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' })
        .setIssuer(issuer)
        .setAudience(benchAudience)
        .setIssuedAt()
        .setExpirationTime('1h')
        .sign(privateKey),
    ),
  )
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    tokens,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
