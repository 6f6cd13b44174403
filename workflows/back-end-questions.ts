import type { ApimPort, AppService, Instance, InstancePort, PolicyRef } from '../azure/apim-port.ts'
import { type Cloud, clouds } from '../azure/clouds.ts'
import {
  type AzureCloud,
  type BackEndKind,
  type BackEndKindName,
  backEndKind,
  backEndKinds,
  cloudOfBackEnd,
  kindsOfHost,
} from '../language-server/core/recipes/back-end-kinds.ts'
import { describeRef, keyOfRef } from './apiops-layout.ts'
import { type AppServiceProtection, assessAppService, type CallingIdentity } from './app-service-protection.ts'
import { readBackEndAddresses } from './back-end-address.ts'
import { assessBackEndApi, type BackEndApi, findBackEndApi, resourceOf } from './back-end-instance.ts'
import type { ExpectedToken } from './expected-token.ts'
import type { Choice, Ports } from './ports.ts'

/** What the user has decided already, on a command line or in an earlier run; the rest is asked. */
export interface AuthenticateAnswers {
  readonly target?: PolicyRef | undefined
  readonly backEndUrl?: string | undefined
  readonly kind?: BackEndKindName | undefined
  /** Client id or App ID URI. */
  readonly resource?: string | undefined
  /** `system`, or the client id of a user-assigned identity. */
  readonly identity?: 'system' | { readonly clientId: string } | undefined
  /** Whether the back end is corrected too: settings of an App Service, the policy of an API; asked when absent. */
  readonly settings?: 'change' | 'leave' | undefined
}

export interface BackEndContext {
  readonly ports: Ports
  readonly azure: ApimPort
  readonly instance: InstancePort
  readonly cloud: Cloud
}

/** The identity that API Management will use. */
export interface ChosenIdentity extends CallingIdentity {
  readonly kind: 'system' | 'user'
  /** As a sentence names it. */
  readonly label: string
  /** What was changed to have it. */
  readonly enabled: boolean
}

/** The back end, and what is known of its protection. */
export interface FoundBackEnd {
  readonly url: string
  readonly source: string
  readonly kind: BackEndKind
  readonly resource: string
  readonly app: AppService | undefined
  /** An API of another instance. */
  readonly api: BackEndApi | undefined
  readonly protection: AppServiceProtection | undefined
  readonly notes: readonly string[]
  readonly warning?: string
}

/** Answers are remembered per instance, as those of *Secure API* are. */
const keyOf = ({ instance }: BackEndContext, question: string): string =>
  `authenticate/${instance.address.serviceName}/${question}`

export const azureCloud = ({ name }: Cloud): AzureCloud => (name === 'local' ? 'public' : name)

/**
 * The identity to call with: the one there is, the one that is chosen, or the system-assigned one, enabled after asking.
 * @returns undefined when the user gave up, or a sentence when what was wanted is not there.
 */
export async function chooseIdentity(
  context: BackEndContext,
  wanted: AuthenticateAnswers['identity'],
): Promise<ChosenIdentity | string | undefined> {
  const { ports, instance } = context
  const found = await ports.progress('Reading the identity of the instance', (signal) =>
    instance.getInstance({ signal }),
  )
  const { systemAssigned, userAssigned } = found.identity
  if (typeof wanted === 'object') {
    const user = userAssigned.find(({ clientId }) => clientId?.toLowerCase() === wanted.clientId.toLowerCase())
    return user === undefined
      ? `No user-assigned identity of ${found.serviceName} has the client id ${wanted.clientId}. ${userAssigned.length === 0 ? 'It has none.' : `There is: ${userAssigned.map(({ clientId }) => clientId).join(', ')}.`}`
      : userIdentity(user)
  }
  if (wanted === undefined && userAssigned.length > 0) {
    const choices: readonly Choice<ChosenIdentity | 'system'>[] = [
      {
        label: 'System-assigned identity',
        description: systemAssigned === undefined ? 'not enabled yet' : 'of this instance',
        value: 'system',
      },
      ...userAssigned.map((user) => {
        const value = userIdentity(user)
        return { label: value.label, description: `client id ${user.clientId ?? 'unknown'}`, value }
      }),
    ]
    const chosen = await ports.choose({
      title: 'Call the back end with which identity?',
      option: '--identity system|CLIENT_ID',
      choices,
      remember: keyOf(context, 'identity'),
    })
    if (chosen !== 'system') return chosen
  }
  return systemAssigned === undefined ? enable(context, found) : systemIdentity(context, found, false)
}

