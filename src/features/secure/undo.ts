import * as vscode from 'vscode'
import { type UndoOptions, undoChange } from '../../../workflows/undo.ts'
import type { Instances } from '../../instances/instances.ts'
import { connectionOf, isPolicyTarget } from '../../instances/target.ts'
import { Cancelled, trustedCommand } from '../../platform/commands.ts'
import type { Platform } from '../../platform/platform.ts'
import { createPorts } from '../../platform/ports.ts'
import { artifactsFolder } from '../../platform/workspace.ts'

/** Takes back what the guided jobs added to a policy: shown, confirmed, written and pushed. */
export function registerUndo(platform: Platform, instances: Instances): void {
  const undo =
    (change: UndoOptions['change']) =>
    async (started: unknown): Promise<void> => {
      const { instance } = await connectionOf(instances, started)
      const target = isPolicyTarget(started) ? started.policy : undefined
      const ports = createPorts(platform)
      const { status, message, notes } = await undoChange({ ports, instance, change, target, root: artifactsFolder() })
      if (status === 'cancelled') throw new Cancelled('cancelled')
      const failed = status === 'problem' || status === 'conflict' || status === 'refused'
      const show = failed ? vscode.window.showErrorMessage : vscode.window.showInformationMessage
      void show([message, ...notes].join(' '))
    }
  platform.context.subscriptions.push(
    trustedCommand(platform, 'policywright.undoSecureApi', undo('secure')),
    trustedCommand(platform, 'policywright.undoAuthenticateBackEnd', undo('authenticate')),
  )
}
