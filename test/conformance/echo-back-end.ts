import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Received {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface Answer {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

export interface EchoBackEnd {
  readonly url: string
  readonly received: Received[]
  answer: Answer
  close(): Promise<void>
}

/** A back end that remembers what it got and answers what it was told to. */
export async function startEchoBackEnd(): Promise<EchoBackEnd> {
  const received: Received[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const headers: Record<string, string> = {}
      for (let at = 0; at < request.rawHeaders.length; at += 2) {
        const name = (request.rawHeaders[at] ?? '').toLowerCase()
        const value = request.rawHeaders[at + 1] ?? ''
        headers[name] = name in headers ? `${headers[name]} | ${value}` : value
      }
      const body = Buffer.concat(chunks).toString()
      received.push({ method: request.method ?? '', path: request.url ?? '', headers, body })
      const { status = 200, headers: own = {}, body: answer = 'from the back end' } = echo.answer
      response.writeHead(status, own)
      response.end(status === 204 || status === 304 ? undefined : answer)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const echo: EchoBackEnd = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    answer: {},
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return echo
}