const userIdentity = (user: Instance['identity']['userAssigned'][number]): ChosenIdentity => ({
  kind: 'user',
  label: user.resourceId.split('/').at(-1) ?? user.resourceId,
  clientId: user.clientId,
  objectId: user.principalId,
  enabled: false,
})

async function systemIdentity(
  { ports, azure }: BackEndContext,
  instance: Instance,
  enabled: boolean,
): Promise<ChosenIdentity> {
  const clientId = await ports.progress('Reading the client id of the identity', (signal) =>
    azure.findIdentityClientId(instance.id, { signal }),
  )
  const label = `the system-assigned identity of ${instance.serviceName}`
  return { kind: 'system', label, clientId, objectId: instance.identity.systemAssigned?.principalId, enabled }
}

async function enable(context: BackEndContext, found: Instance): Promise<ChosenIdentity | undefined> {
  const { ports, instance } = context
  const kept = found.identity.userAssigned.map(({ resourceId }) => resourceId.split('/').at(-1)).join(', ')
  const agreed = await ports.confirm({
    title: `${found.serviceName} has no system-assigned identity. Enable it?`,
    detail: [
      `Enables the system-assigned identity of ${found.serviceName}; this takes a few minutes.`,
      ...(kept === '' ? [] : [`Keeps the user-assigned ones (${kept}).`]),
      'Undo: Security > Managed identities > System assigned > Off.',
    ].join('\n'),
    action: 'Enable',
  })
  if (!agreed) return undefined
  const changed = await ports.progress('Enabling the system-assigned identity', (signal, report) =>
    instance.enableSystemIdentity({ signal, report }),
  )
  return systemIdentity(context, changed, true)
}

/** Where requests go. */
export interface BackEndAddress {
  readonly url: string
  readonly source: string
  readonly notes: readonly string[]
  /** The token would go to a host that it is not for. */
  readonly warning?: string
}

/** @returns undefined when the user gave up. */
export async function findAddress(
  context: BackEndContext,
  target: PolicyRef,
  before: string | undefined,
  { backEndUrl }: AuthenticateAnswers,
): Promise<BackEndAddress | undefined> {
  const { ports, instance } = context
  const { addresses, notes } = await ports.progress('Finding the back end', (signal) =>
    readBackEndAddresses(instance, target, before, signal),
  )
  if (backEndUrl !== undefined) {
    const elsewhere = goesElsewhere(target, addresses, backEndUrl)
    return { url: backEndUrl, source: 'as given', notes, ...(elsewhere !== undefined && { warning: elsewhere }) }
  }
  const address = await chooseAddress(context, addresses, keyOf(context, `back end of ${keyOfRef(target)}`))
  return address && { ...address, notes }
}

/** An address that is given does not change where requests go; the policies do. */
function goesElsewhere(target: PolicyRef, addresses: readonly KnownAddress[], given: string): string | undefined {
  const { host } = new URL(given)
  const [first] = addresses
  if (first === undefined || addresses.some(({ url }) => new URL(url).host === host)) return undefined
  return `Requests of ${describeRef(target)} go to ${first.url} (${first.source}) and not to ${host}: the token would be sent there. Let set-backend-service name the address first.`
}

interface KnownAddress {
  readonly url: string
  readonly source: string
}

/** What is there, and the app where it is one of this subscription. */
export interface BackEndSeen {
  readonly kind: BackEndKind
  readonly app: AppService | undefined
}

/** @returns undefined when the user gave up. */
export async function seeBackEnd(
  context: BackEndContext,
  { url }: BackEndAddress,
  answers: AuthenticateAnswers,
): Promise<BackEndSeen | undefined> {
  const { host } = new URL(url)
  const app =
    answers.kind === undefined || answers.kind === 'app-service'
      ? await context.ports.progress(`Looking for ${host}`, (signal) => findApp(context, host, signal))
      : undefined
  const kind =
    app === undefined || answers.kind !== undefined
      ? await chooseKind(context, host, answers.kind)
      : backEndKind('app-service')
  return kind && { kind, app }
}

