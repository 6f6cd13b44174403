import { type Connection, type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver/node'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { REFUSALS_REQUEST, type RefusalsParams, type ServerSettings } from '../protocol.ts'
import type { Documents } from './documents.ts'
import { guard, type Log } from './guard.ts'
import { DEFAULT_SETTINGS } from './settings.ts'
import type { Templates } from './templates.ts'

interface RefusalsHost {
  readonly connection: Connection
  readonly documents: Documents
  readonly templates: Templates
  readonly log: Log
  settings(uri: string): Promise<ServerSettings>
}

/** Says what the service would refuse of a text that is about to be written into a file; the file itself may be open or not. */
export function registerRefusals({ connection, documents, templates, log, settings }: RefusalsHost): void {
  connection.onRequest(REFUSALS_REQUEST, async ({ uri, text }: RefusalsParams) => {
    // Nobody asks again when the library is there.
    await templates.ready(text)
    // What is configured never hides a refusal, and never makes one.
    const configured = { ...(await settings(uri)), rules: DEFAULT_SETTINGS.rules }
    return guard('Refusals', log, (): readonly Diagnostic[] =>
      documents.imagine(TextDocument.create(uri, 'apim-policy', 0, text), configured, (imagined) =>
        imagined.diagnostics().filter(({ severity }) => severity === DiagnosticSeverity.Error),
      ),
    )
  })
}
