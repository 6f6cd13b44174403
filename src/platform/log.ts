import * as vscode from 'vscode'
import { withoutSecretsIn } from './without-secrets.ts'

export type Log = vscode.LogOutputChannel

/** The extension's log; the language server has its own, shown by *APIM: Show Language Server Log*. */
export const createLog = (): Log => withoutSecretsIn(vscode.window.createOutputChannel('Policywright', { log: true }))
