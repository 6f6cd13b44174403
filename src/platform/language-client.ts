import * as vscode from 'vscode'
import {
  LanguageClient,
  type LanguageClientOptions,
  type ServerOptions,
  TransportKind,
} from 'vscode-languageclient/node'
import { policySelector } from './workspace.ts'

/**
 * The language client is a chunk of its own: its library takes longer to load than everything else of the extension, so
 * it is loaded after `activate` has returned (language.ts).
 */
export async function startClient(
  context: vscode.ExtensionContext,
  channel: vscode.LogOutputChannel,
): Promise<LanguageClient> {
  const module = vscode.Uri.joinPath(context.extensionUri, 'dist', 'server.cjs').fsPath
  const serverOptions: ServerOptions = {
    // MiB of each half of the young generation: the server's own limit (server/collector.ts), kept from the start.
    run: { module, transport: TransportKind.ipc, options: { execArgv: ['--max-semi-space-size=8'] } },
    debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--nolazy', '--inspect=127.0.0.1:6009'] } },
  }
  const clientOptions: LanguageClientOptions = {
    documentSelector: policySelector,
    outputChannel: channel,
    synchronize: { configurationSection: 'policywright' },
  }
  const client = new LanguageClient('policywright', 'Policywright Language Server', serverOptions, clientOptions)
  await client.start()
  return client
}
