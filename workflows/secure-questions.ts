import type { TokenCredential } from '../azure/access-token.ts'
import type { ApimPort, InstancePort, PolicyRef } from '../azure/apim-port.ts'
import type { Cloud } from '../azure/clouds.ts'
import type { TokenCheck } from '../language-server/core/recipes/token-check.ts'
import { DEFAULT_REFUSAL } from '../language-server/core/recipes/token-check.ts'
import { askCallers, type FoundCaller, withClientIds } from './choose-callers.ts'
import { askScope, askWithin, type ChosenScope } from './choose-target.ts'
import { GUID, splitList } from './id-list.ts'
import { ownAccount } from './own-account.ts'
import type { Ports } from './ports.ts'
import { askInSteps, type Step } from './steps.ts'

/** What the user has decided already, on a command line or in an earlier run; the rest is asked. */
export interface SecureAnswers {
  readonly target?: PolicyRef | undefined
  readonly policy?: TokenCheck['policy'] | undefined
  readonly audiences?: readonly string[] | undefined
  readonly tenantId?: string | undefined
  /** Whether the tenant is written as `{{tenantId}}` or as its id. */
  readonly tenant?: 'named-value' | 'literal' | undefined
  /** An empty list lets in whoever gets a token for the audience. */
  readonly callers?: readonly FoundCaller[] | undefined
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
  readonly callers: readonly FoundCaller[]
  readonly roles: readonly string[]
  readonly authorizationHeader: 'remove' | 'pass-on'
  readonly refusal: TokenCheck['refusal']
  readonly tokenVersions: 'both' | 'v1' | 'v2'
}

export interface SecureContext {
  readonly ports: Ports
  readonly instance: InstancePort
  /** Finds those who may call; absent: they are typed. */
  readonly azure?: ApimPort | undefined
  readonly cloud: Cloud
  /** Of the developer, who is offered as a caller. */
  readonly credential?: TokenCredential | undefined
  /** Of the signed-in account; the instance's own identity tells it too. */
  readonly tenantId?: string | undefined
}

/** The answers on their way, with those that only lead to others. */
interface Draft extends SecureAnswers {
  readonly scope?: ChosenScope
  readonly audienceKind?: 'own' | 'management'
}

type Ask = (context: SecureContext) => Step<Draft>

/** Asks what is not decided yet, with a way back at each question. @returns undefined when the user gave up. */
export async function askSecure(context: SecureContext, answers: SecureAnswers): Promise<SecureDecision | undefined> {
  const steps = [scope, target, policy, audienceKind, audiences, callers, tenant].map((ask) => ask(context))
  const draft = await askInSteps<Draft>(context.ports, steps, answers)
  if (draft?.target === undefined || draft.audiences === undefined || draft.tenantId === undefined) return undefined
  const checkedBy = draft.policy ?? 'validate-jwt'
  const chosen = draft.callers ?? []
  return {
    target: draft.target,
    policy: checkedBy,
    audiences: draft.audiences,
    tenantId: draft.tenantId,
    tenant: draft.tenant ?? 'named-value',
    // Only this policy lists callers by client id; the other one needs object ids alone.
    callers:
      checkedBy === 'validate-azure-ad-token' ? await withClientIds(context.ports, context.azure, chosen) : chosen,
    roles: draft.roles ?? [],
    authorizationHeader: draft.authorizationHeader ?? 'remove',
    refusal: draft.refusal ?? { kind: 'text', text: DEFAULT_REFUSAL },
    tokenVersions: draft.tokenVersions ?? 'both',
  }
}

/** Answers are remembered per instance: what is right for one may be another tenant's for the next. */
const keyOf = ({ instance }: SecureContext, question: string): string =>
  `secure/${instance.address.serviceName}/${question}`

const scope: Ask =
  ({ instance }) =>
  async (ports, draft) => {
    if (draft.target !== undefined) return {}
    const chosen = await askScope({ ports, instance, title: 'Secure which API?', scopes: 'every-scope' })
    return chosen && { scope: chosen }
  }

const target: Ask =
  ({ instance }) =>
  async (ports, draft) => {
    if (draft.target !== undefined || draft.scope === undefined) return {}
    const chosen = await askWithin({ ports, instance, title: 'Secure which API?', scopes: 'every-scope' }, draft.scope)
    return chosen && { target: chosen }
  }

