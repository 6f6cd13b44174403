import type { TokenCredential } from '../azure/access-token.ts'
import type { AppService, PolicyRef } from '../azure/apim-port.ts'
import { clouds } from '../azure/clouds.ts'
import type { Routes } from '../azure/routes.ts'
import { kindsOfHost } from '../language-server/core/recipes/back-end-kinds.ts'
import { readBackEndAddresses } from './back-end-address.ts'
import { findBackEndApi } from './back-end-instance.ts'
import type { BackEndContext } from './back-end-questions.ts'
import { type CallReport, callOperation } from './call.ts'
import { directAddress } from './direct-address.ts'
import { type Exchange, exchange } from './exchange.ts'
import { type BackEndExplanation, type BackEndFacts, explainBackEnd } from './explain-back-end.ts'
import { readTokenRequest } from './token-request.ts'

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
    readonly name: 'proved' | 'back-end-open' | 'back-end-redirects' | 'unclear' | 'refused-through' | 'failed'
    /** One sentence. */
    readonly message: string
  }
  /** Why the call through API Management was not answered as wanted; undefined when it was. */
  readonly cause: BackEndExplanation['cause'] | undefined
  /** What to do, when something is left to do. */
  readonly remedy: string | undefined
  /** Without a token and past API Management. */
  readonly direct: Exchange | undefined
  /** Through API Management. */
  readonly through: CallReport
}

/**
 * Proves that the back end opens to the instance's identity alone: called directly without a token it must refuse, called through API
 * Management it must answer. The direct call is always a GET, at the path that the gateway would ask for: a back end that is open would
 * carry anything else out.
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
  const ref = { kind: 'operation', api: through.api, operation: through.operation } as const
  const url = await ports.progress('Finding the back end', (signal) => addressOf(options, ref, through, signal))
  const direct =
    url === undefined
      ? undefined
      : await ports.progress('Calling the back end directly', (signal) => callDirectly(url, { signal, routes }))
  const facts = await ports.progress('Reading the instance', (signal) => readFacts(options, ref, url, signal))
  return { direct, through, ...judge(direct, through, facts) }
}

type OperationRef = Extract<PolicyRef, { kind: 'operation' }>

async function addressOf(
  { backEndUrl, instance }: ProveOptions,
  ref: OperationRef,
  through: CallReport,
  signal: AbortSignal,
): Promise<string | undefined> {
  const { addresses } = await readBackEndAddresses(instance, ref, undefined, signal)
  const base = backEndUrl ?? addresses[0]?.url
  const called = (through.with ?? through.without)?.request.url
  const api = await instance.getApi(ref.api, { signal })
  if (base === undefined || called === undefined || api === undefined) return base
  const scopes: readonly PolicyRef[] = [ref, { kind: 'api', api: ref.api }, { kind: 'global' }]
  const texts = await Promise.all(scopes.map(async (scope) => (await instance.getPolicy(scope, { signal }))?.text))
  return directAddress(base, { url: called, api, texts: texts.filter((text) => text !== undefined) })
}

async function readFacts(
  { azure, cloud, instance: port, tenantId: signedInto }: ProveOptions,
  ref: OperationRef,
  url: string | undefined,
  signal: AbortSignal,
): Promise<BackEndFacts> {
  const instance = await port.getInstance({ signal })
  const token = await readTokenRequest(port, ref, signal)
  const host = url === undefined ? '' : new URL(url).host
  const kinds = kindsOfHost(host).map(({ name }) => name)
  const isOne = (kind: 'api-management' | 'app-service'): boolean =>
    url !== undefined && token !== undefined && (kinds.length === 0 || kinds.includes(kind))
  const app: AppService | undefined = isOne('app-service') ? await azure.findAppService(host, { signal }) : undefined
  const { systemAssigned, userAssigned } = instance.identity
  const tenantId = systemAssigned?.tenantId ?? signedInto
  const clientId =
    token?.clientId ??
    (systemAssigned === undefined ? undefined : await azure.findIdentityClientId(instance.id, { signal }))
  const objectId =
    token?.clientId === undefined
      ? systemAssigned?.principalId
      : userAssigned.find((one) => one.clientId?.toLowerCase() === token.clientId?.toLowerCase())?.principalId
  return {
    instance,
    token,
    expected:
      token === undefined || tenantId === undefined
        ? undefined
        : {
            resource: token.resource,
            identity: { clientId, objectId },
            tenantId,
            cloud: cloud.name === 'local' ? clouds.public : cloud,
            now: Date.now(),
          },
    api:
      app === undefined && url !== undefined && isOne('api-management')
        ? await findBackEndApi(azure, url, signal)
        : undefined,
    app:
      app === undefined
        ? undefined
        : { app, settings: await azure.getAppServiceAuthentication(app.resourceGroup, app.name, { signal }) },
  }
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

type Judged = Pick<BackEndProof, 'verdict' | 'remedy' | 'cause'>

function judge(direct: Exchange | undefined, through: CallReport, facts: BackEndFacts): Judged {
  const answer = through.with ?? through.without
  const status = answer?.response.status ?? 0
  if (status === 0 || status >= 300) {
    const why = explainBackEnd(status, through, facts)
    return {
      verdict: {
        name: status === 401 || status === 403 ? 'refused-through' : 'failed',
        message: `The call through API Management was answered ${status}. ${why.message}`,
      },
      cause: why.cause,
      remedy: why.remedy,
    }
  }
  const verdict = (name: BackEndProof['verdict']['name'], message: string, remedy?: string): Judged => ({
    verdict: { name, message },
    cause: undefined,
    remedy,
  })
  if (direct === undefined)
    return verdict(
      'proved',
      `Answered through API Management (${status}); the back end cannot be reached from here past it.`,
    )
  const own = direct.response.status
  if (own === 401 || own === 403)
    return verdict(
      'proved',
      `The back end refuses a call without a token (${own}) and answers through API Management (${status}): the identity of ${facts.instance.serviceName} opens it.`,
    )
  if (own >= 300 && own < 400)
    return verdict(
      'back-end-redirects',
      `Answered through API Management (${status}), but without a token the back end redirects (${own}) instead of refusing.`,
      'Set "Unauthenticated requests" of its authentication settings to HTTP 401.',
    )
  if (own >= 400)
    return verdict(
      'unclear',
      `Answered through API Management (${status}); called directly without a token the back end neither refused nor answered GET ${new URL(direct.request.url).pathname} (${own}), which proves nothing.`,
      'Prove it with an operation that is a GET, or give the address of the back end.',
    )
  return verdict(
    'back-end-open',
    `The back end is not protected: called directly and without a token it answered ${own}.`,
    'Protect it with Microsoft Entra authentication; until then whoever knows its address can call it past API Management.',
  )
}
