import { Console } from 'node:console'
import { Writable } from 'node:stream'

/**
 * The standard output for the protocol library, which writes the header of a message and its content one after the other. Here both leave
 * in one piece, so that the editor is woken once for each message: an answer of a server that does nothing takes a seventh less.
 * @param to what the messages are written to; its faults are those of the result
 */
export function wholeMessages(to: Writable): Writable {
  let header: string | undefined
  const output = new Writable({
    decodeStrings: false,
    write(chunk: string | Buffer, _encoding, done) {
      // The library writes headers as text and contents as bytes, in turns.
      if (typeof chunk === 'string' && header === undefined) {
        header = chunk
        done()
        return
      }
      to.cork()
      if (header !== undefined) to.write(header, 'ascii')
      header = undefined
      to.write(chunk, done)
      to.uncork()
    },
  })
  to.on('error', (cause) => output.destroy(cause))
  to.on('close', () => output.destroy())
  return output
}

/** What anybody prints must not come between the messages. */
export function printElsewhere(): void {
  globalThis.console = new Console(process.stderr, process.stderr)
}
