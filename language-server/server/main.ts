import * as protocol from 'vscode-languageserver/node'
import { initializeResult } from './capabilities.ts'
import { tuneCollector } from './collector.ts'

/** For what is behind the door, so that no process holds the library twice (`scripts/bundle.mjs`). */
export { protocol }

const TRANSPORTS = /^--(?:stdio|node-ipc|(?:socket|pipe)=.+)$/

/**
 * Answers `initialize` before anything of the language is loaded: when the client has read what the server can do, the rest comes
 * through its door, and what the client says meanwhile waits in the transport.
 */
function listen(): void {
  tuneCollector()
  const connection = protocol.createConnection()
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
