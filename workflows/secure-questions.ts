import type { InstancePort, PolicyRef } from '../azure/apim-port.ts'
import type { Cloud } from '../azure/clouds.ts'
import type { Caller, TokenCheck } from '../language-server/core/recipes/token-check.ts'
import { DEFAULT_REFUSAL } from '../language-server/core/recipes/token-check.ts'
import type { Ports } from './ports.ts'

/** What the user has decided already, on a command line or in an earlier run; the rest is asked. */
export interface SecureAnswers {
  readonly target?: PolicyRef | undefined
  readonly policy?: TokenCheck['policy'] | undefined
  readonly audiences?: readonly string[] | undefined
  readonly tenantId?: string | undefined
  /** Whether the tenant is written as `{{tenantId}}` or as its id. */
  readonly tenant?: 'named-value' | 'literal' | undefined
  readonly callers?: readonly Caller[] | undefined
  readonly roles?: readonly string[] | undefined
  readonly authorizationHeader?: 'remove' | 'pass-on' | undefined
  readonly refusal?: TokenCheck['refusal'] | undefined
  readonly tokenVersions?: TokenCheck['tokenVersions']
}

export interface SecureDecision {
  readonly target: PolicyRef
  readonly policy: TokenCheck['policy']
  readonly audiences: readonly string[]
  readonly tenantId: string
  readonly tenant: 'named-value' | 'literal'
  readonly callers: readonly Caller[]
  readonly roles: readonly string[]
  readonly authorizationHeader: 'remove' | 'pass-on'
  readonly refusal: TokenCheck['refusal']
  readonly tokenVersions: 'both' | 'v1' | 'v2'
}

export interface SecureContext {
  readonly ports: Ports
  readonly instance: InstancePort
  readonly cloud: Cloud
  /** Of the signed-in account; the instance's own identity tells it too. */
  readonly tenantId?: string | undefined
}

export const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Asks what is not decided yet. @returns undefined when the user gave up. */
export async function askSecure(context: SecureContext, answers: SecureAnswers): Promise<SecureDecision | undefined> {
  const target = answers.target ?? (await askTarget(context, 'Secure which API?'))
  if (target === undefined) return undefined
  const policy = answers.policy ?? (await askPolicy(context))
  if (policy === undefined) return undefined
  const audiences = answers.audiences ?? (await askAudience(context))
  if (audiences === undefined) return undefined
  const tenantId = answers.tenantId ?? (await findTenant(context))
  if (tenantId === undefined) return undefined
  return {
    target,
    policy,
    audiences,
    tenantId,
    tenant: answers.tenant ?? 'named-value',
    callers: answers.callers ?? [],
    roles: answers.roles ?? [],
    authorizationHeader: answers.authorizationHeader ?? 'remove',
    refusal: answers.refusal ?? { kind: 'text', text: DEFAULT_REFUSAL },
    tokenVersions: answers.tokenVersions ?? 'both',
  }
}

/** Asks for an API, then for all of its operations or one. @param title of the first question. */
export async function askTarget(
  { ports, instance }: Pick<SecureContext, 'ports' | 'instance'>,
  title: string,
): Promise<PolicyRef | undefined> {
  const apis = await ports.progress('Reading the APIs', (signal) => instance.listApis({ signal }))
  const api = await ports.choose({
    title,
    choices: apis.map((one) => ({ label: one.displayName, description: `/${one.path}`, value: one })),
  })
  if (api === undefined) return undefined
  const operations = await ports.progress('Reading the operations', (signal) =>
    instance.listOperations(api.id, { signal }),
  )
  const all: PolicyRef = { kind: 'api', api: api.id }
  return ports.choose<PolicyRef>({
    title: `Which operations of ${api.displayName}?`,
    choices: [
      { label: 'All operations', detail: 'One policy covers the whole API.', value: all },
      ...operations.map((one) => ({
        label: one.displayName,
        description: `${one.method} ${one.urlTemplate}`,
        value: { kind: 'operation', api: api.id, operation: one.id } as const,
      })),
    ],
  })
}

const askPolicy = ({ ports }: SecureContext): Promise<TokenCheck['policy'] | undefined> =>
  ports.choose({
    title: 'Check the token with which policy?',
    choices: [
      {
        label: 'validate-jwt',
        detail: 'Checks any issuer; accepts tokens of both versions of this tenant.',
        value: 'validate-jwt' as const,
      },
      {
        label: 'validate-azure-ad-token',
        detail: 'Made for Microsoft Entra tokens; callers are listed by client id.',
        value: 'validate-azure-ad-token' as const,
      },
    ],
  })

async function askAudience({ ports, cloud }: SecureContext): Promise<readonly string[] | undefined> {
  const management = cloud.managementAudiences[0] ?? cloud.armEndpoint
  const kind = await ports.choose({
    title: 'Which audience must the token be for?',
    choices: [
      {
        label: 'An app registration of this API',
        detail: 'Its client id, or its App ID URI. Only those who ask for this very API get such a token.',
        value: 'own' as const,
      },
      {
        label: `Azure management (${management})`,
        detail:
          'Needs no app registration, but every identity of the tenant can get such a token: name the callers too.',
        value: 'management' as const,
      },
    ],
  })
  if (kind === undefined) return undefined
  if (kind === 'management') return [management]
  const answer = await ports.input({
    title: 'Client id or App ID URI of the API',
    prompt: 'Several are separated by commas. The client id is the audience of v2 tokens, the URI of v1 tokens.',
    validate: (text) => (splitList(text).length === 0 ? 'Give at least one audience.' : undefined),
  })
  return answer === undefined ? undefined : splitList(answer)
}

export const splitList = (text: string): readonly string[] =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')

async function findTenant({ ports, instance, tenantId }: SecureContext): Promise<string | undefined> {
  if (tenantId !== undefined) return tenantId
  const { identity } = await ports.progress('Reading the instance', (signal) => instance.getInstance({ signal }))
  return (
    identity.systemAssigned?.tenantId ??
    (await ports.input({
      title: 'Tenant id',
      prompt: 'The directory (tenant) id whose identities may call.',
      validate: (text) => (GUID.test(text.trim()) ? undefined : 'A tenant id is a GUID.'),
    }))
  )
}
