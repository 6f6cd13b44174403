import * as vscode from 'vscode'
import type { PolicyRef } from '../../../azure/apim-port.ts'
import { clouds } from '../../../azure/clouds.ts'
import { identityCredential } from '../../../emulator/local/identity-credential.ts'
import { callers } from '../../../emulator/local/names.ts'
import { type CallOptions, callOperation, type MadeCall, type OtherCaller } from '../../../workflows/call.ts'
import type { Instances } from '../../instances/instances.ts'
import type { Connection, KnownInstance } from '../../instances/known-instance.ts'
import { connectionOf, isPolicyTarget, type PolicyTarget } from '../../instances/target.ts'
import { Cancelled, trustedCommand } from '../../platform/commands.ts'
import { tell, warn } from '../../platform/messages.ts'
import type { Platform } from '../../platform/platform.ts'
import { createPorts } from '../../platform/ports.ts'
import { activePolicyRef } from './active-policy.ts'
import { editBody } from './body-editor.ts'
import { createCallFindings } from './call-findings.ts'
import { registerCallLens } from './call-lens.ts'
import { copyToken, exportCall, type LastCall, repairPolicy, showPolicy } from './last-call.ts'
import { policyDocument } from './policy-file.ts'
import { createReportPage } from './report-page.ts'
import { createSecretKeys } from './secret-keys.ts'

/** *Call Protected Operation*: without a token and with the developer's, both exchanges side by side, and what they prove. */
export function registerCall(platform: Platform, instances: Instances): void {
  const keys = createSecretKeys(platform.context)
  const findings = createCallFindings(platform)
  let last: LastCall | undefined
  // The token lives as long as the page does, and in memory only.
  const page = createReportPage(() => {
    last = undefined
    findings.clear()
    void vscode.commands.executeCommand('setContext', 'policywright.hasCall', false)
  })

  const run = async (connection: Connection, options: Partial<CallOptions>): Promise<void> => {
    const { instance, credential, routes } = connection
    const made: MadeCall[] = []
    const report = await callOperation({
      ports: createPorts(platform),
      instance,
      credential,
      routes,
      keys,
      editBody,
      asks: 'questions',
      otherCallers: otherCallers(connection),
      gatewayUrl: vscode.workspace.getConfiguration('policywright').get('call.gatewayUrl', '') || undefined,
      made: (call) => made.push(call),
      ...options,
    })
    if (!report) throw new Cancelled('cancelled')
    last = { report, made: made[0], connection }
    void vscode.commands.executeCommand('setContext', 'policywright.hasCall', true)
    page.show(report)
    findings.clear()
    const at = report.explanation?.repair?.ref ?? report.explanation?.policy?.ref
    const document = at && report.verdict.name === 'token-refused' ? await policyDocument(at) : undefined
    if (document && report.explanation) findings.show(document, report.explanation)
    const { message, name } = report.verdict
    if (name === 'protected') void tell(message)
    else if (name === 'not-protected') void offerToSecure(message, { api: report.api, instance: connection.known })
    else void warn(message)
  }

  const lastCall = (): LastCall => {
    if (!last) throw new Error('There is no call yet: run "APIM: Call Protected Operation" first.')
    return last
  }
  const again = async (options: Partial<CallOptions> = {}): Promise<void> => {
    const { connection, made } = lastCall()
    const { api, operation, parameters, body, gatewayUrl, caller } = made ?? {}
    const same = parameters === undefined ? {} : { api, operation, parameters, body, gatewayUrl, caller }
    // Everything was asked for the first time; what changes is only what the instance does.
    await run(connection, { ...same, asks: 'what is missing', ...options })
  }

  registerCallLens(platform)
  platform.context.subscriptions.push(
    trustedCommand(platform, 'policywright.callOperation', async (target) => {
      const connection = await connectionOf(instances, target)
      const ref = isPolicyTarget(target) && target.policy ? target.policy : activePolicyRef()
      await run(connection, idsOf(ref))
    }),
    trustedCommand(platform, 'policywright.repeatCall', () => again()),
    trustedCommand(platform, 'policywright.traceCall', () => again({ trace: 'wanted' })),
    trustedCommand(platform, 'policywright.copyCallToken', () => copyToken(lastCall())),
    trustedCommand(platform, 'policywright.exportCall', () => exportCall(lastCall())),
    trustedCommand(platform, 'policywright.repairCalledPolicy', () => repairPolicy(lastCall())),
    trustedCommand(platform, 'policywright.showCalledPolicy', (place) =>
      showPolicy(platform, lastCall(), isPlace(place) ? place : undefined),
    ),
    trustedCommand(platform, 'policywright.forgetSubscriptionKeys', async () => {
      const count = await keys.forget()
      void tell(
        count === 0
          ? 'No subscription key was kept.'
          : `${count} kept subscription ${count === 1 ? 'key is' : 'keys are'} forgotten.`,
      )
    }),
  )
}

/** Not awaited by the command: the offer may stand as long as the user likes. */
async function offerToSecure(
  message: string,
  where: { readonly api: string; readonly instance: KnownInstance },
): Promise<void> {
  const secure = 'Secure This API'
  if ((await warn(message, secure)) !== secure) return
  const target: PolicyTarget = { policy: { kind: 'api', api: where.api }, instance: where.instance }
  void vscode.commands.executeCommand('policywright.secureApi', target)
}

/** Only the local issuer gives tokens of others. */
function otherCallers({ routes }: Connection): readonly OtherCaller[] {
  const issuer = routes?.[new URL(clouds.local.authority).host]
  return issuer === undefined ? [] : callers.map(({ name }) => ({ name, credential: identityCredential(issuer, name) }))
}

/** What is known of the operation already need not be asked for. */
function idsOf(ref: PolicyTarget['policy']): { readonly api?: string; readonly operation?: string } {
  if (ref?.kind === 'api') return { api: ref.api }
  return ref?.kind === 'operation' ? { api: ref.api, operation: ref.operation } : {}
}

const isPlace = (value: unknown): value is { readonly ref: PolicyRef; readonly line: number } =>
  typeof value === 'object' && value !== null && 'ref' in value && 'line' in value
