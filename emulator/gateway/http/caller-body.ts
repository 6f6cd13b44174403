import type { IncomingMessage, ServerResponse } from 'node:http'
import { fault } from '../pipeline/fault.ts'
import type { BodyStream } from '../pipeline/message-body.ts'
import { tooLarge } from './body-stream.ts'

/** The body that a caller sends. A caller that waits for "100 Continue" gets it only when somebody reads. */
export class CallerBody implements BodyStream {
  private readonly incoming: IncomingMessage
  private continuing: ServerResponse | undefined
  private taken = false

  constructor(incoming: IncomingMessage, continuing: ServerResponse | undefined) {
    this.incoming = incoming
    this.continuing = continuing
  }

  /** The stream itself, once. @throws PolicyFault the second time: it has been sent and is not kept. */
  take(): IncomingMessage {
    if (this.taken)
      throw fault({
        reason: 'RequestBodyConsumed',
        message:
          'The body of the request has been sent already; keep it with buffer-request-body="true" on forward-request.',
        answer:
          'The body of the request has been sent already; keep it with buffer-request-body="true" on forward-request.',
      })
    this.taken = true
    this.continuing?.writeContinue()
    this.continuing = undefined
    return this.incoming
  }

  /** The rest of a body that is too large is read and dropped: a caller that is cut off while it sends does not see the answer. */
  readAll(limit: number): Promise<Uint8Array> {
    const incoming = this.take()
    const chunks: Uint8Array[] = []
    let size = 0
    return new Promise((resolve, reject) => {
      incoming.on('data', (chunk: Uint8Array) => {
        size += chunk.length
        if (size <= limit) {
          chunks.push(chunk)
          return
        }
        chunks.length = 0
        reject(tooLarge('request', limit))
      })
      incoming.on('end', () => resolve(Buffer.concat(chunks)))
      // After its end a request closes too, and then nothing is left to refuse.
      for (const event of ['error', 'close'] as const) incoming.on(event, () => reject(clientGone()))
    })
  }

  /** Node reads and drops what nobody took when the response ends. */
  discard(): void {}
}

const clientGone = () =>
  fault({ reason: 'ClientConnectionFailure', message: 'The client closed the connection.', status: 400 })
