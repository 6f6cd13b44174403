import type { PolicyRef } from '../azure/apim-port.ts'
import type { Cloud } from '../azure/clouds.ts'
import type { TokenCheck } from '../language-server/core/recipes/token-check.ts'
import { askCallers, withClientIds } from './choose-callers.ts'
import { targetSteps } from './choose-target.ts'
import { GUID, splitList } from './id-list.ts'
import { ownAccount } from './own-account.ts'
import type { Choice, Ports } from './ports.ts'
import {
  type Ask,
  type Draft,
  keyOf,
  type SecureAnswers,
  type SecureContext,
  type SecureDecision,
} from './secure-decision.ts'
import { detailSteps, first } from './secure-details.ts'
import { goOn } from './secure-go-on.ts'
import { askInSteps, type Step } from './steps.ts'

/**
 * Asks what is not decided yet, with a way back at each question. What nobody asks about stays as an earlier run wrote it.
 * @param last shows what follows from the decision and asks for consent; the way back leads from there to the last question
 * @returns what `last` made of it; undefined when the user gave up before
 */
export async function askSecure<T>(
  context: SecureContext,
  answers: SecureAnswers,
  last: (ports: Ports, decision: SecureDecision) => Promise<T>,
): Promise<T | undefined> {
  const { instance } = context
  const asked = [own, policy, policyAlone, audienceKind, audiences, callers, ...detailSteps, tenant]
  let made: T | undefined
  const consent: Step<Draft> = async (ports, draft) => {
    const decision = await decisionOf({ ...context, ports }, draft)
    if (decision === undefined) return undefined
    made = await last(ports, decision)
    return {}
  }
  await askInSteps<Draft>(
    context.ports,
    [
      goOn(context),
      ...(instance === undefined
        ? []
        : targetSteps({
            instance,
            title: 'Secure which API?',
            option: 'the argument API, --product ID or --global',
            scopes: 'every-scope',
            given: context.write === 'file' ? 'any' : 'there',
          })),
      ...asked.map((ask) => ask(context)),
      consent,
    ],
    answers,
  )
  return made
}

async function decisionOf(context: SecureContext, draft: Draft): Promise<SecureDecision | undefined> {
  if (draft.audiences === undefined) return undefined
  const checkedBy = draft.policy ?? draft.own?.policy ?? 'validate-jwt'
  const chosen = draft.callers ?? draft.own?.callers ?? []
  return {
    target: draft.target,
    policy: checkedBy,
    audiences: draft.audiences,
    tenantId: draft.tenantId,
    tenant: tenantForm(draft),
    // Only this policy lists callers by client id; the other one needs object ids alone.
    callers:
      checkedBy === 'validate-azure-ad-token' ? await withClientIds(context.ports, context.azure, chosen) : chosen,
    roles: draft.roles ?? draft.own?.roles ?? [],
    authorizationHeader: draft.authorizationHeader ?? draft.own?.authorizationHeader ?? 'remove',
    refusal: draft.refusal ?? draft.own?.refusal,
    status: draft.status ?? draft.own?.status,
    scheme: draft.scheme ?? (checkedBy === draft.own?.policy ? draft.own.scheme : undefined),
    tokenVersions: draft.tokenVersions ?? draft.own?.tokenVersions ?? 'both',
  }
}

const tenantForm = ({ tenant, own }: Draft): 'named-value' | 'literal' => tenant ?? own?.tenant ?? 'named-value'

/** What the policy says now is proposed rather than what was answered the last time. */
const unlessOwn = (draft: Draft, remember: string): { readonly remember?: string } =>
  draft.own === undefined ? { remember } : {}

const own: Ask = (context) => async (_ports, draft) => {
  const found = await context.readOwn(draft.target)
  return found === undefined ? {} : { own: found }
}

const policies: readonly Choice<TokenCheck['policy']>[] = [
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
]

const policy: Ask = (context) => async (ports, draft) => {
  if (draft.policy !== undefined || draft.unsaid === 'keep') return {}
  const chosen = await ports.choose<TokenCheck['policy'] | 'details'>({
    title: 'Check the token with which policy?',
    ...unlessOwn(draft, keyOf(context, 'policy')),
    choices: [
      ...first<TokenCheck['policy'] | 'details'>(draft.own?.policy, policies),
      {
        label: 'Decide everything else too…',
        detail: 'App roles, the tenant, token versions, the scheme, the refusal, the Authorization header.',
        value: 'details',
      },
    ],
  })
  if (chosen === 'details') return { details: 'ask' }
  return chosen && { policy: chosen }
}

