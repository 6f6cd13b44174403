import * as vscode from 'vscode'
import { fitsOneLine, withShortPaths } from './message-text.ts'
import type { Platform } from './platform.ts'
import { withoutSecrets } from './without-secrets.ts'

/**
 * What the extension says. VS Code cuts a message without a button to one line, and shows all of one that has a button; so a long one
 * always has one.
 * @returns the title of the button that was pressed; undefined when none was, or when the message needed no answer
 */
export const tell = (message: string, ...offers: readonly string[]): Promise<string | undefined> =>
  shown(vscode.window.showInformationMessage, message, offers)

/** What went well, and is not what the user hoped for. */
export const warn = (message: string, ...offers: readonly string[]): Promise<string | undefined> =>
  shown(vscode.window.showWarningMessage, message, offers)

/** What did not go: said, and kept in the log with its stack where it is an error. */
export async function fail(
  { log }: Platform,
  fault: unknown,
  ...offers: readonly string[]
): Promise<string | undefined> {
  const isError = fault instanceof Error
  log.error(isError ? (fault.stack ?? fault.message) : String(fault))
  const message = isError ? fault.message : String(fault)
  const showLog = 'Show Log'
  const chosen = await shown(vscode.window.showErrorMessage, message, offers.length === 0 ? [showLog] : offers)
  if (chosen !== showLog) return chosen
  log.show()
  return undefined
}

type Show = (message: string, ...offers: string[]) => Thenable<string | undefined>

async function shown(show: Show, message: string, offers: readonly string[]): Promise<string | undefined> {
  const folders = (vscode.workspace.workspaceFolders ?? []).map(({ name, uri: { fsPath } }) => ({ name, fsPath }))
  const text = withoutSecrets(withShortPaths(message, folders))
  const read = 'OK'
  const chosen = await show(text, ...(offers.length === 0 && !fitsOneLine(text) ? [read] : offers))
  return chosen === read ? undefined : chosen
}