const policy: Ask = (context) => async (ports, draft) => {
  if (draft.policy !== undefined) return {}
  const chosen = await ports.choose<TokenCheck['policy']>({
    title: 'Check the token with which policy?',
    remember: keyOf(context, 'policy'),
    choices: [
      {
        label: 'validate-jwt',
        detail: 'Checks any issuer; accepts tokens of both versions of this tenant.',
        value: 'validate-jwt',
      },
      {
        label: 'validate-azure-ad-token',
        detail: 'Made for Microsoft Entra tokens; callers are listed by client id.',
        value: 'validate-azure-ad-token',
      },
    ],
  })
  return chosen && { policy: chosen }
}

const managementAudience = ({ cloud }: SecureContext): string => cloud.managementAudiences[0] ?? cloud.armEndpoint

const audienceKind: Ask = (context) => async (ports, draft) => {
  if (draft.audiences !== undefined) return {}
  const chosen = await ports.choose<'own' | 'management'>({
    title: 'Which audience must the token be for?',
    remember: keyOf(context, 'audience kind'),
    choices: [
      {
        label: 'An app registration of this API',
        detail: 'Its client id, or its App ID URI. Only those who ask for this very API get such a token.',
        value: 'own',
      },
      {
        label: `Azure management (${managementAudience(context)})`,
        detail:
          'Needs no app registration, but every identity of the tenant can get such a token: name the callers too.',
        value: 'management',
      },
    ],
  })
  return chosen && { audienceKind: chosen }
}

const audiences: Ask = (context) => async (ports, draft) => {
  if (draft.audiences !== undefined) return {}
  if (draft.audienceKind === 'management') return { audiences: [managementAudience(context)] }
  const answer = await ports.input({
    title: 'Client id or App ID URI of the API',
    prompt: 'Several are separated by commas. The client id is the audience of v2 tokens, the URI of v1 tokens.',
    remember: keyOf(context, `audiences of ${nameOf(draft.target)}`),
    validate: (text) => (splitList(text).length === 0 ? 'Give at least one audience.' : undefined),
  })
  return answer === undefined ? undefined : { audiences: splitList(answer) }
}

const nameOf = (ref: PolicyRef | undefined): string =>
  ref === undefined ? '' : 'api' in ref ? ref.api : 'product' in ref ? ref.product : ref.kind

const callers: Ask = (context) => async (ports, draft) => {
  if (draft.callers !== undefined) return {}
  const { cloud, azure, credential, tenantId } = context
  const isManagement = (draft.audiences ?? []).some((one) => cloud.managementAudiences.includes(one))
  const chosen = await askCallers({
    ports,
    azure,
    self: credential && (await ownAccount(ports, { credential, cloud, tenantId })),
    audience: isManagement ? 'management' : 'own',
    remember: keyOf(context, `callers of ${nameOf(draft.target)}`),
  })
  if (chosen === undefined) return undefined
  if (isManagement && chosen.length === 0 && !(await meansEverybody(ports, cloud))) return undefined
  return { callers: chosen }
}

/** A question with a way back, and not a confirmation: who is startled by it goes back and names the callers. */
async function meansEverybody(ports: Ports, cloud: Cloud): Promise<boolean> {
  const answer = await ports.choose({
    title: 'Let in every identity of the tenant?',
    placeholder: `Anybody of the tenant, a stranger's Function too, can get a token for ${cloud.managementAudiences[0]}.`,
    choices: [
      { label: 'No', detail: 'Nothing is changed; go back to name the callers.', value: false },
      { label: 'Yes, every identity of the tenant', value: true },
    ],
  })
  return answer === true
}

const tenant: Ask =
  ({ instance, tenantId }) =>
  async (ports, draft) => {
    if (draft.tenantId !== undefined) return {}
    if (tenantId !== undefined) return { tenantId }
    const { identity } = await ports.progress('Reading the instance', (signal) => instance.getInstance({ signal }))
    const known = identity.systemAssigned?.tenantId
    if (known !== undefined) return { tenantId: known }
    const answer = await ports.input({
      title: 'Tenant id',
      prompt: 'The directory (tenant) id whose identities may call.',
      validate: (text) => (GUID.test(text.trim()) ? undefined : 'A tenant id is a GUID.'),
    })
    return answer === undefined ? undefined : { tenantId: answer.trim() }
  }