const policyAlone: Ask = () => async (ports, draft) => {
  if (draft.details === undefined || draft.policy !== undefined) return {}
  const chosen = await ports.choose<TokenCheck['policy']>({
    title: 'Check the token with which policy, then?',
    choices: first(draft.own?.policy, policies),
  })
  return chosen && { policy: chosen }
}

const managementAudience = ({ cloud }: SecureContext): string => cloud.managementAudiences[0] ?? cloud.armEndpoint

const isManagement = ({ cloud }: SecureContext, audiences: readonly string[]): boolean =>
  audiences.some((one) => cloud.managementAudiences.includes(one))

const audienceKind: Ask = (context) => async (ports, draft) => {
  if (draft.audiences !== undefined) return {}
  const now = draft.own?.audiences ?? []
  if (draft.unsaid === 'keep' && now.length > 0) return { audiences: now }
  const kind = now.length === 0 ? undefined : isManagement(context, now) ? 'management' : 'own'
  const chosen = await ports.choose<'own' | 'management'>({
    title: 'Which audience must the token be for?',
    option: '--audience LIST',
    ...unlessOwn(draft, keyOf(context, 'audience kind')),
    choices: first<'own' | 'management'>(kind, [
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
    ]),
  })
  return chosen && { audienceKind: chosen }
}

/** What is wrong with a list of audiences; a named value may stand for one. */
export function wrongAudience(list: readonly string[]): string | undefined {
  const wrong = list.find((one) => !GUID.test(one) && !/^[a-z][\w+.-]*:\S+$|\{\{.+\}\}/i.test(one))
  if (wrong !== undefined) return `${wrong} is neither a client id (a GUID) nor an App ID URI (api://…).`
  return list.length === 0 ? 'Give at least one audience.' : undefined
}

const audiences: Ask = (context) => async (ports, draft) => {
  if (draft.audiences !== undefined) return {}
  if (draft.audienceKind === 'management') return { audiences: [managementAudience(context)] }
  const answer = await ports.input({
    title: 'Client id or App ID URI of the API',
    option: '--audience LIST',
    prompt: 'Several are separated by commas. The client id is the audience of v2 tokens, the URI of v1 tokens.',
    ...(draft.own === undefined || isManagement(context, draft.own.audiences)
      ? {}
      : { value: draft.own.audiences.join(', ') }),
    ...unlessOwn(draft, keyOf(context, `audiences of ${nameOf(draft.target)}`)),
    validate: (text) => wrongAudience(splitList(text)),
  })
  return answer === undefined ? undefined : { audiences: splitList(answer) }
}

const nameOf = (ref: PolicyRef | undefined): string =>
  ref === undefined ? '' : 'api' in ref ? ref.api : 'product' in ref ? ref.product : ref.kind

const callers: Ask = (context) => async (ports, draft) => {
  if (draft.callers !== undefined || draft.unsaid === 'keep') return {}
  const { cloud, azure, credential, tenantId } = context
  const management = isManagement(context, draft.audiences ?? [])
  const chosen = await askCallers({
    ports,
    azure,
    self: credential && (await ownAccount(ports, { credential, cloud, tenantId })),
    audience: management ? 'management' : 'own',
    now: draft.own?.callers ?? [],
    remember: keyOf(context, `callers of ${nameOf(draft.target)}`),
  })
  if (chosen === undefined) return undefined
  if (management && chosen.length === 0 && !(await meansEverybody(ports, cloud))) return undefined
  return { callers: chosen }
}

/** A question with a way back, and not a confirmation: who is startled by it goes back and names the callers. */
async function meansEverybody(ports: Ports, cloud: Cloud): Promise<boolean> {
  const answer = await ports.choose({
    title: 'Let in every identity of the tenant?',
    option: '--any-caller, or name the callers',
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
    if (instance === undefined && tenantForm(draft) === 'named-value') return {}
    const found =
      instance && (await ports.progress('Reading the instance', (signal) => instance.getInstance({ signal })))
    const known = found?.identity.systemAssigned?.tenantId
    if (known !== undefined) return { tenantId: known }
    const answer = await ports.input({
      title: 'Tenant id',
      option: '--tenant-id ID',
      prompt: 'The directory (tenant) id whose identities may call.',
      validate: (text) => (GUID.test(text.trim()) ? undefined : 'A tenant id is a GUID.'),
    })
    return answer === undefined ? undefined : { tenantId: answer.trim() }
  }
