import * as vscode from 'vscode'
import { type SecureOutcome, secureApi } from '../../../workflows/secure.ts'
import type { Instances } from '../../instances/instances.ts'
import type { KnownInstance } from '../../instances/known-instance.ts'
import { connectionOf, isPolicyTarget } from '../../instances/target.ts'
import { Cancelled, trustedCommand } from '../../platform/commands.ts'
import { fail, tell } from '../../platform/messages.ts'
import type { Platform } from '../../platform/platform.ts'
import { createPorts } from '../../platform/ports.ts'
import { type CallerTarget, showCallerSettings } from './caller-settings.ts'
import { registerUndo } from './undo.ts'
import { chooseWhere, onChosenPlace } from './where.ts'

/** *Secure API with Managed Identity*: asks, shows the change, writes and pushes it, and offers the proof. */
export function registerSecure(platform: Platform, instances: Instances): void {
  registerUndo(platform, instances)
  platform.context.subscriptions.push(
    trustedCommand(platform, 'policywright.secureApi', async (started) => {
      const { outcome, known } = await onChosenPlace(
        () => chooseWhere(platform, instances, { started, verb: 'Secure' }),
        async ({ connection, cloud, root, target, file, asked }) => ({
          known: connection?.known,
          outcome: await secureApi({
            ports: createPorts(platform, asked ? 1 : 0),
            instance: connection?.instance,
            azure: connection?.azure,
            cloud,
            credential: connection?.credential,
            root,
            file,
            tenantId: vscode.workspace.getConfiguration('policywright').get('tenant', '') || undefined,
            answers: { target },
          }),
        }),
      )
      if (outcome.status === 'cancelled') throw new Cancelled('cancelled')
      for (const note of [...outcome.warnings, ...outcome.notes]) platform.log.info(note)
      if (outcome.file) await vscode.window.showTextDocument(vscode.Uri.file(outcome.file), { preview: false })
      report(platform, outcome, known)
    }),
    trustedCommand(platform, 'policywright.callerSettings', async (started) => {
      const connection = await connectionOf(instances, started)
      await showCallerSettings(platform, connection, isPolicyTarget(started) ? started : {})
    }),
  )
}

function report(
  platform: Platform,
  { status, message, target, callers }: SecureOutcome,
  instance: KnownInstance | undefined,
): void {
  if (status === 'interrupted') {
    const goOn = 'Go On'
    void fail(platform, message, goOn).then((chosen) => {
      if (chosen === goOn && instance) void runOn('policywright.secureApi', { policy: target, instance })
    })
    return
  }
  if (status === 'problem' || status === 'conflict' || status === 'refused') {
    void fail(platform, message)
    return
  }
  if (instance === undefined) {
    void tell(message)
    return
  }
  const prove = 'Call It Now'
  // Not awaited by the command: the offer may stand as long as the user likes.
  const settings = 'Settings for the Caller…'
  void tell(message, prove, settings).then((chosen) => {
    if (chosen === prove) void runOn('policywright.callOperation', { policy: target, instance })
    if (chosen === settings)
      void runOn('policywright.callerSettings', {
        policy: target,
        instance,
        caller: callers.find(({ identity }) => identity),
      })
  })
}

const runOn = (command: string, target: CallerTarget & { readonly instance: KnownInstance }): Thenable<unknown> =>
  vscode.commands.executeCommand(command, target)
