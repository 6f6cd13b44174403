import type { BodyModel } from '../../../language-server/core/expression/context-model.ts'
import { fault } from './fault.ts'

/** Bytes that have not arrived yet. Only the transport knows what is behind it. */
export interface BodyStream {
  /** @throws when the body is larger than `limit` bytes or when its sender breaks off. */
  readAll(limit: number): Promise<Uint8Array>
  /** Ends a body that nobody will read. */
  discard(): void
}

/**
 * The body of a request or a response: a stream that passes through untouched, or bytes once a policy asked for them.
 * Reading from an expression without `preserveContent` consumes it, and then an empty body is sent on, as in the service.
 */
export class MessageBody implements BodyModel {
  stream: BodyStream | undefined
  content: Uint8Array | undefined
  consumed = false

  constructor(source: { readonly stream?: BodyStream; readonly content?: Uint8Array }) {
    this.stream = source.stream
    this.content = source.content
  }

  get isBuffered(): boolean {
    return this.stream === undefined
  }

  /** @param limit in bytes. @throws when the body is larger. */
  async buffer(limit: number): Promise<void> {
    const { stream } = this
    if (!stream) return
    this.content = await stream.readAll(limit)
    this.stream = undefined
  }

  /** Another body takes the place of this one. */
  discard(): void {
    this.stream?.discard()
    this.stream = undefined
  }

  bytes(): Uint8Array | undefined {
    if (this.stream)
      throw fault({
        reason: 'ExpressionValueEvaluationFailure',
        message: 'The body has not been read: the gateway did not see that this expression needs it.',
      })
    return this.consumed ? undefined : (this.content ?? new Uint8Array(0))
  }

  consume(): void {
    this.consumed = true
  }
}
