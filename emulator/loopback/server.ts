import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

/** A request that has arrived whole; the small servers of the emulator need no streaming. */
export interface LoopbackRequest {
  readonly method: string
  readonly url: URL
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export interface LoopbackResponse {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  /** A string goes out as it is; anything else as JSON. */
  readonly body?: unknown
}

/** What a handler answers when the connection must break instead: a fault to test clients with. */
export const dropConnection = Symbol('drop the connection')

export type LoopbackHandler = (request: LoopbackRequest) => Promise<LoopbackResponse | typeof dropConnection>

export interface LoopbackServer {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly url: string
  close(): Promise<void>
}

export interface LoopbackOptions {
  readonly port?: number
  readonly log?: (line: string) => void
}

/** Larger requests answer 413: 4 MiB is the limit of Azure Resource Manager for a request body. */
const maximumBody = 4 * 1024 * 1024

/**
 * A plain HTTP server on 127.0.0.1. `port` 0 takes any free port.
 * @throws Error naming the address when the port is taken.
 */
export async function listenOnLoopback(
  handler: LoopbackHandler,
  options: LoopbackOptions = {},
): Promise<LoopbackServer> {
  const sockets = new Set<Socket>()
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = []
    let size = 0
    incoming.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= maximumBody) chunks.push(chunk)
    })
    incoming.on('error', () => outgoing.destroy())
    incoming.on('end', () => {
      if (size > maximumBody) {
        write(outgoing, { status: 413, body: `The request body is larger than ${maximumBody} bytes.` })
        return
      }
      const url = readTarget(incoming.url ?? '/')
      if (url === undefined) {
        write(outgoing, { status: 400, body: 'The path of the request is not well formed.' })
        return
      }
      const request: LoopbackRequest = {
        method: incoming.method ?? 'GET',
        url,
        headers: incoming.headers,
        body: Buffer.concat(chunks).toString('utf8'),
      }
      handler(request).then(
        (response) => {
          if (response === dropConnection) incoming.socket.destroy()
          else write(outgoing, response)
        },
        (error: unknown) => {
          options.log?.(`${request.method} ${request.url.pathname} failed: ${messageOf(error)}`)
          write(outgoing, { status: 500, body: { error: { code: 'InternalServerError', message: messageOf(error) } } })
        },
      )
    })
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })

  const port = options.port ?? 0
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new Error(`Cannot listen on 127.0.0.1:${port}: ${error.code ?? error.message}.`)),
    )
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

/** @returns undefined when the target is no URL, or its path has broken escapes, which handlers then need not expect. */
function readTarget(target: string): URL | undefined {
  try {
    const url = new URL(target.startsWith('/') ? `http://127.0.0.1${target}` : target)
    decodeURIComponent(url.pathname)
    return url
  } catch {
    return undefined
  }
}

/** A web page in a browser of this machine must not reach the `_local` doors: it sends `Origin`, or a foreign `Host`. */
export const isFromThisMachine = (request: LoopbackRequest): boolean =>
  request.headers.origin === undefined && /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(request.headers.host ?? '')

function write(outgoing: ServerResponse, response: LoopbackResponse): void {
  const text =
    response.body === undefined ? '' : typeof response.body === 'string' ? response.body : JSON.stringify(response.body)
  const type = typeof response.body === 'string' ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8'
  outgoing.writeHead(response.status, {
    ...(text === '' ? {} : { 'content-type': type }),
    'content-length': Buffer.byteLength(text),
    ...response.headers,
  })
  outgoing.end(text)
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
