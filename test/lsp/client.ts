import { PassThrough } from 'node:stream'
import {
  createConnection,
  createProtocolConnection,
  type Diagnostic,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  InitializedNotification,
  type InitializeParams,
  InitializeRequest,
  type InitializeResult,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node'
import { type ServerPorts, startServer } from '../../language-server/server/server.ts'

/** An editor as far as a test needs one. */
export interface TestClient {
  readonly connection: ProtocolConnection
  readonly initialized: InitializeResult
  open(uri: string, text: string): void
  /** Replaces the whole text. */
  change(uri: string, version: number, text: string): void
  close(uri: string): void
  /** The next diagnostics of a document that satisfy the condition, those that came before the call included. */
  diagnostics(uri: string, satisfy?: (found: PublishedDiagnostics) => boolean): Promise<PublishedDiagnostics>
  stop(): Promise<void>
}

interface PublishedDiagnostics {
  readonly uri: string
  readonly version?: number
  readonly diagnostics: readonly Diagnostic[]
}

export interface ClientSetup {
  readonly capabilities?: InitializeParams['capabilities']
  readonly folders?: readonly string[]
  readonly settings?: unknown
  /** Called before `initialize`, so that a test can answer the server's requests. */
  readonly prepare?: (connection: ProtocolConnection) => void
}

const EVERYDAY: InitializeParams['capabilities'] = {
  textDocument: { completion: { completionItem: { snippetSupport: true } } },
}

/** The server in this process, over two streams. */
export function startInProcess(setup: ClientSetup = {}, ports: ServerPorts = {}): Promise<TestClient> {
  const toServer = new PassThrough()
  const toClient = new PassThrough()
  const server = createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient))
  startServer(server, ports)
  // Without `exit`, which would end this process.
  return connect({ from: toClient, to: toServer, end: async () => server.dispose() }, setup)
}

export interface Wire {
  readonly from: NodeJS.ReadableStream
  readonly to: NodeJS.WritableStream
  /** After the answer to `shutdown`. */
  end(connection: ProtocolConnection): Promise<void>
}

export async function connect(
  wire: Wire,
  { capabilities, folders, settings, prepare }: ClientSetup = {},
): Promise<TestClient> {
  const connection = createProtocolConnection(new StreamMessageReader(wire.from), new StreamMessageWriter(wire.to))
  const received: PublishedDiagnostics[] = []
  const waiting = new Set<() => void>()
  connection.onNotification(PublishDiagnosticsNotification.type, (found) => {
    received.push(found)
    for (const look of [...waiting]) look()
  })
  prepare?.(connection)
  connection.listen()

  const initialized = await connection.sendRequest(InitializeRequest.type, {
    processId: null,
    rootUri: null,
    capabilities: capabilities ?? EVERYDAY,
    ...(folders && { workspaceFolders: folders.map((uri) => ({ uri, name: uri })) }),
    ...(settings !== undefined && { initializationOptions: { settings } }),
  })
  const tell = (sent: Promise<void>): void => void sent
  tell(connection.sendNotification(InitializedNotification.type, {}))

  return {
    connection,
    initialized,
    open: (uri, text) =>
      tell(
        connection.sendNotification(DidOpenTextDocumentNotification.type, {
          textDocument: { uri, languageId: 'apim-policy', version: 1, text },
        }),
      ),
    change: (uri, version, text) =>
      tell(
        connection.sendNotification(DidChangeTextDocumentNotification.type, {
          textDocument: { uri, version },
          contentChanges: [{ text }],
        }),
      ),
    close: (uri) => tell(connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } })),
    diagnostics: (uri, satisfy = () => true) =>
      new Promise((resolve) => {
        const look = (): void => {
          const at = received.findIndex((found) => found.uri === uri && satisfy(found))
          const [found] = at < 0 ? [] : received.splice(at, 1)
          if (found === undefined) return
          waiting.delete(look)
          resolve(found)
        }
        waiting.add(look)
        look()
      }),
    async stop() {
      await connection.sendRequest(ShutdownRequest.type)
      await wire.end(connection)
      connection.dispose()
    },
  }
}
