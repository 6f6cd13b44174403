import { createConnection, TextDocumentSyncKind } from 'vscode-languageserver/node'

/** A language server that does nothing: the floor of Node, JSON and the transport, to measure ours beside. */
const connection = createConnection()
connection.onInitialize(() => ({
  capabilities: {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    completionProvider: {},
  },
}))
connection.onDidOpenTextDocument(({ textDocument: { uri, version } }) => {
  void connection.sendDiagnostics({ uri, version, diagnostics: [] })
})
connection.onDidChangeTextDocument(({ textDocument: { uri, version } }) => {
  void connection.sendDiagnostics({ uri, version, diagnostics: [] })
})
connection.onCompletion(() => [])
connection.listen()
