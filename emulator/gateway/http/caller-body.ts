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

  async readAll(limit: number): Promise<Uint8Array> {
    const incoming = this.take()
    const chunks: Uint8Array[] = []
    let size = 0
    try {
      for await (const chunk of incoming as AsyncIterable<Uint8Array>) {
        size += chunk.length
        if (size > limit) throw tooLarge('request', limit)
        chunks.push(chunk)
      }
    } catch (error) {
      if (incoming.errored || incoming.destroyed) {
        if (size > limit) throw error
        throw fault({ reason: 'ClientConnectionFailure', message: 'The client closed the connection.', status: 400 })
      }
      throw error
    }
    return Buffer.concat(chunks)
  }

  /** Node reads and drops what nobody took when the response ends. */
  discard(): void {}
}
