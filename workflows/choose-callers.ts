import type { ApimPort, CallerIdentity } from '../azure/apim-port.ts'
import { isServiceError } from '../azure/service-error.ts'
import type { Caller } from '../language-server/core/recipes/token-check.ts'
import { mapBounded } from './bounded.ts'
import { UnknownNameError } from './choose-operation.ts'
import { GUID, splitList } from './id-list.ts'
import type { Choice, Ports } from './ports.ts'

export interface CallersQuestion {
  readonly ports: Ports
  /** Absent: nothing can be listed, so ids are typed. */
  readonly azure: ApimPort | undefined
  /** Who asks, so that the proof with a token of their own can succeed. */
  readonly self?: Caller | undefined
  /** `management`: every identity of the tenant gets a token for the audience, so that naming nobody must be meant. */
  readonly audience: 'own' | 'management'
  /** Who may call as it is: those of them that cannot be found among the identities stand in the list too. */
  readonly now?: readonly Caller[] | undefined
  readonly remember?: string | undefined
}

/** A caller, and where it was found when it was not typed. */
export interface FoundCaller extends Caller {
  readonly identity?: CallerIdentity
}

const OTHERS = 'others'

/**
 * Asks who may call: identities of the subscription's resources, or any ids. Nobody ticked means whoever gets a token.
 * @returns undefined when the user gave up
 */
export async function askCallers(question: CallersQuestion): Promise<readonly FoundCaller[] | undefined> {
  const { ports, azure, self, audience, now = [], remember } = question
  const found = azure === undefined ? undefined : await identitiesOf(ports, azure)
  if (found === undefined) return askIds(question)
  const chosen = await ports.chooseMany<FoundCaller | typeof OTHERS>({
    title: 'Who may call?',
    placeholder:
      audience === 'management'
        ? 'Any identity of the tenant gets a token for Azure management: tick those who may call'
        : 'Tick those who may call; nobody ticked lets in whoever gets a token for the audience',
    choices: [
      ...(self === undefined
        ? []
        : [
            {
              label: 'You',
              description: self.name,
              detail: 'The proof calls with your own token.',
              value: self,
              ticked: now.some(({ objectId }) => objectId === self.objectId),
            },
          ]),
      ...found.map((one) =>
        choiceOf(
          one,
          now.some((caller) => isSame(caller, one)),
        ),
      ),
      ...now
        .filter((caller) => caller.objectId !== self?.objectId && !found.some((one) => isSame(caller, one)))
        .map((caller) => ({ label: caller.name, description: 'may call now', value: caller, ticked: true })),
      { label: 'Others, by their ids…', detail: 'Object ids of identities of other subscriptions.', value: OTHERS },
    ],
    ...(remember === undefined ? {} : { remember }),
  })
  if (chosen === undefined) return undefined
  const listed = chosen.filter((one) => one !== OTHERS)
  if (!chosen.includes(OTHERS)) return listed
  const typed = await askIds(question)
  return typed && [...listed, ...typed]
}

/** Undefined, and a line in the log, where the list may not be read: that must not stop who knows the ids. */
async function identitiesOf(ports: Ports, azure: ApimPort): Promise<readonly CallerIdentity[] | undefined> {
  try {
    return await ports.progress('Looking for managed identities', (signal, report) =>
      azure.listIdentities({ signal, report }),
    )
  } catch (error) {
    if (!isServiceError(error)) throw error
    ports.log(`The managed identities could not be listed, so ids are asked for: ${error.message}`)
    return undefined
  }
}

const isSame = (caller: Caller, { objectId, clientId }: CallerIdentity): boolean =>
  caller.objectId === objectId || (clientId !== undefined && caller.clientId === clientId)

async function askIds({ ports, audience, now = [] }: CallersQuestion): Promise<readonly FoundCaller[] | undefined> {
  const text = await ports.input({
    title: 'Object ids of those who may call',
    prompt:
      audience === 'management'
        ? 'Several are separated by commas. Empty lets in every identity of the tenant.'
        : 'Several are separated by commas. Empty lets in whoever gets a token for the audience.',
    value: now.flatMap(({ objectId }) => objectId ?? []).join(', '),
    validate: (written) => {
      const wrong = splitList(written).find((one) => !GUID.test(one))
      return wrong === undefined ? undefined : `${wrong} is not an object id, which is a GUID.`
    },
  })
  return text === undefined ? undefined : splitList(text).map((objectId) => ({ name: objectId, objectId }))
}

