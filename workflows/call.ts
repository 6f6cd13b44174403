import { accessToken, type TokenCredential } from '../azure/access-token.ts'
import type { Api, Instance, InstancePort, Operation } from '../azure/apim-port.ts'
import type { Routes } from '../azure/routes.ts'
import { isServiceError } from '../azure/service-error.ts'
import { type Claims, type DecodedToken, decodeToken, displayClaims } from '../azure/tokens.ts'
import { askBody, askParameters } from './call-questions.ts'
import { type CallTrace, debugCredential, readTrace } from './call-trace.ts'
import { chooseKey, type KeptKey, type KeyStore, keyName } from './choose-key.ts'
import { chooseOperation } from './choose-operation.ts'
import { type Exchange, exchange, type SendOptions } from './exchange.ts'
import { type Comparison, compareAll, type Explanation, explain } from './explain.ts'
import { explainNoAnswer } from './no-answer.ts'
import { buildRequest, keyHeaderOf, type OperationRequest } from './operation-request.ts'
import type { Ports, Report } from './ports.ts'
import { predict } from './predict.ts'
import { checkSignature, type SignatureFinding } from './signing-keys.ts'
import { audienceFor, readTokenChecks, type TokenCheck } from './token-checks.ts'
import { judge, type Verdict } from './verdict.ts'

export { UnknownNameError } from './choose-operation.ts'

/** Somebody else than the one who is signed in, to call as. */
export interface OtherCaller {
  readonly name: string
  readonly credential: TokenCredential
}

export interface CallOptions {
  readonly ports: Ports
  readonly instance: InstancePort
  readonly credential: TokenCredential
  readonly tenantId?: string | undefined
  /** Sends to the loopback: the local instance. */
  readonly routes?: Routes | undefined
  /** Ids; asked for when absent. An API's may name a revision: `orders;rev=2`. */
  readonly api?: string | undefined
  readonly operation?: string | undefined
  readonly parameters?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | undefined
  /** `example`: the one of the operation's definition is sent. */
  readonly bodyFrom?: 'example' | undefined
  /** A key, or the id of a subscription of the instance; the first active one that fits when absent. */
  readonly subscription?: { readonly key: string } | { readonly id: string } | undefined
  /** Which calls to make; both when absent. */
  readonly tokens?: 'both' | 'without' | 'with'
  /** What the token is for; the audience that the effective policy asks for when absent. */
  readonly audience?: string | undefined
  /** Whose token is sent; that of the one who is signed in when absent. */
  readonly caller?: OtherCaller | undefined
  /** Others to call as, offered when the token is known to be refused. */
  readonly otherCallers?: readonly OtherCaller[]
  /** A host in front of the instance's own. */
  readonly gatewayUrl?: string | undefined
  /** Milliseconds to wait for each answer; a minute when absent. */
  readonly timeout?: number | undefined
  /** `wanted`: asks for consent, and traces the call where the instance allows it. */
  readonly trace?: 'wanted' | undefined
  /** `questions`: asks for parameters that have a default too, for the body, the key and what to do about a prediction. */
  readonly asks?: 'what is missing' | 'questions' | undefined
  /** Lets the user write the body; a line of text is asked for when absent. */
  readonly editBody?: ((sample: string) => Promise<string | undefined>) | undefined
  /** Where a key that was chosen is kept. */
  readonly keys?: KeyStore | undefined
  /** Told what the calls were made with, for repeating them and for an explicit copy: to be kept in memory only. */
  readonly made?: ((call: MadeCall) => void) | undefined
  /** Milliseconds since the epoch; the clock's when absent. */
  readonly now?: number
}

/** What was asked for and chosen. Holds secrets. */
export interface MadeCall {
  readonly api: string
  readonly operation: string
  readonly parameters: Readonly<Record<string, string>>
  readonly body: string | undefined
  readonly gatewayUrl: string
  readonly caller: OtherCaller | undefined
  readonly token: string | undefined
}

