import { DEFAULT_REFUSAL, type TokenCheck } from '../language-server/core/recipes/token-check.ts'
import { splitList } from './id-list.ts'
import type { Choice } from './ports.ts'
import type { Ask, Draft } from './secure-decision.ts'

/**
 * What has a default that suits nearly everybody: asked only of those who asked for it, so that the job stays short. What an earlier run
 * wrote comes first in each list.
 */
export const detailSteps: readonly Ask[] = [
  detail(
    (draft) => draft.roles,
    () =>
      async (ports, { own }) => {
        const answer = await ports.input({
          title: 'App roles that a caller must have',
          prompt: 'One of these must be in the token; several are separated by commas. Empty demands none.',
          value: own?.roles.join(', ') ?? '',
          validate: () => undefined,
        })
        return answer === undefined ? undefined : { roles: splitList(answer) }
      },
  ),
  detail(
    (draft) => draft.tenant,
    () =>
      async (ports, { own }) => {
        const chosen = await ports.choose<'named-value' | 'literal'>({
          title: 'How is the tenant written?',
          choices: first(own?.tenant, [
            {
              label: 'As the named value {{tenantId}}',
              detail: 'The same document suits other tenants; the named value is created where it is missing.',
              value: 'named-value',
            },
            { label: 'As its id', detail: 'The document needs nothing else.', value: 'literal' },
          ]),
        })
        return chosen && { tenant: chosen }
      },
  ),
  detail(
    (draft) => draft.tokenVersions ?? forJwt(draft),
    () =>
      async (ports, { own }) => {
        const chosen = await ports.choose<'both' | 'v1' | 'v2'>({
          title: 'Tokens of which version?',
          choices: first(own?.tokenVersions, [
            { label: 'Both', detail: 'The app registration of the API decides which version it gets.', value: 'both' },
            { label: 'v1 only', detail: 'All that managed identities get for Azure’s own audiences.', value: 'v1' },
            { label: 'v2 only', detail: 'The audience is the client id then.', value: 'v2' },
          ]),
        })
        return chosen && { tokenVersions: chosen }
      },
  ),
  detail(
    (draft) => draft.scheme ?? forJwt(draft),
    () =>
      async (ports, { own }) => {
        const chosen = await ports.choose({
          title: 'Which scheme must stand in front of the token?',
          choices: first(own?.scheme, [
            { label: 'Bearer', value: 'Bearer' },
            { label: 'Any, or none', detail: 'require-scheme is not written.', value: 'none' },
          ]),
        })
        return chosen === undefined ? undefined : { scheme: chosen }
      },
  ),
  detail(
    (draft) => draft.status,
    () =>
      async (ports, { own }) => {
        const chosen = await ports.choose({
          title: 'Which status has a refusal?',
          choices: first(own?.status, [
            { label: '401', description: 'Unauthorized', value: 401 },
            { label: '403', description: 'Forbidden', value: 403 },
          ]),
        })
        return chosen === undefined ? undefined : { status: chosen }
      },
  ),
  detail(
    (draft) => draft.refusal,
    () =>
      async (ports, { own }) => {
        const kind = own?.refusal?.kind === 'reason' ? 'reason' : 'default'
        const chosen = await ports.choose<'default' | 'reason' | 'own'>({
          title: 'What does a refused caller read?',
          choices: first(kind, [
            { label: 'That the token is missing or invalid', value: 'default' },
            { label: 'The reason', detail: 'Useful while testing; it tells an attacker more.', value: 'reason' },
            { label: 'A text of your own…', value: 'own' },
          ]),
        })
        if (chosen === 'own') return { message: 'own' }
        return chosen && { refusal: chosen === 'reason' ? { kind: 'reason' } : { kind: 'text', text: DEFAULT_REFUSAL } }
      },
  ),
  () => async (ports, draft) => {
    if (draft.message !== 'own' || draft.refusal !== undefined) return {}
    const { refusal } = draft.own ?? {}
    const text = await ports.input({
      title: 'Text for a refused caller',
      value: refusal?.kind === 'text' ? refusal.text : '',
      validate: (written) => (written.trim() === '' ? 'Give the text.' : undefined),
    })
    return text === undefined ? undefined : { refusal: { kind: 'text', text: text.trim() } }
  },
  detail(
    (draft) => draft.authorizationHeader,
    () =>
      async (ports, { own }) => {
        const chosen = await ports.choose<'remove' | 'pass-on'>({
          title: 'Does the back end get the caller’s token?',
          choices: first(own?.authorizationHeader, [
            { label: 'No', detail: 'The Authorization header is removed behind the check.', value: 'remove' },
            { label: 'Yes', detail: 'The header is passed on, and the back end can use the token.', value: 'pass-on' },
          ]),
        })
        return chosen && { authorizationHeader: chosen }
      },
  ),
]

/** @param known what the draft says of it; something: it is not asked. */
function detail(known: (draft: Draft) => unknown, ask: Ask): Ask {
  return (context) => async (ports, draft) =>
    draft.details === undefined || known(draft) !== undefined ? {} : ask(context)(ports, draft)
}

/** Something for a policy that cannot demand it. */
const forJwt = ({ policy, own }: Draft): TokenCheck['policy'] | undefined =>
  (policy ?? own?.policy) === 'validate-azure-ad-token' ? 'validate-azure-ad-token' : undefined

/** What holds now comes first. */
export function first<T>(now: T | undefined, choices: readonly Choice<T>[]): readonly Choice<T>[] {
  const current = choices.filter(({ value }) => value === now)
  return [
    ...current.map((one) => ({ ...one, description: one.description ?? 'as it is now' })),
    ...choices.filter(({ value }) => value !== now),
  ]
}
