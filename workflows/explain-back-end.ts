import type { AppService, AppServiceAuthentication, Instance } from '../azure/apim-port.ts'
import { explainSignIn } from '../azure/service-error.ts'
import { assessAppService } from './app-service-protection.ts'
import { type BackEndApi, place } from './back-end-instance.ts'
import type { CallReport } from './call.ts'
import { type ExpectedToken, refusalOf, rolesOf } from './expected-token.ts'
import type { Explanation } from './explain.ts'
import { causeInWords, type RefusalCause } from './gateway-words.ts'
import type { TokenRequest } from './token-request.ts'

/** Why a back end did not answer the identity of API Management, and what to do. */
export interface BackEndExplanation {
  readonly cause: Explanation['cause'] | 'no-token-policy' | 'no-identity' | 'unknown-resource' | 'not-allowed'
  /** One sentence. */
  readonly message: string
  readonly remedy: string
}

export interface BackEndFacts {
  readonly instance: Instance
  readonly token: TokenRequest | undefined
  /** What is in that token, as far as it is known. */
  readonly expected: ExpectedToken | undefined
  /** Where the back end is an API of another instance of the subscription. */
  readonly api: BackEndApi | undefined
  /** Where it is an App Service of the subscription. */
  readonly app: { readonly app: AppService; readonly settings: AppServiceAuthentication | undefined } | undefined
}

const known: Partial<Record<RefusalCause, readonly [message: string, remedy: string]>> = {
  'token-missing': [
    'The back end found no token in the form that it reads.',
    'Let authentication-managed-identity write the header itself, or send "Bearer " and the token.',
  ],
  'token-malformed': ['What reached the back end is not a well-formed token.', 'Send "Bearer " and the token alone.'],
  signature: [
    'The back end cannot verify the signature of the token.',
    'Both must be of the same tenant and cloud; after a change of keys the back end reads the new ones within minutes.',
  ],
  'signing-key': [
    'The back end does not know the key that signed the token.',
    'Both must be of the same tenant and cloud; after a change of keys the back end reads the new ones within minutes.',
  ],
  expired: ['The token had expired when it reached the back end.', 'Compare the clocks of both.'],
  'not-yet-valid': ['The token is not valid yet for the back end.', 'Compare the clocks of both.'],
  audience: [
    'The back end refused the audience of the token.',
    'Use the client id of the back end as the resource, or add the resource to its audiences.',
  ],
  issuer: [
    'The back end refused the issuer of the token.',
    'Its policy must name the tenant of this instance and the metadata of both token versions.',
  ],
  'claim-missing': [
    'The token lacks a claim that the back end asks for, most often an app role.',
    'Give the identity the app role; a new one can take hours to be in its token.',
  ],
  'claim-value': [
    'A claim of the token has another value than the back end asks for.',
    'Compare the identity with the callers that the back end lets in.',
  ],
}

/** The gateway's 500 says nothing to its caller, so the facts of both sides must. */
export function explainBackEnd(status: number, through: CallReport, facts: BackEndFacts): BackEndExplanation {
  const { token } = facts
  const given = through.explanation
  const body = (through.with ?? through.without)?.response.body ?? ''
  const own = {
    cause: given?.cause ?? 'unknown',
    message: given?.message ?? 'No reason was given.',
    remedy: given?.remedy ?? 'Look at the trace of the call.',
  }
  // What this instance's own policies ask of the caller comes first, and was sent or is known to be missing.
  if (through.verdict.name === 'key-refused' || through.predictions.length > 0) return own
  if (through.with === undefined && through.checks.some(({ runs }) => runs === 'always')) return own
  if (token === undefined)
    return {
      cause: 'no-token-policy',
      message: 'No policy gets a token for the back end.',
      remedy: 'Run "Authenticate to Back End with Managed Identity".',
    }
  if (status === 500) return explainFailure(body, token, facts)
  if (status === 401 || status === 403) return explainRefusal(status, body, token, facts)
  return own
}

