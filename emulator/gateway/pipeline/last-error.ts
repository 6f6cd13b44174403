import type { LastErrorModel } from '../../../language-server/core/expression/context-model.ts'
import type { FaultDetails } from './fault.ts'
import type { Step } from './step.ts'

/** https://learn.microsoft.com/azure/api-management/api-management-error-handling-policies */
export function lastErrorOf(details: FaultDetails, step: Step | undefined): LastErrorModel {
  const place = step?.place
  const path = place && (details.path === undefined ? place.path : `${place.path}/${details.path}`)
  return {
    source: details.source ?? step?.policy ?? 'configuration',
    reason: details.reason,
    message: details.message,
    ...(place ? { scope: place.scope, section: place.section } : {}),
    ...(path === undefined ? {} : { path }),
    ...(place?.policyId === undefined ? {} : { policyId: place.policyId }),
  }
}
