import type { ServerResponse } from 'node:http'
import type { Exchange } from '../pipeline/exchange.ts'
import type { HeaderList } from '../pipeline/header-list.ts'
import { BackEndBody } from './body-stream.ts'

/** Writes the exchange's response to the caller; the body streams. `finished` is called when all is sent, or broken off. */
export function respond(exchange: Exchange, outgoing: ServerResponse): void {
  const { response } = exchange
  if (!response || outgoing.destroyed) {
    response?.body?.discard()
    return
  }
  const { status, reason, body } = response
  const added = exchange.responseHeadersToAdd
  if (added) addLate(response.headers, added)
  if (exchange.debug !== undefined) addDebug(exchange, response.headers)

  const hasNoBody = exchange.arrival.method === 'HEAD' || status === 204 || status === 304
  if (hasNoBody) {
    if (status === 204) response.headers.delete('Content-Length')
    outgoing.writeHead(status, reason, response.headers.raw)
    outgoing.end()
    body?.discard()
    return
  }
  const stream = body?.stream
  if (stream instanceof BackEndBody) {
    outgoing.writeHead(status, reason, response.headers.raw)
    const whole = stream.takeWhole(smallBody)
    if (whole) endWith(outgoing, whole)
    else pipe(stream, outgoing)
    return
  }
  const bytes = body?.bytes() ?? new Uint8Array(0)
  response.headers.set('Content-Length', [String(bytes.length)])
  outgoing.writeHead(status, reason, response.headers.raw)
  endWith(outgoing, bytes)
}

/** In bytes. */
const smallBody = 16 * 1024

/**
 * Node sends head and body of a message in one write only when the body is text; every byte is a character of Latin-1, so the
 * detour changes nothing and saves the dearer half of the system calls of a small answer.
 */
function endWith(outgoing: ServerResponse, bytes: Uint8Array): void {
  if (bytes.length === 0) outgoing.end()
  else if (bytes.length > smallBody) outgoing.end(bytes)
  else outgoing.end(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1'), 'latin1')
}

function pipe(body: BackEndBody, outgoing: ServerResponse): void {
  if (!body.isComplete) {
    outgoing.on('drain', () => body.resume())
    outgoing.on('close', () => body.discard())
  }
  body.pipe({
    write: (chunk) => outgoing.write(chunk),
    end: (last) => outgoing.end(last),
    // The status is sent already: breaking the connection is the only way left to say that the body is not whole.
    fail: () => outgoing.destroy(),
  })
}

/** https://learn.microsoft.com/azure/api-management/api-management-howto-api-inspector */
function addDebug(exchange: Exchange, headers: HeaderList): void {
  const { debug } = exchange
  if (debug === 'accepted') headers.raw.push('Apim-Request-Id', exchange.requestId, 'Apim-Trace-Id', exchange.requestId)
  else if (debug === 'expired') headers.append('Apim-Debug-Authorization-Expired', ['true'])
  else if (debug === 'wrong-api') headers.append('Apim-Debug-Authorization-WrongAPI', ['true'])
}

function addLate(headers: HeaderList, added: readonly string[]): void {
  for (let at = 0; at < added.length; at += 2) headers.set(added[at] ?? '', [added[at + 1] ?? ''])
}