/** Everything about one proof that may be shown or written: no token, no key. */
export interface CallReport {
  readonly api: string
  readonly operation: string
  readonly audience: string | undefined
  /** Whose token was sent; undefined: that of the one who is signed in. */
  readonly caller?: string
  /** Id of the subscription whose key was sent. */
  readonly subscription?: string
  readonly checks: readonly TokenCheck[]
  readonly without: Exchange | undefined
  readonly with: Exchange | undefined
  readonly token: { readonly header: Claims; readonly claims: Claims } | undefined
  readonly verdict: Verdict
  readonly explanation: Explanation | undefined
  /** The token and each policy that checks it, aspect by aspect; empty without a token. */
  readonly comparison: readonly Comparison[]
  /** Said before the call: what the token cannot satisfy. */
  readonly predictions: readonly string[]
  /** Present when a trace was wanted. */
  readonly trace?: CallTrace
}

/**
 * *Call Protected Operation*: sends the request without a token and with one, and says what that proves.
 * @returns undefined when the user gave up.
 * @throws ServiceError when the instance cannot be read; a gateway that does not answer and a token that cannot be had are verdicts.
 */
export async function callOperation(options: CallOptions): Promise<CallReport | undefined> {
  const { ports, instance, headers } = options
  const chosen = await chooseOperation(options)
  if (chosen === undefined) return undefined
  const { api, operation } = chosen
  const parameters = await askParameters(options, api, operation)
  if (parameters === undefined) return undefined
  const body = await askBody(options, operation)
  if (body === undefined) return undefined
  const key = await chooseKey(options, api)
  if (key === undefined) return undefined

  const facts = await ports.progress('Reading the policies', async (signal) => ({
    checks: await readTokenChecks(
      instance,
      { api: api.id, operation: operation.id, product: key === 'none' ? undefined : key.product },
      signal,
    ),
    instance: await instance.getInstance({ signal }),
  }))
  const gatewayUrl = options.gatewayUrl ?? (await chooseHost(options, facts.instance))
  if (gatewayUrl === undefined) return undefined
  const request = buildRequest({
    gatewayUrl,
    api,
    operation,
    parameters,
    ...(headers === undefined ? {} : { headers }),
    body: body === 'none' ? undefined : body,
    subscriptionKey: key === 'none' ? undefined : key.value,
  })
  if (!(await mayBeSent(options, request))) return undefined
  const token = await chooseToken(options, facts.checks)
  if (token === undefined) return undefined
  const debug = options.trace === undefined ? undefined : await debugCredential(ports, instance, api.id)
  options.made?.({
    api: api.id,
    operation: operation.id,
    parameters,
    body: body === 'none' ? undefined : body,
    gatewayUrl,
    caller: token.caller,
    token: token.raw,
  })
  const proof: Proof = { ...facts, api, operation, request, token, key: key === 'none' ? undefined : key, debug }
  const report = await ports.progress(`Calling ${operation.displayName}`, (signal, say) =>
    prove(options, proof, { signal, say }),
  )
  // A key that the gateway refused is not worth keeping.
  if (report.verdict.name === 'key-refused') await options.keys?.delete(keyName(instance.address, api))
  return report
}

/** What changes something at the back end is carried out by an API that is not protected, once by each call. */
async function mayBeSent({ ports, asks }: CallOptions, { method, url }: OperationRequest): Promise<boolean> {
  if (asks !== 'questions' || /^(?:GET|HEAD|OPTIONS)$/.test(method)) return true
  return ports.confirm({
    title: `Send ${method} to ${new URL(url).host}?`,
    detail:
      'The back end carries it out when the API lets it through: once with a token, and once without when the API is not protected.',
    action: 'Send',
  })
}

/** An instance with custom domains has several addresses, and each may be wired differently. */
async function chooseHost(
  { ports, asks }: CallOptions,
  { gatewayUrl, gatewayHosts }: Instance,
): Promise<string | undefined> {
  if (asks !== 'questions' || gatewayHosts.length < 2) return gatewayUrl
  return ports.choose({
    title: 'Through which host name?',
    remember: `call host ${gatewayUrl}`,
    choices: gatewayHosts.map((host) => ({ label: host, value: `https://${host}` })),
  })
}

