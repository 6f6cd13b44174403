import type * as vscode from 'vscode'
import type { CheckDocument } from '../../workflows/ports.ts'
import { createLog, type Log } from './log.ts'
import { createVirtualDocuments, type VirtualDocuments } from './virtual-documents.ts'

/** What every feature is given: the extension's context, the one log, and the documents that live in this window only. */
export interface Platform {
  readonly context: vscode.ExtensionContext
  readonly log: Log
  readonly documents: VirtualDocuments
  /** For guided jobs, which look for what the service would refuse before they write anything. */
  readonly check?: CheckDocument
}

export function createPlatform(context: vscode.ExtensionContext): Platform {
  const log = createLog()
  context.subscriptions.push(log)
  return { context, log, documents: createVirtualDocuments(context) }
}