function explainFailure(body: string, token: TokenRequest, { instance }: BackEndFacts): BackEndExplanation {
  const { systemAssigned, userAssigned } = instance.identity
  const { clientId, resource } = token
  if (clientId === undefined && systemAssigned === undefined)
    return {
      cause: 'no-identity',
      message: `${instance.serviceName} has no system-assigned identity, and the policy asks for its token.`,
      remedy: 'Enable it, or name a user-assigned identity by its client-id.',
    }
  if (clientId !== undefined && !userAssigned.some((one) => one.clientId?.toLowerCase() === clientId.toLowerCase()))
    return {
      cause: 'no-identity',
      message: `The identity with the client id ${clientId} is not assigned to ${instance.serviceName}.`,
      remedy: 'Assign it to the instance, or use another one.',
    }
  const signIn = explainSignIn(body)
  return {
    cause: 'unknown-resource',
    message:
      signIn === undefined
        ? `The instance has the identity, so the resource is the usual reason: no application ${resource} in its tenant (AADSTS500011), or it demands an app role that the identity does not have (AADSTS501051).`
        : `API Management got no token for ${resource}: ${signIn.message} (${signIn.code})`,
    remedy:
      'Use the client id of the back end as the resource; the trace of the call shows the words of Microsoft Entra.',
  }
}

function explainRefusal(status: 401 | 403, body: string, token: TokenRequest, facts: BackEndFacts): BackEndExplanation {
  const { api, app, expected } = facts
  if (api && expected)
    for (const check of api.checks) {
      const why = refusalOf(check, expected)
      if (why) return { ...why, message: `${place(api, check)} refuses the token: ${why.message}` }
    }
  const words = causeInWords(body)
  const said = known[words]
  const roles = api === undefined ? [] : rolesOf(api.checks)
  const ofClaim = words === 'claim-missing' || words === 'claim-value'
  if (said && !(ofClaim && roles.length > 0)) return { cause: words, message: said[0], remedy: said[1] }
  if (api?.checks[0] !== undefined && roles.length > 0)
    return {
      cause: 'role',
      message: `${place(api, api.checks[0])} asks for the app role ${roles.join(', ')}, and nothing else of the token is known to be wrong.`,
      remedy: 'Give the identity the app role; a new one can take hours to be in its token.',
    }
  if (app && expected) {
    const told = explainApp(status, app, token, expected)
    if (told) return told
  }
  return status === 401
    ? {
        cause: 'audience',
        message: `The back end refused the token for ${token.resource}: most often its audience is another one.`,
        remedy:
          'Use the client id of the back end as the resource, or add the resource to its allowed token audiences.',
      }
    : {
        cause: 'not-allowed',
        message: 'The back end accepted the token and does not allow its identity.',
        remedy:
          'Add the identity to the allowed applications or identities of an App Service, or give it the role it needs. A new role can take hours to be in its token.',
      }
}

/** The settings of an app say what it refuses. */
function explainApp(
  status: 401 | 403,
  { app, settings }: NonNullable<BackEndFacts['app']>,
  { resource }: TokenRequest,
  { identity }: ExpectedToken,
): BackEndExplanation | undefined {
  if (settings?.clientId === undefined || !settings.enabled) return undefined
  const audiences = [settings.clientId, ...settings.allowedAudiences]
  if (status === 401 && !audiences.some((one) => one.toLowerCase() === resource.toLowerCase()))
    return {
      cause: 'audience',
      message: `${app.name} accepts tokens for ${audiences.join(' or ')}, and its audience is another in the token that the policy gets (${resource}).`,
      remedy: `Use ${settings.clientId} as the resource, or add ${resource} to the allowed token audiences of ${app.name}.`,
    }
  const { identity: assessed, warnings } = assessAppService(app, settings, identity)
  return status === 403 && assessed === 'refused'
    ? {
        cause: 'not-allowed',
        message: warnings.filter((one) => one.includes('403')).join(' '),
        remedy: `Run "Authenticate to Back End with Managed Identity" again: it offers the change of ${app.name}.`,
      }
    : undefined
}
