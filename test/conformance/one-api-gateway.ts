import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { GatewayConfiguration } from '../../emulator/gateway/configuration.ts'
import { createGateway, type Gateway, type GatewayOptions } from '../../emulator/gateway/gateway.ts'

const closing: (() => Promise<void>)[] = []

/** Keeps what `closeAll` is to do. */
export const closeLater = (close: () => Promise<void>): unknown => closing.push(close)

/** Ends what the functions of this file started. */
export async function closeAll(): Promise<void> {
  for (const close of closing.splice(0)) await close()
}

export async function startBackEnd(
  handle: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<string> {
  const server: Server = createServer(handle)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  )
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** A gateway with one API, `files`, that takes any method and path. */
export async function startGateway(
  serviceUrl: string,
  policy?: string,
  options: Partial<GatewayOptions> = {},
): Promise<{ url: string; gateway: Gateway }> {
  const configuration: GatewayConfiguration = {
    version: 1,
    serviceName: 'contoso',
    region: 'West Europe',
    tenantId: 'tenant',
    apis: [
      {
        id: 'files',
        name: 'Files',
        path: 'files',
        revision: '1',
        isCurrent: true,
        serviceUrl,
        protocols: ['https'],
        subscriptionRequired: false,
        subscriptionKeyNames: { header: 'Ocp-Apim-Subscription-Key', query: 'subscription-key' },
        ...(policy === undefined ? {} : { policy }),
        operations: [{ id: 'any', name: 'any', method: '*', urlTemplate: '/*' }],
      },
    ],
    products: [],
    subscriptions: [
      {
        id: 's',
        name: 's',
        active: true,
        scope: { kind: 'all-apis' },
        primaryKey: 'the-subscription-key',
        secondaryKey: 'the-other-key',
      },
    ],
    fragments: new Map(),
    namedValues: new Map([['pass-word', { value: 'hunter2hunter2', secret: true }]]),
    backends: new Map(),
    identities: [],
  }
  const gateway = createGateway({ configuration: () => configuration, ...options })
  closing.push(() => gateway.close())
  const { url } = await gateway.listen()
  return { url, gateway }
}

export const sections = (inner: { inbound?: string; backend?: string; outbound?: string }): string =>
  `<policies><inbound><base />${inner.inbound ?? ''}</inbound><backend>${inner.backend ?? '<base />'}</backend><outbound><base />${inner.outbound ?? ''}</outbound><on-error><base /></on-error></policies>`

/** Resolves when the gateway has finished its next request. */
export const nextTrace = (gateway: Gateway) =>
  new Promise<ReturnType<Gateway['traces']['list']>[number]>((resolve) => {
    const end = gateway.traces.onTrace((trace) => {
      end()
      resolve(trace)
    })
  })
