import type { Connection, InitializeParams } from 'vscode-languageserver/node'
import { rehearse } from '../core/service.ts'
import { startServer } from './server.ts'

/** Starts all of the server behind a connection on which `initialize` has been answered. */
export const startLanguage = (connection: Connection, initialize: InitializeParams): void =>
  startServer(connection, { initialize, rehearsal: rehearse() })
