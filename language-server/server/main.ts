import { createConnection } from 'vscode-languageserver/node'
import { rehearse } from '../core/service.ts'
import { startServer } from './server.ts'

const TRANSPORTS = /^--(?:stdio|node-ipc|(?:socket|pipe)=.+)$/

if (process.argv.slice(2).some((argument) => TRANSPORTS.test(argument))) {
  startServer(createConnection(), { rehearsal: rehearse() })
} else {
  process.stderr.write('Say how the editor talks to the server: --stdio, --node-ipc, --socket=PORT or --pipe=NAME.\n')
  process.exitCode = 2
}
