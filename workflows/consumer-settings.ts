import type { Api, InstancePort } from '../azure/apim-port.ts'
import type {
  CallerIdentity,
  Consumer,
  ConsumerOrder,
  ConsumerSettings,
} from '../language-server/core/recipes/consumer.ts'
import { consumers } from '../language-server/core/recipes/consumers.ts'
import { UnknownNameError } from './call.ts'
import type { FoundCaller } from './choose-callers.ts'
import { keyHeaderOf } from './operation-request.ts'
import type { Ports } from './ports.ts'
import { askInSteps, type Step } from './steps.ts'
import { audienceFor, readTokenChecks } from './token-checks.ts'

export interface ConsumerAnswers {
  /** Name of a kind of caller. */
  readonly kind?: string | undefined
  /** Id. */
  readonly api?: string | undefined
  readonly url?: string | undefined
  readonly audience?: string | undefined
  readonly identity?: CallerIdentity | undefined
  readonly keyHeader?: string | undefined
  /** Who was let in: tells which identity it is, and which kinds of caller come first. */
  readonly caller?: FoundCaller | undefined
}

export interface ConsumerOptions {
  readonly ports: Ports
  /** Needed unless URL and audience are given; connected to only then. */
  readonly instance: () => Promise<InstancePort>
  readonly answers?: ConsumerAnswers
}

export interface ConsumerAnswer extends ConsumerSettings {
  readonly kind: string
  readonly label: string
  readonly order: ConsumerOrder
}

/** The answers on their way. */
interface Draft extends ConsumerAnswers {
  readonly known?: Omit<ConsumerOrder, 'identity'>
  /** What a caller must send besides, as a sentence. */
  readonly besides?: string | undefined
  readonly consumer?: Consumer
  readonly user?: 'ask'
}

/**
 * The settings that a caller of a protected API needs, by what the API asks for: its address on the gateway, the audience of its
 * effective policy and the header of the subscription key. What is not known is asked, with a way back at each question.
 * @returns undefined when the user gave up.
 * @throws ServiceError; UnknownNameError for an API that is not there.
 */
export async function consumerSettings({
  ports,
  instance,
  answers = {},
}: ConsumerOptions): Promise<ConsumerAnswer | undefined> {
  const { url, audience, keyHeader } = answers
  const known = url !== undefined && audience !== undefined ? { known: { url, audience, keyHeader } } : {}
  const steps: readonly Step<Draft>[] = [
    async (on, draft) => (draft.known !== undefined || draft.api !== undefined ? {} : chooseApi(on, await instance())),
    async (on, draft) => {
      if (draft.known !== undefined) return {}
      return readApi(on, await instance(), draft)
    },
    async (on, draft) => {
      const named = consumers.find(({ name }) => name === draft.kind)
      const consumer = named ?? (await chooseConsumer(on, draft.caller))
      return consumer && { consumer }
    },
    async (on, draft) => {
      if (draft.identity !== undefined || draft.consumer === undefined) return {}
      const found = identityOf(draft.caller, draft.consumer)
      return found === undefined ? askKind(on) : { identity: found }
    },
    async (on, draft) => {
      if (draft.identity !== undefined || draft.consumer === undefined) return {}
      const identity = await askUserIdentity(on, draft.consumer)
      return identity && { identity }
    },
  ]
  const draft = await askInSteps<Draft>(ports, steps, { ...answers, ...known })
  if (draft?.known === undefined || draft.consumer === undefined || draft.identity === undefined) return undefined
  const { consumer, identity } = draft
  const order = { ...draft.known, identity }
  const settings = consumer.settings(order)
  const notes = draft.besides === undefined ? settings.notes : [draft.besides, ...settings.notes]
  return { kind: consumer.name, label: consumer.label, order, ...settings, notes }
}

async function chooseApi(ports: Ports, instance: InstancePort): Promise<{ readonly api: string } | undefined> {
  const apis = await ports.progress('Reading the APIs', (signal) => instance.listApis({ signal }))
  const api = await ports.choose({
    title: 'Settings for a caller of which API?',
    option: 'the argument API',
    remember: `consumer/${instance.address.serviceName}/api`,
    choices: apis.map((one) => ({ label: one.displayName, description: `/${one.path}`, value: one.id })),
  })
  return api === undefined ? undefined : { api }
}

