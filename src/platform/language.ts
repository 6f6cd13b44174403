import * as vscode from 'vscode'
import { fail } from './messages.ts'
import type { Platform } from './platform.ts'
import { withoutSecretsIn } from './without-secrets.ts'

/** What features need of the language client; the library itself stays behind `language-client.ts`. */
export interface LanguageConnection {
  request<R>(method: string, params: unknown): Promise<R>
  notify(method: string, params: unknown): Promise<void>
  onNotification<P>(method: string, handle: (params: P) => void): vscode.Disposable
}

export interface Language {
  /** Starts the server when it is not running yet. Rejects when it cannot start. */
  connection(): Promise<LanguageConnection>
  readonly channel: vscode.LogOutputChannel
}

/** The one language server of the window. Nothing is loaded before the first call of `connection`. */
export function createLanguage(platform: Platform): Language {
  const { context } = platform
  const channel = withoutSecretsIn(vscode.window.createOutputChannel('Policywright Language Server', { log: true }))
  context.subscriptions.push(channel)
  let started: Promise<LanguageConnection> | undefined

  const start = async (): Promise<LanguageConnection> => {
    const { startClient } = await import('./language-client.ts')
    const client = await startClient(context, channel)
    context.subscriptions.push({ dispose: () => void client.dispose() })
    return {
      request: (method, params) => client.sendRequest(method, params),
      notify: (method, params) => client.sendNotification(method, params),
      onNotification: (method, handle) => client.onNotification(method, handle),
    }
  }

  return {
    channel,
    connection() {
      started ??= start().catch((error: unknown) => {
        started = undefined
        void fail(
          platform,
          `The policy language server did not start, so policies are edited without help: ${error instanceof Error ? error.message : String(error)}`,
        )
        throw error
      })
      return started
    },
  }
}
