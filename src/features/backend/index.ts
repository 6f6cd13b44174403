import * as vscode from 'vscode'
import { type AuthenticateOutcome, authenticateBackEnd } from '../../../workflows/authenticate.ts'
import { backEndPage } from '../../../workflows/back-end-page.ts'
import { proveBackEnd } from '../../../workflows/prove-back-end.ts'
import type { Instances } from '../../instances/instances.ts'
import type { Connection } from '../../instances/known-instance.ts'
import { connectionOf, isPolicyTarget } from '../../instances/target.ts'
import { Cancelled, showFault, trustedCommand } from '../../platform/commands.ts'
import { fail, tell, warn } from '../../platform/messages.ts'
import type { Platform } from '../../platform/platform.ts'
import { createPorts } from '../../platform/ports.ts'
import { artifactsFolder } from '../../platform/workspace.ts'

/** *Authenticate to Back End with Managed Identity*: asks, shows the change, writes and pushes it, and offers the proof. */
export function registerBackEnd(platform: Platform, instances: Instances): void {
  platform.context.subscriptions.push(
    trustedCommand(platform, 'policywright.authenticateBackEnd', async (started) => {
      const connection = await connectionOf(instances, started)
      const outcome = await authenticateBackEnd({
        ports: createPorts(platform),
        ...connection,
        root: artifactsFolder(),
        answers: { target: isPolicyTarget(started) ? started.policy : undefined },
      })
      if (outcome.status === 'cancelled' && outcome.changed.length === 0) throw new Cancelled('cancelled')
      for (const note of [...outcome.warnings, ...outcome.notes]) platform.log.info(note)
      if (outcome.file && outcome.status !== 'cancelled' && outcome.status !== 'problem') await open(outcome.file)
      void report(platform, outcome, connection)
    }),
  )
}

/** Where nothing had to be changed there may be no file. */
async function open(file: string): Promise<void> {
  const uri = vscode.Uri.file(file)
  const there = await vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  )
  if (there) await vscode.window.showTextDocument(uri, { preview: false })
}

/** Not awaited by the command: the offers may stand as long as the user likes. */
async function report(platform: Platform, outcome: AuthenticateOutcome, connection: Connection): Promise<void> {
  const { status, message, script, warnings } = outcome
  if (status === 'problem' || status === 'conflict' || status === 'refused' || status === 'interrupted') {
    void fail(platform, message)
    return
  }
  const prove = 'Prove It Now'
  const grant = 'Show Access Script'
  const offers = [...(status === 'cancelled' ? [] : [prove]), ...(script === undefined ? [] : [grant])]
  const show = warnings.length > 0 ? warn : tell
  const chosen = await show([message, ...warnings].join(' '), ...offers)
  if (chosen === grant && script !== undefined) {
    const document = await vscode.workspace.openTextDocument({ language: 'shellscript', content: script })
    await vscode.window.showTextDocument(document, { preview: false })
  }
  if (chosen === prove) await proof(platform, outcome, connection)
}

async function proof(
  platform: Platform,
  { target, backEnd }: AuthenticateOutcome,
  connection: Connection,
): Promise<void> {
  const ports = createPorts(platform)
  try {
    const found = await proveBackEnd({ ports, ...connection, target, backEndUrl: backEnd?.url })
    if (found === undefined) return
    const { name, message } = found.verdict
    if (name === 'proved') void tell(message)
    else void warn(`${message} ${found.remedy ?? ''}`)
    await ports.show({ kind: 'markdown', title: 'Back end', text: backEndPage(found) })
  } catch (error) {
    void showFault(platform, error)
  }
}
