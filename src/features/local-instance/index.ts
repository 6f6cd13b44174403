import { existsSync } from 'node:fs'
import path from 'node:path'
import * as vscode from 'vscode'
import { findRunningLocalInstance } from '../../../emulator/local/state-file.ts'
import { trustedCommand } from '../../platform/commands.ts'
import { fail, tell } from '../../platform/messages.ts'
import type { Platform } from '../../platform/platform.ts'
import { withProgress } from '../../platform/progress.ts'
import { artifactsFolder } from '../../platform/workspace.ts'
import { type LocalProcess, startLocalProcess } from './process.ts'

/** *Start Local Instance* and *Stop Local Instance*. An instance that somebody else started is used, and left to them. */
export function registerLocalInstance(platform: Platform, changed: () => void): void {
  const { context, log } = platform
  let own: LocalProcess | undefined

  const running = (value: boolean): void => {
    void vscode.commands.executeCommand('setContext', 'policywright.localRunning', value)
    changed()
  }

  const start = async (): Promise<void> => {
    const other = await findRunningLocalInstance()
    if (other) {
      void tell(`The local instance already runs: its gateway is ${other.gatewayUrl}.`)
      return running(true)
    }
    const sample = sampleFolder(context)
    const process = await withProgress('Starting the local API Management instance', (signal) =>
      startLocalProcess({
        commandLine: context.asAbsolutePath('dist/cli.cjs'),
        sample,
        dataFolder: dataFolder(context),
        log: (line) => log.info(`local instance: ${line}`),
        signal,
      }),
    )
    own = process
    running(true)
    void process.ended.then((code) => {
      if (own !== process) return
      own = undefined
      running(false)
      if (code)
        void fail(platform, `The local instance ended by itself, with code ${code}. The log has its last words.`)
    })
    void tell(`The local instance runs with ${path.basename(sample)}: its gateway is ${process.endpoints.gatewayUrl}.`)
  }

  const stop = async (): Promise<void> => {
    if (own) {
      const process = own
      own = undefined
      await process.stop()
      running(false)
      void tell('The local instance is stopped.')
    } else if (await findRunningLocalInstance())
      throw new Error('The local instance was started elsewhere, in a terminal or another window: stop it there.')
    else void tell('The local instance is not running.')
  }

  context.subscriptions.push(
    trustedCommand(platform, 'policywright.startLocalInstance', start),
    trustedCommand(platform, 'policywright.stopLocalInstance', stop),
    { dispose: () => void own?.stop() },
  )
}

/** The workspace's own APIs when it has any in the APIOps layout, otherwise the Orders sample that ships with the extension. */
function sampleFolder(context: vscode.ExtensionContext): string {
  const open = vscode.workspace.workspaceFolders?.[0] ? artifactsFolder() : undefined
  return open && existsSync(path.join(open, 'apis')) ? open : context.asAbsolutePath('samples/orders')
}

function dataFolder(context: vscode.ExtensionContext): string | undefined {
  const persist = vscode.workspace.getConfiguration('policywright').get('localInstance.persist', false)
  return persist ? vscode.Uri.joinPath(context.globalStorageUri, 'local-instance').fsPath : undefined
}
