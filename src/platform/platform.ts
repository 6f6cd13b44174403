import type * as vscode from 'vscode'
import type { Log } from './log.ts'

/** What every feature is given: the extension's context and the one log. Features reach everything else by importing it. */
export interface Platform {
  readonly context: vscode.ExtensionContext
  readonly log: Log
}