interface TokenToSend {
  readonly audience: string | undefined
  readonly caller: OtherCaller | undefined
  readonly raw: string | undefined
  readonly decoded: DecodedToken | undefined
  readonly predictions: readonly string[]
  /** Why there is none although one is wanted. */
  readonly missing: Explanation | undefined
}

/** Gets the token, and says before any call what the policies will refuse about it. */
async function chooseToken(options: CallOptions, checks: readonly TokenCheck[]): Promise<TokenToSend | undefined> {
  const { ports, tokens = 'both', otherCallers = [], asks } = options
  const audience = options.audience ?? audienceFor(checks)
  let { caller } = options
  if (tokens === 'without' || audience === undefined)
    return { audience, caller, raw: undefined, decoded: undefined, predictions: [], missing: undefined }
  for (;;) {
    const found = await getToken(options, audience, caller)
    const predictions = found.decoded === undefined ? [] : predict(found.decoded, checks, options.now ?? Date.now())
    for (const prediction of predictions) ports.log(`Expected: the token will be refused. ${prediction}`)
    const others = otherCallers.filter(({ name }) => name !== caller?.name)
    if (asks !== 'questions' || predictions.length === 0 || others.length === 0)
      return { audience, caller, predictions, ...found }
    const answer = await ports.choose<OtherCaller | 'anyway'>({
      title: `The token will be refused: ${predictions[0]}`,
      choices: [
        { label: 'Call anyway', description: 'to see the refusal', value: 'anyway' },
        ...others.map((one) => ({
          label: `Call as ${one.name}`,
          description: 'with a token of the local instance',
          value: one,
        })),
      ],
    })
    if (answer === undefined) return undefined
    if (answer === 'anyway') return { audience, caller, predictions, ...found }
    caller = answer
  }
}

async function getToken(
  { ports, credential, tenantId }: CallOptions,
  audience: string,
  caller: OtherCaller | undefined,
): Promise<Pick<TokenToSend, 'raw' | 'decoded' | 'missing'>> {
  try {
    const raw = await ports.progress(`Getting a token for ${audience}`, (signal) =>
      accessToken(caller?.credential ?? credential, audience, { tenantId, signal }),
    )
    return { raw, decoded: decodeToken(raw), missing: undefined }
  } catch (error) {
    if (!isServiceError(error) || error.kind === 'cancelled') throw error
    const missing: Explanation = {
      cause: 'no-token',
      message: error.message,
      remedy:
        'Correct what the sign-in service names, or call with a client credential (AZURE_TENANT_ID, AZURE_CLIENT_ID, AZURE_CLIENT_SECRET); on the local instance call as one of its identities.',
    }
    return { raw: undefined, decoded: undefined, missing }
  }
}

interface Proof {
  readonly api: Api
  readonly operation: Operation
  readonly checks: readonly TokenCheck[]
  readonly instance: Instance
  readonly request: OperationRequest
  readonly token: TokenToSend
  readonly key: KeptKey | undefined
  readonly debug: Awaited<ReturnType<typeof debugCredential>>
}

interface Running {
  readonly signal: AbortSignal
  readonly say: Report
}

