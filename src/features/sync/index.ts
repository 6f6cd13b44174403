import type { Instances } from '../../instances/instances.ts'
import { trustedCommand } from '../../platform/commands.ts'
import { createServiceFindings } from '../../platform/findings.ts'
import type { Platform } from '../../platform/platform.ts'
import { fetchAll } from './fetch-all.ts'
import { fetchOne } from './fetch-one.ts'
import { push } from './push.ts'

/** *Fetch Policy*, *Push Policy* and *Fetch All Policies*. */
export function registerSync(platform: Platform, instances: Instances): void {
  const findings = createServiceFindings(platform)
  platform.context.subscriptions.push(
    trustedCommand(platform, 'policywright.fetchPolicy', (target) => fetchOne({ platform, instances }, target)),
    trustedCommand(platform, 'policywright.pushPolicy', (target) => push({ platform, instances, findings }, target)),
    trustedCommand(platform, 'policywright.fetchAllPolicies', (target) => fetchAll({ platform, instances }, target)),
  )
}
