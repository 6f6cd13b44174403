import { type InitializeResult, TextDocumentSyncKind } from 'vscode-languageserver/node'
import { FEATURE_CAPABILITIES } from './features.ts'

/** What the server says to `initialize`; the same for every client. The bundle holds it as data, so that nothing is loaded for it. */
export const initializeResult: InitializeResult = {
  serverInfo: { name: 'policywright' },
  capabilities: {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    ...FEATURE_CAPABILITIES,
    workspaceSymbolProvider: true,
    callHierarchyProvider: true,
    documentLinkProvider: {},
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  },
}
