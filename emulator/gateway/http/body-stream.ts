import { fault } from '../pipeline/fault.ts'
import type { BodyStream } from '../pipeline/message-body.ts'

/** What takes a body's chunks; false from `write` asks for a pause. */
export interface BodySink {
  write(chunk: Uint8Array): boolean
  /** Everything that is left comes with it, so that a small body needs one write. */
  end(last: Uint8Array | undefined): void
  fail(error: Error): void
}

/**
 * The body of a response of the back end: chunks are kept until somebody takes them. Small ones have arrived whole by the
 * time the policies have run, and then they go out in one piece.
 */
export class BackEndBody implements BodyStream {
  private chunks: Uint8Array[] = []
  private size = 0
  private ended = false
  private failure: Error | undefined
  private sink: BodySink | undefined
  private discarded = false
  private readonly control: { pause(): void; resume(): void; abort(reason: Error): void }

  constructor(control: { pause(): void; resume(): void; abort(reason: Error): void }) {
    this.control = control
  }

  push(chunk: Uint8Array): void {
    if (this.discarded) return
    if (this.sink) {
      if (!this.sink.write(chunk)) this.control.pause()
      return
    }
    this.chunks.push(chunk)
    this.size += chunk.length
    if (this.size > pauseAt) this.control.pause()
  }

  finish(): void {
    this.ended = true
    this.sink?.end(undefined)
  }

  fail(error: Error): void {
    this.failure = error
    this.sink?.fail(error)
  }

  /** The whole body, when it has arrived and is not larger than `limit` bytes. */
  takeWhole(limit: number): Uint8Array | undefined {
    if (!this.ended || this.size > limit) return undefined
    const [only] = this.chunks
    return this.chunks.length === 1 && only ? only : Buffer.concat(this.chunks)
  }

  get isComplete(): boolean {
    return this.ended
  }

  /** Hands everything over to `sink`, now and as it comes. */
  pipe(sink: BodySink): void {
    const { chunks } = this
    this.chunks = []
    if (this.failure) {
      sink.fail(this.failure)
      return
    }
    if (this.ended) {
      const last = chunks.pop()
      for (const chunk of chunks) sink.write(chunk)
      sink.end(last)
      return
    }
    this.sink = sink
    let goesOn = true
    for (const chunk of chunks) goesOn = sink.write(chunk)
    if (goesOn) this.control.resume()
    else this.control.pause()
  }

  resume(): void {
    this.control.resume()
  }

  readAll(limit: number): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      const chunks: Uint8Array[] = []
      let size = 0
      const add = (chunk: Uint8Array): void => {
        size += chunk.length
        if (size <= limit) {
          chunks.push(chunk)
          return
        }
        const error = tooLarge('response', limit)
        reject(error)
        this.control.abort(error)
      }
      this.pipe({
        write(chunk) {
          add(chunk)
          return true
        },
        end(last) {
          if (last) add(last)
          resolve(Buffer.concat(chunks))
        },
        fail: reject,
      })
    })
  }

  discard(): void {
    if (this.ended || this.failure || this.discarded) return
    this.discarded = true
    this.control.abort(new Error('The response is not needed.'))
  }
}

/** Bytes that wait in memory for the policies of `outbound`; more than that waits in the socket. */
const pauseAt = 64 * 1024

export const tooLarge = (message: 'request' | 'response', limit: number) =>
  fault({
    reason: 'BodyTooLarge',
    status: message === 'request' ? 413 : 500,
    message: `The body of the ${message} is larger than ${limit} bytes, and a policy needs it in memory.`,
    answer: `The body of the ${message} is larger than the ${limit} bytes that the local gateway keeps in memory for policies.`,
  })
