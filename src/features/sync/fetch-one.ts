import * as vscode from 'vscode'
import type { PolicyRef } from '../../../azure/apim-port.ts'
import { fetchPolicy } from '../../../workflows/fetch.ts'
import type { Instances } from '../../instances/instances.ts'
import { connectionOf, isPolicyTarget } from '../../instances/target.ts'
import { Cancelled } from '../../platform/commands.ts'
import { tell } from '../../platform/messages.ts'
import type { Platform } from '../../platform/platform.ts'
import { createPorts } from '../../platform/ports.ts'
import { artifactsFolder } from '../../platform/workspace.ts'
import { choosePolicy } from './choose-policy.ts'

interface Context {
  readonly platform: Platform
  readonly instances: Instances
}

/** *Fetch Policy*: from a row of the explorer, or by asking which policy; opens the file. */
export async function fetchOne({ platform, instances }: Context, target: unknown): Promise<void> {
  const ports = createPorts(platform)
  const root = artifactsFolder()
  const { instance } = await connectionOf(instances, target)
  const ref: PolicyRef | undefined =
    isPolicyTarget(target) && target.policy ? target.policy : await choosePolicy(ports, instance)
  if (!ref) throw new Cancelled('cancelled')
  const { status, file, message } = await fetchPolicy({ ports, instance, ref, root })
  void tell(message)
  if (status !== 'absent') await vscode.window.showTextDocument(vscode.Uri.file(file), { preview: false })
}
