import * as vscode from 'vscode'

export type Log = vscode.LogOutputChannel

const SECRET =
  /(Bearer\s+)[\w-]+(?:\.[\w-]+)+|\beyJ[\w-]+\.[\w-]+\.[\w-]*|((?:subscription-key|client_secret|sig)=)[^&\s"]+/gi

/** Tokens and keys never reach a log: whatever looks like one is cut out. */
export const withoutSecrets = (text: string): string =>
  text.replace(SECRET, (_all, scheme?: string, parameter?: string) => `${scheme ?? parameter ?? ''}[redacted]`)

/** The extension's log; the language server has its own, shown by *APIM: Show Language Server Log*. */
export const createLog = (): Log => vscode.window.createOutputChannel('Policywright', { log: true })
