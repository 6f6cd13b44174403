import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Arrival, Exchange } from '../pipeline/exchange.ts'
import { internalError } from '../pipeline/fault.ts'
import { MessageBody } from '../pipeline/message-body.ts'
import { CallerBody } from './caller-body.ts'
import { respond } from './respond.ts'

/** What the listener does with requests; the rest of the gateway knows no HTTP server. */
export interface Service {
  arrive(arrival: Arrival): Exchange
  serve(exchange: Exchange): Promise<void>
  /** The answer has been sent, or the caller has gone. */
  finished(exchange: Exchange): void
  log(line: string): void
}

export interface Listener {
  /** @param port 0: any free port. @throws Error naming the address when the port is taken. */
  listen(port: number): Promise<{ readonly url: string }>
  /** Breaks off what is under way. */
  close(): Promise<void>
}

const unwritable = JSON.stringify({ statusCode: 500, message: internalError })

/** Milliseconds for which a connection may rest: longer than clients keep theirs, so that a request never meets a closing one. */
const keepAlive = 120_000

/** An HTTP/1.1 server on 127.0.0.1. */
export function createListener(service: Service): Listener {
  const handle = (incoming: IncomingMessage, outgoing: ServerResponse, continuing?: ServerResponse): void => {
    const exchange = service.arrive(arrivalOf(incoming, continuing))
    const served = service
      .serve(exchange)
      .then(() => respond(exchange, outgoing))
      .catch((error: unknown) => {
        service.log(`The response could not be written: ${error instanceof Error ? error.message : String(error)}`)
        exchange.response?.body?.discard()
        if (outgoing.headersSent) outgoing.destroy()
        else outgoing.writeHead(500, 'Internal Server Error', ['Content-Type', 'application/json']).end(unwritable)
      })
    outgoing.on('close', () => {
      if (!outgoing.writableFinished) {
        exchange.isDisconnected = true
        exchange.cancel?.()
      }
      // A caller that has gone does not end the policies: on-error may still want to tell somebody.
      served.then(() => service.finished(exchange))
    })
  }
  // A long upload is no attack on this machine, so there is no limit on how long a request may take to arrive.
  const server = createServer({ requestTimeout: 0, keepAliveTimeout: keepAlive }, (incoming, outgoing) =>
    handle(incoming, outgoing),
  )
  server.on('checkContinue', (incoming: IncomingMessage, outgoing: ServerResponse) =>
    handle(incoming, outgoing, outgoing),
  )

  return {
    listen: (port) =>
      new Promise((resolve, reject) => {
        server.once('error', (error: NodeJS.ErrnoException) =>
          reject(new Error(`The gateway cannot listen on 127.0.0.1:${port}: ${error.code ?? error.message}.`)),
        )
        server.listen(port, '127.0.0.1', () =>
          resolve({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }),
        )
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function arrivalOf(incoming: IncomingMessage, continuing: ServerResponse | undefined): Arrival {
  const { headers } = incoming
  const length = headers['content-length']
  const hasBody = headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0')
  return {
    method: incoming.method ?? 'GET',
    target: originForm(incoming.url ?? '/'),
    rawHeaders: incoming.rawHeaders,
    body: hasBody ? new MessageBody({ stream: new CallerBody(incoming, continuing) }) : undefined,
    ipAddress: addressOf(incoming.socket.remoteAddress ?? ''),
    host: headers.host ?? '',
  }
}

/** A client that takes the gateway for a proxy asks for `http://host/path`. */
const originForm = (target: string): string =>
  target.startsWith('/') ? target : target.replace(/^https?:\/\/[^/?#]*/i, '') || '/'

/** A version 4 address that a version 6 socket shows as `::ffff:127.0.0.1`. */
const addressOf = (address: string): string => (address.startsWith('::ffff:') ? address.slice(7) : address)
