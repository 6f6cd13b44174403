import { type UndoOptions, undoChange } from '../../../workflows/undo.ts'
import type { Instances } from '../../instances/instances.ts'
import { Cancelled, trustedCommand } from '../../platform/commands.ts'
import { fail, tell } from '../../platform/messages.ts'
import type { Platform } from '../../platform/platform.ts'
import { createPorts } from '../../platform/ports.ts'
import { chooseWhere, onChosenPlace } from './where.ts'

/** Takes back what the guided jobs added to a policy: shown, confirmed, written and pushed. */
export function registerUndo(platform: Platform, instances: Instances): void {
  const undo =
    (change: UndoOptions['change']) =>
    async (started: unknown): Promise<void> => {
      const { status, message, notes } = await onChosenPlace(
        () => chooseWhere(platform, instances, { started, verb: 'Undo' }),
        ({ connection, root, target, file, asked }) =>
          undoChange({
            ports: createPorts(platform, asked ? 1 : 0),
            instance: connection?.instance,
            change,
            target,
            root,
            file,
          }),
      )
      if (status === 'cancelled') throw new Cancelled('cancelled')
      const failed = status === 'problem' || status === 'conflict' || status === 'refused'
      const said = [message, ...notes].join(' ')
      void (failed ? fail(platform, said) : tell(said))
    }
  platform.context.subscriptions.push(
    trustedCommand(platform, 'policywright.undoSecureApi', undo('secure')),
    trustedCommand(platform, 'policywright.undoAuthenticateBackEnd', undo('authenticate')),
  )
}
