import { GUID, splitList } from '../workflows/id-list.ts'
import type { SecureAnswers } from '../workflows/secure-decision.ts'
import { wrongAudience } from '../workflows/secure-questions.ts'
import { answerOptions } from './answer.ts'
import { UsageError } from './command.ts'
import { instanceOptions } from './instance.ts'
import { oneOf } from './one-of.ts'

export const policies = ['validate-jwt', 'validate-azure-ad-token'] as const

/** Options of `secure`. */
export const options = {
  ...instanceOptions,
  ...answerOptions,
  operation: { type: 'string' },
  product: { type: 'string' },
  global: { type: 'boolean', default: false },
  file: { type: 'string' },
  'file-only': { type: 'boolean', default: false },
  policy: { type: 'string' },
  audience: { type: 'string' },
  'tenant-id': { type: 'string' },
  'tenant-as': { type: 'string' },
  'literal-tenant': { type: 'boolean', default: false },
  caller: { type: 'string' },
  'caller-object-id': { type: 'string' },
  'caller-client-id': { type: 'string' },
  'any-caller': { type: 'boolean', default: false },
  role: { type: 'string' },
  roles: { type: 'string' },
  'token-versions': { type: 'string' },
  scheme: { type: 'string' },
  status: { type: 'string' },
  message: { type: 'string' },
  'tell-reason': { type: 'boolean', default: false },
  'pass-on-token': { type: 'boolean', default: false },
  'keep-authorization': { type: 'boolean', default: false },
  'remove-authorization': { type: 'boolean', default: false },
  undo: { type: 'boolean', default: false },
} as const

type Values = {
  readonly [Name in keyof typeof options]?: (typeof options)[Name]['type'] extends 'boolean' ? boolean : string
}

interface SaidAnswers {
  readonly answers: SecureAnswers
  /** `management` not yet put into the cloud's words. */
  readonly audiences: readonly string[] | undefined
  readonly byId: readonly { readonly name: string; readonly objectId?: string; readonly clientId?: string }[]
}

/** What the command line decides. @throws UsageError for what no policy could say. */
export function answersOf(values: Values): SaidAnswers {
  const guids = (option: 'caller-object-id' | 'caller-client-id' | 'tenant-id'): readonly string[] => {
    const list = splitList(values[option] ?? '')
    const wrong = list.find((one) => !GUID.test(one))
    if (wrong !== undefined) throw new UsageError(`--${option} '${wrong}' is not a GUID.`)
    return list
  }
  const given = (options: readonly (keyof Values)[]): void => {
    const both = options.filter((name) => values[name] !== undefined && values[name] !== false)
    if (both.length > 1) throw new UsageError(`--${both.join(' and --')} contradict one another; give one.`)
  }
  given(['any-caller', 'caller'])
  given(['any-caller', 'caller-object-id'])
  given(['any-caller', 'caller-client-id'])
  given(['message', 'tell-reason'])
  given(['keep-authorization', 'remove-authorization'])
  given(['pass-on-token', 'remove-authorization'])
  given(['role', 'roles'])
  if (values['literal-tenant'] && values['tenant-as'] === 'named-value')
    throw new UsageError('--literal-tenant and --tenant-as named-value contradict one another; give one.')
  const choice = <const T extends string>(name: keyof Values, known: readonly T[]): T | undefined =>
    values[name] === undefined ? undefined : oneOf(`--${name}`, String(values[name]), known)
  const [tenantId] = guids('tenant-id')
  const audiences = values.audience === undefined ? undefined : splitList(values.audience)
  const wrong = audiences && wrongAudience(audiences.filter((one) => one !== 'management'))
  if (wrong !== undefined && audiences?.every((one) => one === 'management') !== true)
    throw new UsageError(`--audience: ${wrong}`)
  const roles = values.roles ?? values.role
  const passesOn = values['pass-on-token'] || values['keep-authorization']
  return {
    audiences,
    byId: [
      ...guids('caller-object-id').map((objectId) => ({ name: objectId, objectId })),
      ...guids('caller-client-id').map((clientId) => ({ name: clientId, clientId })),
    ],
    answers: {
      policy: choice('policy', policies),
      tenantId,
      tenant: values['literal-tenant'] ? 'literal' : choice('tenant-as', ['named-value', 'literal']),
      roles: roles === undefined ? undefined : splitList(roles),
      tokenVersions: choice('token-versions', ['both', 'v1', 'v2']),
      scheme: values.scheme,
      status: statusOf(values.status),
      refusal: values['tell-reason']
        ? { kind: 'reason' }
        : values.message === undefined
          ? undefined
          : { kind: 'text', text: values.message },
      authorizationHeader: passesOn ? 'pass-on' : values['remove-authorization'] ? 'remove' : undefined,
    },
  }
}

function statusOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const status = Number(text)
  if (!Number.isInteger(status) || status < 400 || status > 599)
    throw new UsageError(`--status '${text}' is not a status of a refusal, which is a number from 400 to 599.`)
  return status
}