async function readApi(
  ports: Ports,
  instance: InstancePort,
  answers: ConsumerAnswers,
): Promise<Pick<Draft, 'known' | 'besides'> | undefined> {
  const apis = await ports.progress('Reading the APIs', (signal) => instance.listApis({ signal }))
  const api = apis.find(({ id }) => id === answers.api)
  if (api === undefined)
    throw new UnknownNameError(
      `There is no API "${answers.api}" on the instance. There is: ${apis.map(({ id }) => id).join(', ')}.`,
    )
  const found = await ports.progress('Reading what the API asks for', async (signal) => {
    const [operation] = await instance.listOperations(api.id, { signal })
    const checks = await readTokenChecks(instance, { api: api.id, operation: operation?.id ?? '-' }, signal)
    return { audience: audienceFor(checks), gatewayUrl: (await instance.getInstance({ signal })).gatewayUrl }
  })
  const audience =
    answers.audience ??
    found.audience ??
    (await ports.input({
      title: `Audience of ${api.displayName}`,
      option: '--audience NAME',
      prompt: 'No policy of the API names one: secure it first, or give the client id or App ID URI.',
      remember: `consumer/${instance.address.serviceName}/audience of ${api.id}`,
    }))
  if (audience === undefined) return undefined
  const version = api.versioning?.scheme === 'segment' && api.version !== undefined ? `/${api.version}` : ''
  return {
    known: {
      url: answers.url ?? `${found.gatewayUrl.replace(/\/$/, '')}/${api.path}${version}`,
      audience,
      keyHeader: answers.keyHeader ?? (api.subscriptionRequired ? keyHeaderOf(api) : undefined),
    },
    besides: versionSentence(api),
  }
}

/** The settings hold an address; a version that does not stand in it is the caller's to send. */
function versionSentence({ displayName, version, versioning }: Api): string | undefined {
  if (version === undefined || versioning?.name === undefined || versioning.scheme === 'segment') return undefined
  const what = versioning.scheme === 'header' ? 'header' : 'query parameter'
  return `Every call must carry the ${what} ${versioning.name} with the value ${version}: the versions of ${displayName} are told apart by it.`
}

function chooseConsumer(ports: Ports, caller: FoundCaller | undefined): Promise<Consumer | undefined> {
  const type = caller?.identity?.resourceType.toLowerCase() ?? ''
  const fits = ({ name }: Consumer): boolean => (kindsOf[type] ?? []).some((kind) => name.startsWith(kind))
  const sorted = [...consumers.filter(fits), ...consumers.filter((one) => !fits(one))]
  return ports.choose({
    ...(type === '' ? { remember: 'consumer/kind' } : {}),
    title: caller?.identity === undefined ? 'Who calls?' : `How does ${caller.name} call?`,
    choices: sorted.map((consumer) => ({ label: consumer.label, value: consumer })),
  })
}

/** The kinds of caller that a resource can be, by the beginning of their names. */
const kindsOf: Readonly<Record<string, readonly string[]>> = {
  'microsoft.datafactory/factories': ['data-factory'],
  'microsoft.synapse/workspaces': ['data-factory'],
  'microsoft.web/sites': ['functions', 'app-service'],
  'microsoft.logic/workflows': ['logic-apps'],
  'microsoft.apimanagement/service': ['api-management'],
  'microsoft.compute/virtualmachines': ['virtual-machine'],
  'microsoft.containerservice/managedclusters': ['virtual-machine'],
}

/** What is known of the caller's identity; a Data Factory calls a user-assigned one by a name that only it knows. */
function identityOf(caller: FoundCaller | undefined, { name }: Consumer): CallerIdentity | undefined {
  const { kind, resourceId, clientId } = caller?.identity ?? {}
  if (kind === 'system-assigned') return { kind: 'system' }
  if (kind === undefined || name.startsWith('data-factory')) return undefined
  return { kind: 'user', clientId, resourceId }
}

async function askKind(ports: Ports): Promise<Partial<Draft> | undefined> {
  const kind = await ports.choose({
    title: 'Which identity has the caller?',
    choices: [
      { label: 'System-assigned', detail: 'It belongs to the resource that calls.', value: 'system' as const },
      { label: 'User-assigned', detail: 'A resource of its own that the caller uses.', value: 'user' as const },
    ],
  })
  if (kind === 'system') return { identity: { kind } }
  return kind && { user: 'ask' }
}

/** Each kind of caller names a user-assigned identity in its own way. */
async function askUserIdentity(ports: Ports, { name }: Consumer): Promise<CallerIdentity | undefined> {
  const factory = name.startsWith('data-factory')
  const logic = name === 'logic-apps'
  const answer = await ports.input({
    title: factory ? 'Name of the credential' : logic ? 'Resource id of the identity' : 'Client id of the identity',
    prompt: factory
      ? 'As it is called under Manage > Credentials of the Data Factory or Synapse workspace.'
      : 'As the page of the identity shows it in the portal.',
    remember: `consumer/${factory ? 'credential' : logic ? 'resource id' : 'client id'}`,
    validate: (text) => (text.trim() === '' ? 'It is needed to name the identity.' : undefined),
  })
  if (answer === undefined) return undefined
  const text = answer.trim()
  return { kind: 'user', ...(factory ? { credential: text } : logic ? { resourceId: text } : { clientId: text }) }
}
