import * as vscode from 'vscode'
import { callOperation } from '../../../workflows/call.ts'
import type { Instances } from '../../instances/instances.ts'
import { connectionOf, isPolicyTarget, type PolicyTarget } from '../../instances/target.ts'
import { Cancelled, trustedCommand } from '../../platform/commands.ts'
import type { Platform } from '../../platform/platform.ts'
import { createPorts } from '../../platform/ports.ts'
import { activePolicyRef } from './active-policy.ts'
import { showReport } from './report-page.ts'

/** *Call Protected Operation*: without a token and with the developer's, both exchanges side by side, and what they prove. */
export function registerCall(platform: Platform, instances: Instances): void {
  platform.context.subscriptions.push(
    trustedCommand(platform, 'policywright.callOperation', async (target) => {
      const { instance, credential, routes } = await connectionOf(instances, target)
      const ref = isPolicyTarget(target) && target.policy ? target.policy : activePolicyRef()
      const report = await callOperation({ ports: createPorts(platform), instance, credential, routes, ...idsOf(ref) })
      if (!report) throw new Cancelled('cancelled')
      showReport(report)
      const { message, name } = report.verdict
      if (name === 'protected') void vscode.window.showInformationMessage(message)
      else void vscode.window.showWarningMessage(message)
    }),
  )
}

/** What is known of the operation already need not be asked for. */
function idsOf(ref: PolicyTarget['policy']): { readonly api?: string; readonly operation?: string } {
  if (ref?.kind === 'api') return { api: ref.api }
  return ref?.kind === 'operation' ? { api: ref.api, operation: ref.operation } : {}
}