async function prove(options: CallOptions, proof: Proof, { signal, say }: Running): Promise<CallReport> {
  const { tokens = 'both', routes, timeout } = options
  const { checks, request, token, key, api, operation } = proof
  const debug = proof.debug !== undefined && 'token' in proof.debug ? proof.debug.token : undefined
  const check = checks.find(({ header, query }) => header !== undefined || query !== undefined)
  const sending: SendOptions = {
    signal,
    routes,
    timeout,
    secretHeaders: [keyHeaderOf(api), ...(check?.header === undefined ? [] : [check.header])],
    secretParameters: check?.query === undefined ? [] : [check.query],
    secrets: [token.raw, key?.value, debug].filter((one) => one !== undefined),
  }
  const withToken = token.raw === undefined ? undefined : tokenRequest(request, check, token.raw)

  let without: Exchange | undefined
  let sent: Exchange | undefined
  let failed: Explanation | undefined
  try {
    if (tokens !== 'with') {
      say('without a token')
      without = await exchange(withToken === undefined ? traced(request, debug) : request, sending)
    }
    if (withToken !== undefined) {
      say('with a token')
      sent = await exchange(traced(withToken, debug), sending)
    }
  } catch (error) {
    failed = explainNoAnswer(error, request.url)
    if (failed === undefined) throw error
  }

  const last = sent ?? (failed === undefined ? without : undefined)
  const signatures = sent === undefined || sent.response.status < 300 ? undefined : await readSignatures(proof, sending)
  const now = options.now ?? Date.now()
  const call = { token: sent && token.decoded, checks, now, ...(signatures === undefined ? {} : { signatures }) }
  const explanation =
    failed ??
    (tokens === 'without' ? undefined : missingOf(token, without)) ??
    (last && explain({ ...call, exchange: last, hosts: proof.instance.gatewayHosts }))
  if (last !== undefined && debug !== undefined) say('reading the trace')
  const trace = await traceOf(options, proof, { last, secrets: sending.secrets ?? [], signal })
  const compared = { ...call, token: token.decoded, exchange: sent }
  return {
    api: api.id,
    operation: operation.id,
    audience: token.audience,
    ...(token.caller === undefined ? {} : { caller: token.caller.name }),
    ...(key?.subscription === undefined ? {} : { subscription: key.subscription }),
    checks,
    without,
    with: sent,
    token: token.decoded && { header: token.decoded.header, claims: displayClaims(token.decoded.claims) },
    verdict: judge({ without, sent, checks, explanation }),
    explanation,
    comparison: token.decoded === undefined ? [] : compareAll(compared),
    predictions: token.predictions,
    ...(trace === undefined ? {} : { trace }),
  }
}

/** A token that could not be had matters only where the call without one was refused, or was not made. */
const missingOf = ({ missing }: TokenToSend, without: Exchange | undefined): Explanation | undefined =>
  without === undefined || without.response.status === 401 || without.response.status === 403 ? missing : undefined

/** The token where the policy looks for it: a header, or a query parameter. */
function tokenRequest(request: OperationRequest, check: TokenCheck | undefined, raw: string): OperationRequest {
  if (check?.header === undefined && check?.query !== undefined) {
    const url = new URL(request.url)
    url.searchParams.set(check.query, raw)
    return { ...request, url: url.href }
  }
  const header = check?.header ?? 'Authorization'
  const value = header.toLowerCase() === 'authorization' ? `Bearer ${raw}` : raw
  return { ...request, headers: { ...request.headers, [header]: value } }
}

const traced = (request: OperationRequest, debug: string | undefined): OperationRequest =>
  debug === undefined ? request : { ...request, headers: { ...request.headers, 'Apim-Debug-Authorization': debug } }

async function readSignatures(
  { checks, token }: Proof,
  { routes, signal }: SendOptions,
): Promise<ReadonlyMap<TokenCheck, SignatureFinding>> {
  const { raw, decoded } = token
  if (raw === undefined || decoded === undefined || signal === undefined) return new Map()
  const found = await Promise.all(
    checks.map(async (check) => [check, await checkSignature(raw, check, { routes, signal })] as const),
  )
  return new Map(found)
}

async function traceOf(
  { instance }: CallOptions,
  { debug, api, operation, key }: Proof,
  read: { readonly last: Exchange | undefined; readonly secrets: readonly string[]; readonly signal: AbortSignal },
): Promise<CallTrace | undefined> {
  if (debug === undefined || 'status' in debug || read.last === undefined)
    return debug !== undefined && 'status' in debug ? debug : undefined
  const of = { api: api.id, operation: operation.id, product: key?.product }
  return readTrace(instance, { exchange: read.last, of, secrets: read.secrets, signal: read.signal })
}
