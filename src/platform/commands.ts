import * as vscode from 'vscode'
import { fail } from './messages.ts'
import type { Platform } from './platform.ts'

/** The user pressed Escape or Cancel: not a fault, so nothing is shown. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled'
}

/** The title of a button, and the command that it runs. */
interface Remedy {
  readonly title: string
  readonly command: string
}

/** A fault that commands of the palette mend: its message offers them. */
export class FaultWithRemedies extends Error {
  override readonly name = 'FaultWithRemedies'
  readonly remedies: readonly Remedy[]
  constructor(message: string, remedies: readonly Remedy[]) {
    super(message)
    this.remedies = remedies
  }
}

const isCancelled = (error: unknown): boolean =>
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
      throw new FaultWithRemedies('This workspace is not trusted: trust it first, then run the command again.', [
        { title: 'Manage Workspace Trust', command: 'workbench.trust.manage' },
      ])
    return run(...args)
  })

/** Says what went wrong, and offers what mends it where that is known. Cancelled work is no fault, and says nothing. */
export async function showFault(platform: Platform, error: unknown): Promise<void> {
  if (isCancelled(error)) return
  const remedies = error instanceof FaultWithRemedies ? error.remedies : []
  const chosen = await fail(platform, error, ...remedies.map(({ title }) => title))
  const remedy = remedies.find(({ title }) => title === chosen)
  if (remedy !== undefined) await vscode.commands.executeCommand(remedy.command)
}
