import type { TokenCredential } from '../azure/access-token.ts'
import type { Instance, PolicyRef } from '../azure/apim-port.ts'
import type { Routes } from '../azure/routes.ts'
import { readBackEndAddresses } from './back-end-address.ts'
import type { BackEndContext } from './back-end-questions.ts'
import { type CallReport, callOperation } from './call.ts'
import { type Exchange, exchange } from './exchange.ts'
import { readTokenRequest, type TokenRequest } from './token-request.ts'

export interface ProveOptions extends BackEndContext {
  readonly credential: TokenCredential
  readonly tenantId?: string | undefined
  readonly routes?: Routes | undefined
  readonly target?: PolicyRef | undefined
  /** Ids; asked for when absent. */
  readonly api?: string | undefined
  readonly operation?: string | undefined
  readonly parameters?: Readonly<Record<string, string>>
  /** Of the back end; what the policies say when absent. */
  readonly backEndUrl?: string | undefined
}

export interface BackEndProof {
  readonly verdict: {
    readonly name: 'proved' | 'back-end-open' | 'back-end-redirects' | 'refused-through' | 'failed'
    /** One sentence. */
    readonly message: string
  }
  /** What to do, when something is left to do. */
  readonly remedy: string | undefined
  /** Without a token and past API Management. */
  readonly direct: Exchange | undefined
  /** Through API Management. */
  readonly through: CallReport
}

/**
 * Proves that the back end opens to the instance's identity alone: called directly without a token it must refuse, called through API
 * Management it must answer. The direct call is always a GET, since a back end that is open would carry anything else out.
 * @returns undefined when the user gave up.
 * @throws ServiceError when the instance, the sign-in or the gateway cannot be reached.
 */
export async function proveBackEnd(options: ProveOptions): Promise<BackEndProof | undefined> {
  const { ports, instance, routes, target } = options
  const api = options.api ?? (target?.kind === 'api' || target?.kind === 'operation' ? target.api : undefined)
  const operation = options.operation ?? (target?.kind === 'operation' ? target.operation : undefined)
  const { credential, tenantId, parameters } = options
  const through = await callOperation({
    ports,
    instance,
    credential,
    tenantId,
    routes,
    api,
    operation,
    ...(parameters === undefined ? {} : { parameters }),
  })
  if (through === undefined) return undefined
  const ref: PolicyRef = { kind: 'operation', api: through.api, operation: through.operation }
  const { addresses } = await ports.progress('Finding the back end', (signal) =>
    readBackEndAddresses(instance, ref, undefined, signal),
  )
  const url = options.backEndUrl ?? addresses[0]?.url
  const direct =
    url === undefined
      ? undefined
      : await ports.progress('Calling the back end directly', (signal) => callDirectly(url, { signal, routes }))
  const facts = await ports.progress('Reading the instance', async (signal) => ({
    instance: await instance.getInstance({ signal }),
    token: await readTokenRequest(instance, ref, signal),
  }))
  return { direct, through, ...judge(direct, through, facts) }
}

/** The back end's own answer; undefined when it cannot be reached from here, which a network of its own makes usual. */
async function callDirectly(
  url: string,
  sending: { readonly signal: AbortSignal; readonly routes: Routes | undefined },
): Promise<Exchange | undefined> {
  try {
    return await exchange({ method: 'GET', url, headers: {}, body: undefined }, sending)
  } catch (error) {
    if (sending.signal.aborted || (error as { kind?: unknown }).kind !== 'unreachable') throw error
    return undefined
  }
}

interface Facts {
  readonly instance: Instance
  readonly token: TokenRequest | undefined
}

function judge(
  direct: Exchange | undefined,
  through: CallReport,
  facts: Facts,
): Pick<BackEndProof, 'verdict' | 'remedy'> {
  const answer = through.with ?? through.without
  const status = answer?.response.status ?? 0
  if (status === 0 || status >= 300) {
    const why = explainThrough(status, through, facts)
    return {
      verdict: {
        name: status === 401 || status === 403 ? 'refused-through' : 'failed',
        message: `The call through API Management was answered ${status}. ${why.message}`,
      },
      remedy: why.remedy,
    }
  }
  if (direct === undefined)
    return {
      verdict: {
        name: 'proved',
        message: `Answered through API Management (${status}); the back end cannot be reached from here past it.`,
      },
      remedy: undefined,
    }
  const own = direct.response.status
  if (own === 401 || own === 403)
    return {
      verdict: {
        name: 'proved',
        message: `The back end refuses a call without a token (${own}) and answers through API Management (${status}): the identity of ${facts.instance.serviceName} opens it.`,
      },
      remedy: undefined,
    }
  if (own >= 300 && own < 400)
    return {
      verdict: {
        name: 'back-end-redirects',
        message: `Answered through API Management (${status}), but without a token the back end redirects (${own}) instead of refusing.`,
      },
      remedy: 'Set "Unauthenticated requests" of its authentication settings to HTTP 401.',
    }
  return {
    verdict: {
      name: 'back-end-open',
      message: `The back end is not protected: called directly and without a token it answered ${own}.`,
    },
    remedy:
      'Protect it with Microsoft Entra authentication; until then whoever knows its address can call it past API Management.',
  }
}

/** The gateway's 500 says nothing to its caller, so the facts of the instance must. */
function explainThrough(
  status: number,
  through: CallReport,
  { instance, token }: Facts,
): { readonly message: string; readonly remedy: string } {
  const given = through.explanation
  const known = {
    message: given?.message ?? 'No reason was given.',
    remedy: given?.remedy ?? 'Look at the trace of the call.',
  }
  if (through.verdict.name === 'token-refused' || through.verdict.name === 'key-refused') {
    const checked = through.checks.length > 0 && given?.cause !== 'unknown' && given?.cause !== 'forbidden'
    if (checked || through.verdict.name === 'key-refused') return known
  }
  if (token === undefined)
    return {
      message: 'No policy gets a token for the back end.',
      remedy: 'Run "Authenticate to Back End with Managed Identity".',
    }
  if (status === 500) {
    const { systemAssigned, userAssigned } = instance.identity
    if (token.clientId === undefined && systemAssigned === undefined)
      return {
        message: `${instance.serviceName} has no system-assigned identity, and the policy asks for its token.`,
        remedy: 'Enable it, or name a user-assigned identity by its client-id.',
      }
    if (
      token.clientId !== undefined &&
      !userAssigned.some(({ clientId }) => clientId?.toLowerCase() === token.clientId?.toLowerCase())
    )
      return {
        message: `The identity with the client id ${token.clientId} is not assigned to ${instance.serviceName}.`,
        remedy: 'Assign it to the instance, or use another one.',
      }
    return {
      message: `The instance has the identity, so the resource is the usual reason: no application ${token.resource} in its tenant (AADSTS500011), or it demands an app role that the identity does not have (AADSTS501051).`,
      remedy:
        'Use the client id of the back end as the resource; the trace of the call shows the words of Microsoft Entra.',
    }
  }
  if (status === 401)
    return {
      message: `The back end refused the token for ${token.resource}: most often its audience is another one.`,
      remedy: 'Use the client id of the back end as the resource, or add the resource to its allowed token audiences.',
    }
  if (status === 403)
    return {
      message: 'The back end accepted the token and does not allow its identity.',
      remedy:
        'Add the identity to the allowed applications or identities of an App Service, or give it the role it needs. A new role can take hours to be in its token.',
    }
  return known
}
