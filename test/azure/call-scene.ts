import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect } from 'vitest'
import { identityCredential } from '../../emulator/local/identity-credential.ts'
import { resourceApps } from '../../emulator/local/names.ts'
import { renderReport } from '../../src/features/call/render-report.ts'
import { type CallOptions, type CallReport, callOperation, type MadeCall } from '../../workflows/call.ts'
import { callPage } from '../../workflows/call-page.ts'
import { httpFile } from '../../workflows/http-file.ts'
import { startLocal } from './local.ts'
import { type Script, scriptedPorts } from './scripted-ports.ts'

/** A local instance, the Orders API on it with policies to call through, and servers that behave in some way; one for each test file. */

let running: Awaited<ReturnType<typeof startLocal>> | undefined
let text = ''
const servers: Server[] = []

/** Starts it before the tests of the file, and stops everything after them. */
export function useCallScene(): void {
  beforeAll(async () => {
    running = await startLocal()
    text = (await running.instance.getPolicy({ kind: 'api', api: 'orders' }))?.text ?? ''
  })
  afterAll(async () => {
    for (const server of servers) {
      server.closeAllConnections()
      server.close()
    }
    await running?.stop()
  })
}

export const scene = (): Awaited<ReturnType<typeof startLocal>> => running ?? expect.fail('the scene is not up')

/** The policy of the API as the sample has it. */
const published = (): string => text

export async function origin(server: Server): Promise<string> {
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
export const serve = (listener: RequestListener): Promise<string> => origin(createServer(listener))

/** The API as it was published, with these policies behind `<base />`. */
export async function policy(inbound: string): Promise<void> {
  const changed = published().replace('<base />', `<base />${inbound}`)
  await scene().instance.putPolicy({ kind: 'api', api: 'orders' }, changed, { ifMatch: '*' })
}

/** A call; its report is undefined when it was given up. */
export async function tryCall(options: Partial<CallOptions> = {}, script: Script = {}) {
  const ports = scriptedPorts(script)
  const { instance, credential, endpoints } = scene()
  const { tenantId, routes } = endpoints
  const made: MadeCall[] = []
  const report = await callOperation({
    ports,
    instance,
    credential,
    tenantId,
    routes,
    api: 'orders',
    operation: 'list-orders',
    made: (call) => made.push(call),
    ...options,
  })
  return { ports, made, report }
}

export async function call(options: Partial<CallOptions> = {}, script: Script = {}) {
  const { report, ...rest } = await tryCall(options, script)
  return { ...rest, report: report ?? expect.fail('the call was given up') }
}

/** Everything that a call leaves behind. */
export const artefacts = (report: CallReport): readonly string[] => [
  JSON.stringify(report),
  callPage(report),
  httpFile(report),
  renderReport(report, 'nonce'),
]

export const as = (name: string): CallOptions['caller'] => ({
  name,
  credential: identityCredential(scene().endpoints.identityUrl, name),
})

export const config = (version: '' | '/v2.0'): string =>
  `<openid-config url="https://login.microsoftonline.com/${scene().endpoints.tenantId}${version}/.well-known/openid-configuration" />`
export const check = (inside: string, attributes = 'require-scheme="Bearer"'): string =>
  `<validate-jwt header-name="Authorization" ${attributes}>${inside}</validate-jwt>`
export const audiences = (...values: readonly string[]): string =>
  `<audiences>${values.map((value) => `<audience>${value}</audience>`).join('')}</audiences>`
export const claim = (name: string, values: readonly string[], attributes = ''): string =>
  `<required-claims><claim name="${name}" ${attributes}>${values.map((value) => `<value>${value}</value>`).join('')}</claim></required-claims>`
export const api = resourceApps.ordersApi