/** Reads how it is protected, and asks for the resource where that does not tell it. @returns undefined when the user gave up. */
export async function findBackEnd(
  context: BackEndContext,
  {
    address,
    seen: { kind, app },
    identity,
  }: { readonly address: BackEndAddress; readonly seen: BackEndSeen; readonly identity: CallingIdentity },
  answers: AuthenticateAnswers,
): Promise<FoundBackEnd | undefined> {
  const { ports, azure, cloud } = context
  const { host } = new URL(address.url)
  const settings =
    app &&
    (await ports.progress(`Reading the authentication settings of ${app.name}`, (signal) =>
      azure.getAppServiceAuthentication(app.resourceGroup, app.name, { signal }),
    ))
  const api =
    kind.name === 'api-management'
      ? await ports.progress(`Looking for ${host}`, (signal) => findBackEndApi(azure, address.url, signal))
      : undefined
  const resource =
    answers.resource ??
    (app && settings?.clientId) ??
    (api && resourceOf(api)) ??
    kind.resource?.[cloudOfBackEnd(host) ?? azureCloud(cloud)] ??
    (await askResource(context, kind, host))
  if (resource === undefined) return undefined
  const protection = app
    ? assessAppService(app, settings, identity)
    : api && assessBackEndApi(api, await expectedToken(context, resource, identity))
  const elsewhere = cloudOfBackEnd(host)
  const far =
    cloud.name !== 'local' && elsewhere !== undefined && elsewhere !== cloud.name
      ? [`${host} is in the cloud ${elsewhere}; an identity of ${cloud.name} gets no token for it.`]
      : []
  return { ...address, kind, resource, app, api, protection, notes: [...address.notes, ...far] }
}

async function expectedToken(
  { cloud, instance, ports }: BackEndContext,
  resource: string,
  identity: CallingIdentity,
): Promise<ExpectedToken | undefined> {
  const found = await ports.progress('Reading the instance', (signal) => instance.getInstance({ signal }))
  const tenantId = found.identity.systemAssigned?.tenantId
  return tenantId === undefined
    ? undefined
    : { resource, identity, tenantId, cloud: clouds[azureCloud(cloud)], now: Date.now() }
}

/** Only a host that can be an app is looked for: every other one would cost a list of all apps for nothing. */
async function findApp({ azure }: BackEndContext, host: string, signal: AbortSignal): Promise<AppService | undefined> {
  const kinds = kindsOfHost(host)
  return kinds.length === 0 || kinds.some(({ name }) => name === 'app-service')
    ? azure.findAppService(host, { signal })
    : undefined
}

async function chooseAddress(
  { ports }: BackEndContext,
  addresses: readonly { readonly url: string; readonly source: string }[],
  remember: string,
): Promise<{ readonly url: string; readonly source: string } | undefined> {
  const [only] = addresses
  if (addresses.length === 1) return only
  if (only !== undefined)
    return ports.choose({
      title: 'Authenticate to which back end?',
      option: '--back-end URL',
      remember,
      choices: addresses.map((one) => ({ label: one.url, description: one.source, value: one })),
    })
  const url = await ports.input({
    title: 'Address of the back end',
    option: '--back-end URL',
    remember,
    prompt: 'No service URL, back end or set-backend-service says where requests go.',
    validate: (text) =>
      URL.canParse(text) ? undefined : 'Give a whole URL, such as https://orders.azurewebsites.net.',
  })
  return url === undefined ? undefined : { url, source: 'as given' }
}

async function chooseKind(
  context: BackEndContext,
  host: string,
  wanted: BackEndKindName | undefined,
): Promise<BackEndKind | undefined> {
  if (wanted !== undefined) return backEndKind(wanted)
  const possible = kindsOfHost(host)
  if (possible.length === 1) return possible[0]
  return context.ports.choose({
    title: `What is ${host}?`,
    option: '--kind NAME',
    remember: keyOf(context, `kind of ${host}`),
    choices: (possible.length === 0 ? backEndKinds : possible).map((kind) => ({
      label: kind.label,
      ...(kind.resource === undefined ? {} : { description: kind.resource.public }),
      value: kind,
    })),
  })
}

async function askResource(context: BackEndContext, kind: BackEndKind, host: string): Promise<string | undefined> {
  const answer = await context.ports.input({
    remember: keyOf(context, `resource of ${host}`),
    title: `What must a token for ${host} be asked for?`,
    option: '--resource NAME',
    prompt:
      kind.name === 'api-management'
        ? 'Client id or App ID URI that its inbound policy lists as an audience.'
        : 'Client id of its app registration (best: it is the audience in both token versions), or its App ID URI.',
    validate: (text) => (text.trim() === '' ? 'Give the client id or the App ID URI.' : undefined),
  })
  return answer?.trim()
}