const choiceOf = (identity: CallerIdentity, ticked: boolean): Choice<FoundCaller> => ({
  label: identity.name,
  description: kindOf(identity),
  ticked,
  detail: identity.objectId,
  value: callerOf(identity),
})

const callerOf = (identity: CallerIdentity): FoundCaller => ({
  name: identity.name,
  objectId: identity.objectId,
  ...(identity.clientId === undefined ? {} : { clientId: identity.clientId }),
  identity,
})

/** What people call the resource; its type where there is no such word. */
const kinds: Readonly<Record<string, string>> = {
  'microsoft.datafactory/factories': 'Data Factory',
  'microsoft.synapse/workspaces': 'Synapse workspace',
  'microsoft.web/sites': 'App Service or Function app',
  'microsoft.logic/workflows': 'Logic App',
  'microsoft.apimanagement/service': 'API Management',
  'microsoft.compute/virtualmachines': 'virtual machine',
  'microsoft.compute/virtualmachinescalesets': 'scale set',
  'microsoft.containerservice/managedclusters': 'AKS cluster',
  'microsoft.app/containerapps': 'Container App',
  'microsoft.managedidentity/userassignedidentities': 'user-assigned identity',
}

const kindOf = ({ resourceType }: CallerIdentity): string => kinds[resourceType.toLowerCase()] ?? resourceType

/**
 * Adds the client ids that a list of resources does not tell, for a policy that lists callers by them. Whose id cannot be found keeps
 * its object id.
 */
export async function withClientIds(
  ports: Ports,
  azure: ApimPort | undefined,
  callers: readonly FoundCaller[],
): Promise<readonly FoundCaller[]> {
  if (azure === undefined || !callers.some(lacksClientId)) return callers
  return ports.progress('Looking for the client ids of the callers', (signal) =>
    Promise.all(
      callers.map(async (caller) => {
        const { identity } = caller
        if (!lacksClientId(caller) || identity === undefined) return caller
        const clientId = await azure.findIdentityClientId(identity.resourceId, { signal })
        return clientId === undefined ? caller : { ...caller, clientId }
      }),
    ),
  )
}

const lacksClientId = ({ clientId, identity }: FoundCaller): boolean =>
  clientId === undefined && identity?.kind === 'system-assigned'

/**
 * The callers that were named on a command line: by name, resource id, object id or client id.
 * @throws UnknownNameError that names those that are not among the identities of the subscription and are no ids either
 */
export async function findCallers(
  ports: Ports,
  azure: ApimPort,
  wanted: readonly string[],
): Promise<readonly FoundCaller[]> {
  const all = await ports.progress('Looking for managed identities', (signal, report) =>
    azure.listIdentities({ signal, report }),
  )
  const isCalled = (one: CallerIdentity, name: string): boolean =>
    [one.name, one.resourceId, one.objectId, one.clientId].some((id) => id?.toLowerCase() === name.toLowerCase())
  const found: FoundCaller[] = []
  for (const name of wanted) {
    const matching = all.filter((one) => isCalled(one, name))
    const [identity, second] = matching
    if (second !== undefined)
      throw new UnknownNameError(
        `Several identities are called ${name}: ${matching.map(({ resourceId }) => resourceId).join(', ')}. Give the resource id.`,
      )
    if (identity !== undefined) found.push(callerOf(identity))
    else if (GUID.test(name)) found.push(await callerById(ports, azure, all, name))
    else
      throw new UnknownNameError(
        `No managed identity of the subscription is called ${name}. There are: ${all.map((one) => one.name).join(', ')}.`,
      )
  }
  return found
}

/** Requests that may be under way together; Azure Resource Manager throttles those who ask too much. */
const AT_ONCE = 6

/** The list does not tell the client ids of system-assigned identities; an id that is none of them is of another subscription or directory object. */
async function callerById(
  ports: Ports,
  azure: ApimPort,
  all: readonly CallerIdentity[],
  id: string,
): Promise<FoundCaller> {
  const unknown = all.filter(({ kind, clientId }) => kind === 'system-assigned' && clientId === undefined)
  const told = await ports.progress('Looking for the client ids of the callers', (signal) =>
    mapBounded(unknown, AT_ONCE, async (one) => ({
      ...one,
      clientId: await azure.findIdentityClientId(one.resourceId, { signal }),
    })),
  )
  const found = told.find(({ clientId }) => clientId?.toLowerCase() === id.toLowerCase())
  if (found !== undefined) return callerOf(found)
  ports.log(
    `${id} is the id of no managed identity of the subscription, and is taken for an object id. A client id is given by --caller-client-id.`,
  )
  return { name: id, objectId: id }
}
