import { Console } from 'node:console'
import * as protocol from 'vscode-languageserver/node'
import { initializeResult } from './capabilities.ts'
import { tuneCollector } from './collector.ts'
import { PromptMessageWriter } from './message-writer.ts'

/** For what is behind the door, so that no process holds the library twice (`scripts/bundle.mjs`). */
export { protocol }

const TRANSPORTS = /^--(?:stdio|node-ipc|(?:socket|pipe)=.+)$/

/** Over standard input and output where that is asked for; the library reads the other transports from the command line itself. */
function connect(): protocol.Connection {
  if (!process.argv.includes('--stdio')) return protocol.createConnection()
  // Standard output is the editor's: what is logged there would break off the conversation.
  globalThis.console = new Console(process.stderr)
  // The library's type knows two streams or neither. With a stream to read from it ends the process when the editor is gone.
  const writer: protocol.MessageWriter = new PromptMessageWriter(process.stdout)
  return protocol.createConnection(process.stdin, writer as typeof writer & NodeJS.WritableStream)
}

/**
 * Answers `initialize` before anything of the language is loaded: when the client has read what the server can do, the rest comes
 * through its door, and what the client says meanwhile waits in the transport.
 */
function listen(): void {
  tuneCollector()
  const connection = connect()
  const load = async (params: protocol.InitializeParams): Promise<void> => {
    const { startLanguage } = await import('./language.ts')
    startLanguage(connection, params)
  }
  connection.onInitialize((params) => {
    // Not earlier: what is loaded would stand before the answer in the queue.
    connection.onInitialized(() => void load(params))
    return initializeResult
  })
  connection.listen()
}

if (process.argv.slice(2).some((argument) => TRANSPORTS.test(argument))) {
  listen()
} else {
  process.stderr.write('Say how the editor talks to the server: --stdio, --node-ipc, --socket=PORT or --pipe=NAME.\n')
  process.exitCode = 2
}
