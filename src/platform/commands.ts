import * as vscode from 'vscode'
import type { Platform } from './platform.ts'
import { withoutSecrets } from './without-secrets.ts'

/** The user pressed Escape or Cancel: not a fault, so nothing is shown. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled'
}

export const isCancelled = (error: unknown): boolean =>
  error instanceof Cancelled ||
  error instanceof vscode.CancellationError ||
  (error instanceof Error && (error.name === 'AbortError' || error.name === 'Cancelled'))

/**
 * Registers a command whose faults speak: one message with the reason, the details in the log, nothing swallowed.
 * @param run receives what VS Code passes: a tree item, a URI, or nothing from the palette.
 */
export function command(
  platform: Platform,
  id: string,
  run: (...args: unknown[]) => Promise<unknown>,
): vscode.Disposable {
  return vscode.commands.registerCommand(id, async (...args: unknown[]) => {
    try {
      return await run(...args)
    } catch (error) {
      if (isCancelled(error)) return undefined
      void showFault(platform, error)
      return undefined
    }
  })
}

/**
 * A command that talks to an instance, starts a process or writes files: it refuses to run in a workspace that is not trusted,
 * however it was called. The manifest hides it there too.
 */
export const trustedCommand = (
  platform: Platform,
  id: string,
  run: (...args: unknown[]) => Promise<unknown>,
): vscode.Disposable =>
  command(platform, id, async (...args) => {
    if (!vscode.workspace.isTrusted)
      throw new Error('This workspace is not trusted: trust it first (Workspaces: Manage Workspace Trust).')
    return run(...args)
  })

async function showFault({ log }: Platform, error: unknown): Promise<void> {
  const message = withoutSecrets(error instanceof Error ? error.message : String(error))
  log.error(error instanceof Error ? (error.stack ?? error.message) : String(error))
  if ((await vscode.window.showErrorMessage(message, 'Show Log')) === 'Show Log') log.show()
}
