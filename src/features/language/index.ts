import * as vscode from 'vscode'
import { command } from '../../platform/commands.ts'
import type { Language } from '../../platform/language.ts'
import type { Platform } from '../../platform/platform.ts'
import { isPolicyDocument } from '../../platform/workspace.ts'
import { autoClose } from './auto-close.ts'

/** Starts the language server with the first policy document, not before, and never while `activate` waits. */
export function registerLanguage(platform: Platform, language: Language): void {
  const startFor = (document: vscode.TextDocument): void => {
    // A failed start has been shown already; the next document tries again.
    if (isPolicyDocument(document)) void language.connection().catch(() => undefined)
  }
  setImmediate(() => vscode.workspace.textDocuments.forEach(startFor))
  platform.context.subscriptions.push(
    vscode.workspace.onDidOpenTextDocument(startFor),
    autoClose(language),
    command(platform, 'policywright.showServerLog', async () => language.channel.show()),
  )
}
