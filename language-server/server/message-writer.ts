import type { Writable } from 'node:stream'
import { AbstractMessageWriter, type Message, type MessageWriter } from 'vscode-languageserver/node'

/**
 * Writes each message at once and in one piece. The library's own writer lets a turn of the event loop pass in front of each message, in which a
 * check may run that an answer then waits for, and writes what stands in front of a message by itself, which wakes the client twice.
 */
export class PromptMessageWriter extends AbstractMessageWriter implements MessageWriter {
  private readonly stream: Writable
  private failures = 0

  constructor(stream: Writable) {
    super()
    this.stream = stream
    stream.on('error', (error) => this.fireError(error))
    stream.on('close', () => this.fireClose())
  }

  write(message: Message): Promise<void> {
    return new Promise((resolve, reject) => {
      const text = JSON.stringify(message)
      const length = Buffer.byteLength(text)
      // Nearly every message is ASCII alone, which is written sooner when it is said to be.
      const encoding = length === text.length ? 'latin1' : 'utf8'
      this.stream.write(`Content-Length: ${length}\r\n\r\n${text}`, encoding, (error) => {
        if (!error) {
          resolve()
          return
        }
        this.failures++
        this.fireError(error, message, this.failures)
        reject(error)
      })
    })
  }

  end(): void {
    this.stream.end()
  }
}
