import { accessToken, type TokenCredential } from '../azure/access-token.ts'
import type { Api, ApimSubscription, InstancePort, Operation } from '../azure/apim-port.ts'
import type { Routes } from '../azure/routes.ts'
import { type Claims, type DecodedToken, decodeToken, displayClaims } from '../azure/tokens.ts'
import { type Exchange, exchange } from './exchange.ts'
import { type Explanation, explain } from './explain.ts'
import {
  buildRequest,
  keyHeaderOf,
  missingParameters,
  type OperationRequest,
  type RequestOrder,
} from './operation-request.ts'
import type { Ports, Report } from './ports.ts'
import { predict } from './predict.ts'
import { audienceFor, readTokenChecks, type TokenCheck } from './token-checks.ts'
import { judge, type Verdict } from './verdict.ts'

/** A name that was given does not exist on the instance; the message lists those that do. */
export class UnknownNameError extends Error {
  override readonly name = 'UnknownNameError'
}

export interface CallOptions {
  readonly ports: Ports
  readonly instance: InstancePort
  readonly credential: TokenCredential
  readonly tenantId?: string | undefined
  /** Sends to the loopback: the local instance. */
  readonly routes?: Routes | undefined
  /** Ids; asked for when absent. */
  readonly api?: string | undefined
  readonly operation?: string | undefined
  readonly parameters?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | undefined
  /** A key, or the id of a subscription of the instance; the first active one that fits when absent. */
  readonly subscription?: { readonly key: string } | { readonly id: string } | undefined
  /** Which calls to make; both when absent. */
  readonly tokens?: 'both' | 'without' | 'with'
  /** What the token is for; the audience that the effective policy asks for when absent. */
  readonly audience?: string | undefined
  /** A host in front of the instance's own. */
  readonly gatewayUrl?: string | undefined
  /** Milliseconds since the epoch; the clock's when absent. */
  readonly now?: number
}

/** Everything about one proof that may be shown or written: no token, no key. */
export interface CallReport {
  readonly api: string
  readonly operation: string
  readonly audience: string | undefined
  readonly checks: readonly TokenCheck[]
  readonly without: Exchange | undefined
  readonly with: Exchange | undefined
  readonly token: { readonly header: Claims; readonly claims: Claims } | undefined
  readonly verdict: Verdict
  readonly explanation: Explanation | undefined
  /** Said before the call: what the token cannot satisfy. */
  readonly predictions: readonly string[]
}

/**
 * *Call Protected Operation*: sends the request without a token and with one, and says what that proves.
 * @returns undefined when the user gave up.
 * @throws ServiceError when the instance, the sign-in or the gateway cannot be reached.
 */
export async function callOperation(options: CallOptions): Promise<CallReport | undefined> {
  const { ports, instance } = options
  const chosen = await chooseOperation(options)
  if (chosen === undefined) return undefined
  const { api, operation } = chosen
  const parameters = await askParameters(options, api, operation)
  if (parameters === undefined) return undefined

  return ports.progress(`Calling ${operation.displayName}`, async (signal, report) => {
    report('reading the policies')
    const key = await subscriptionKey(options, api, signal)
    const checks = await readTokenChecks(
      instance,
      { api: api.id, operation: operation.id, product: key?.product },
      signal,
    )
    const gatewayUrl = options.gatewayUrl ?? (await instance.getInstance({ signal })).gatewayUrl
    const { headers, body } = options
    const request = buildRequest({
      gatewayUrl,
      api,
      operation,
      parameters,
      ...(headers === undefined ? {} : { headers }),
      body,
      subscriptionKey: key?.value,
    })
    return prove(options, { api, operation, checks, request, signal, report })
  })
}

interface Proof {
  readonly api: Api
  readonly operation: Operation
  readonly checks: readonly TokenCheck[]
  readonly request: OperationRequest
  readonly signal: AbortSignal
  readonly report: Report
}

async function prove(options: CallOptions, proof: Proof): Promise<CallReport> {
  const { checks, request, signal, report } = proof
  const { tokens = 'both', routes, credential, tenantId } = options
  const sending = { signal, routes, secretHeaders: [keyHeaderOf(proof.api)] }
  const audience = options.audience ?? audienceFor(checks)

  let without: Exchange | undefined
  if (tokens !== 'with') {
    report('without a token')
    without = await exchange(request, sending)
  }
  let sent: Exchange | undefined
  let token: DecodedToken | undefined
  let predictions: readonly string[] = []
  if (tokens !== 'without' && audience !== undefined) {
    report(`getting a token for ${audience}`)
    const raw = await accessToken(credential, audience, { tenantId, signal })
    token = decodeToken(raw)
    predictions = token === undefined ? [] : predict(token, checks, options.now ?? Date.now())
    report('with a token')
    const header = checks.find(({ header }) => header !== undefined)?.header ?? 'Authorization'
    const value = header.toLowerCase() === 'authorization' ? `Bearer ${raw}` : raw
    sent = await exchange(
      { ...request, headers: { ...request.headers, [header]: value } },
      { ...sending, secretHeaders: [...sending.secretHeaders, header] },
    )
  }
  const now = options.now ?? Date.now()
  const explanation = sent
    ? explain({ exchange: sent, token, checks, now })
    : without && explain({ exchange: without, token: undefined, checks, now })
  return {
    api: proof.api.id,
    operation: proof.operation.id,
    audience,
    checks,
    without,
    with: sent,
    token: token && { header: token.header, claims: displayClaims(token.claims) },
    verdict: judge({ without, sent, checks, explanation }),
    explanation,
    predictions,
  }
}

