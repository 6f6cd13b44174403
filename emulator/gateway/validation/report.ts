import type { Section } from '../../../language-server/core/catalog/policy.ts'
import { readJson } from '../../../language-server/core/expression/clr/json-read.ts'
import type { Exchange } from '../pipeline/exchange.ts'
import { fault } from '../pipeline/fault.ts'

/** One thing that is not as the API's definition says. */
export interface Finding {
  readonly name: string
  readonly type:
    | 'RequestBody'
    | 'ResponseBody'
    | 'PathParameter'
    | 'QueryParameter'
    | 'RequestHeader'
    | 'ResponseHeader'
    | 'StatusCode'
  readonly rule: 'Unspecified' | 'IncorrectMessage' | 'SizeLimit'
  readonly details: string
  /** What the caller of a request that is refused sees; `details` when absent. */
  readonly answer?: string
  readonly action: string
}

const ofResponse = 'The request could not be processed due to an internal error. Contact the API owner.'

/**
 * Keeps what validation policies found in their variable and in the trace, and stops the request when one finding is to be prevented.
 * https://learn.microsoft.com/azure/api-management/validate-parameters-policy#validation-errors
 * @throws PolicyFault 400 for requests, 502 for responses.
 */
export function reportFindings(
  exchange: Exchange,
  all: readonly Finding[],
  { section, variable }: { readonly section: Section; readonly variable: string | undefined },
): void {
  const findings = all.filter(({ action }) => action === 'prevent' || action === 'detect')
  for (const { action, details } of findings) exchange.trace.say(`${action}: ${details}`)
  if (variable !== undefined && findings.length > 0) exchange.setVariable(variable, listed(findings))
  const prevented = findings.find(({ action }) => action === 'prevent')
  if (!prevented) return
  const isRequest = section === 'inbound'
  throw fault({
    reason: isRequest ? 'Bad request' : 'Response not allowed',
    message: prevented.details,
    status: isRequest ? 400 : 502,
    answer: isRequest ? (prevented.answer ?? prevented.details) : ofResponse,
  })
}

/** As expressions see it: an array of objects. */
function listed(findings: readonly Finding[]): unknown {
  const entries = findings.map(({ name, type, rule, details, action }) => ({
    Name: name,
    Type: type,
    ValidationRule: rule,
    Details: details,
    Action: action,
  }))
  return readJson(JSON.stringify(entries), 'JArray')
}
