import { Console } from 'node:console'
import type { Readable, Writable } from 'node:stream'
import * as protocol from 'vscode-languageserver/node'

const HEADER_END = '\r\n\r\n'

/**
 * Reads messages as soon as they are whole. The protocol library's own reader takes a turn of the event loop and several promises for each,
 * and its writer as many again: an answer of a server that does nothing takes a quarter less without them.
 * https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/#baseProtocol
 */
class StreamReader extends protocol.AbstractMessageReader implements protocol.MessageReader {
  private readonly from: Readable
  private readonly look: (message: protocol.Message) => void
  private chunks: Buffer[] = []
  private size = 0
  /** Bytes that must be there before a message can be whole. */
  private wanted = 0

  constructor(from: Readable, look: (message: protocol.Message) => void) {
    super()
    this.from = from
    this.look = look
  }

  listen(callback: protocol.DataCallback): protocol.Disposable {
    const take = (chunk: Buffer): void => this.take(chunk, callback)
    this.from.on('data', take)
    this.from.on('error', (cause) => this.fireError(cause))
    this.from.on('close', () => this.fireClose())
    return { dispose: () => this.from.off('data', take) }
  }

  private take(chunk: Buffer, callback: protocol.DataCallback): void {
    this.chunks.push(chunk)
    this.size += chunk.length
    if (this.size < this.wanted) return
    let rest = this.chunks.length === 1 ? chunk : Buffer.concat(this.chunks)
    this.wanted = 0
    for (let end = rest.indexOf(HEADER_END); end >= 0; end = rest.indexOf(HEADER_END)) {
      const start = end + HEADER_END.length
      const header = rest.toString('latin1', 0, end)
      const length = Number(/^content-length:[ \t]*(\d+)[ \t]*$/im.exec(header)?.[1])
      if (Number.isNaN(length)) {
        this.fireError(new Error(`A message needs a Content-Length. Its header was:\n${header}`))
        rest = rest.subarray(start)
        continue
      }
      if (rest.length < start + length) {
        this.wanted = start + length
        break
      }
      const content = rest.toString('utf8', start, start + length)
      rest = rest.subarray(start + length)
      this.read(content, callback)
    }
    this.chunks = rest.length === 0 ? [] : [rest]
    this.size = rest.length
  }

  private read(content: string, callback: protocol.DataCallback): void {
    let message: protocol.Message
    try {
      message = JSON.parse(content)
    } catch (cause) {
      this.fireError(cause)
      return
    }
    this.look(message)
    callback(message)
  }
}

/** Lets each message leave at once and in one piece, so that the editor is woken once. */
class StreamWriter extends protocol.AbstractMessageWriter implements protocol.MessageWriter {
  private readonly to: Writable
  private faults = 0

  constructor(to: Writable) {
    super()
    this.to = to
    to.on('error', (cause) => this.fireError(cause))
    to.on('close', () => this.fireClose())
  }

  write(message: protocol.Message): Promise<void> {
    return new Promise((resolve, reject) => {
      const content = JSON.stringify(message)
      this.to.write(`Content-Length: ${Buffer.byteLength(content)}${HEADER_END}${content}`, (cause) => {
        if (!cause) {
          resolve()
          return
        }
        this.faults += 1
        this.fireError(cause, message, this.faults)
        reject(cause)
      })
    })
  }

  end(): void {
    this.to.end()
  }
}

/** @param look is shown each message before it is handled */
export const readerOf = (
  from: Readable,
  look: (message: protocol.Message) => void = () => {},
): protocol.MessageReader => new StreamReader(from, look)
export const writerTo = (to: Writable): protocol.MessageWriter => new StreamWriter(to)

/** The connection to an editor that started this process; it ends with the editor. */
export function connectOverStdio(): protocol.Connection {
  // What anybody prints must not come between the messages.
  globalThis.console = new Console(process.stderr, process.stderr)
  let isShutDown = false
  const reader = readerOf(process.stdin, (message) => {
    if (protocol.Message.isRequest(message) && message.method === 'shutdown') isShutDown = true
  })
  // Without an `exit` the editor is gone: https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/#exit
  for (const event of ['end', 'close']) process.stdin.on(event, () => process.exit(isShutDown ? 0 : 1))
  return protocol.createConnection(reader, writerTo(process.stdout))
}