async function chooseOperation(
  options: CallOptions,
): Promise<{ readonly api: Api; readonly operation: Operation } | undefined> {
  const { ports, instance } = options
  const apis = await ports.progress('Reading the APIs', (signal) => instance.listApis({ signal }))
  const api =
    options.api === undefined
      ? await ports.choose({
          title: 'Which API?',
          choices: apis.map((one) => ({ label: one.displayName, description: `/${one.path}`, value: one })),
        })
      : apis.find(({ id }) => id === options.api)
  if (api === undefined) {
    if (options.api !== undefined)
      throw absent(
        `API "${options.api}"`,
        apis.map(({ id }) => id),
      )
    return undefined
  }
  const operations = await ports.progress('Reading the operations', (signal) =>
    instance.listOperations(api.id, { signal }),
  )
  const operation =
    options.operation === undefined
      ? await ports.choose({
          title: `Which operation of ${api.displayName}?`,
          choices: operations.map((one) => ({
            label: one.displayName,
            description: `${one.method} ${one.urlTemplate}`,
            value: one,
          })),
        })
      : operations.find(({ id }) => id === options.operation)
  if (operation === undefined && options.operation !== undefined)
    throw absent(
      `operation "${options.operation}" in API "${api.id}"`,
      operations.map(({ id }) => id),
    )
  return operation && { api, operation }
}

const absent = (what: string, known: readonly string[]): UnknownNameError =>
  new UnknownNameError(
    `There is no ${what} on the instance. ${known.length === 0 ? 'There is none at all.' : `There is: ${known.join(', ')}.`}`,
  )

async function askParameters(
  { ports, parameters = {} }: CallOptions,
  api: Api,
  operation: Operation,
): Promise<Readonly<Record<string, string>> | undefined> {
  const order: RequestOrder = { gatewayUrl: '', api, operation, parameters }
  const answers: Record<string, string> = { ...parameters }
  for (const parameter of missingParameters(order)) {
    const answer = await ports.input({
      title: `${operation.method} ${operation.urlTemplate}`,
      prompt: `Value of ${parameter.name}${parameter.description === undefined ? '' : `: ${parameter.description}`}`,
    })
    if (answer === undefined) return undefined
    answers[parameter.name] = answer
  }
  return answers
}

interface Key {
  readonly value: string
  /** Id of the product that the key is for: then the product's policy runs too. */
  readonly product: string | undefined
}

const productOf = ({ scope }: ApimSubscription): string | undefined => /\/products\/([^/]+)$/i.exec(scope)?.[1]

async function subscriptionKey(options: CallOptions, api: Api, signal: AbortSignal): Promise<Key | undefined> {
  const { instance, subscription } = options
  if (subscription !== undefined && 'key' in subscription) return { value: subscription.key, product: undefined }
  if (subscription === undefined && !api.subscriptionRequired) return undefined
  const all = await instance.listSubscriptions({ signal })
  const active = all.filter(({ state }) => state.toLowerCase() === 'active')
  const chosen =
    subscription === undefined
      ? await fitting(instance, active, api, signal)
      : active.find(({ id }) => id === subscription.id)
  if (chosen === undefined) {
    if (subscription !== undefined)
      throw absent(
        `active subscription "${subscription.id}"`,
        active.map(({ id }) => id),
      )
    return undefined
  }
  const keys = await instance.getSubscriptionKeys(chosen.id, { signal })
  return { value: keys.primaryKey, product: productOf(chosen) }
}

/** Narrowest first: the API's own, then one of a product that holds the API, then one of all APIs. */
async function fitting(
  instance: InstancePort,
  active: readonly ApimSubscription[],
  api: Api,
  signal: AbortSignal,
): Promise<ApimSubscription | undefined> {
  const own = active.find(({ scope }) => new RegExp(`/apis/${escaped(api.id)}$`, 'i').test(scope))
  if (own) return own
  for (const candidate of active) {
    const product = productOf(candidate)
    if (product !== undefined && (await instance.listProductApis(product, { signal })).includes(api.id))
      return candidate
  }
  return active.find(({ scope }) => /\/apis\/?$/i.test(scope) || /\/service\/[^/]+\/?$/i.test(scope))
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
