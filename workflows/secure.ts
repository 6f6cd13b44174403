import path from 'node:path'
import type { TokenCredential } from '../azure/access-token.ts'
import type { ApimPort, InstancePort, PolicyRef } from '../azure/apim-port.ts'
import type { Cloud } from '../azure/clouds.ts'
import type { NeededNamedValue } from '../language-server/core/recipes/recipe.ts'
import { secureInbound } from '../language-server/core/recipes/secure-inbound.ts'
import { applyEdits } from '../language-server/core/text/edit.ts'
import { describeRef, policyFileOf } from './apiops-layout.ts'
import type { FoundCaller } from './choose-callers.ts'
import { informationFileOf } from './information-files.ts'
import type { CheckDocument, FileFinding, Ports } from './ports.ts'
import { type PushOutcome, pushPolicy } from './push.ts'
import { askSecure, type SecureAnswers, type SecureDecision } from './secure-questions.ts'
import { startingText } from './starting-text.ts'
import { readText, writeJson, writeText } from './workspace-files.ts'

export interface SecureOptions {
  readonly ports: Ports
  readonly instance: InstancePort
  /** Finds those who may call; absent: they are typed. */
  readonly azure?: ApimPort | undefined
  readonly cloud: Cloud
  /** Of the developer, who is offered as a caller. */
  readonly credential?: TokenCredential | undefined
  /** Folder of the policies in the APIOps layout; the change is made in its file first. */
  readonly root: string
  readonly answers?: SecureAnswers
  readonly tenantId?: string | undefined
  readonly check?: CheckDocument | undefined
  /** `file`: leaves the push to another command. */
  readonly write?: 'file-and-instance' | 'file'
}

export interface SecureOutcome {
  readonly status: 'secured' | 'written' | 'unchanged' | 'problem' | 'cancelled' | PushOutcome['status']
  readonly message: string
  readonly file: string | undefined
  /** The policy that was changed; an API's is proved by calling any of its operations. */
  readonly target: PolicyRef | undefined
  /** Who may call now; nobody named when empty. */
  readonly callers: readonly FoundCaller[]
  readonly notes: readonly string[]
  readonly warnings: readonly string[]
  readonly findings: readonly FileFinding[]
  /** What was created on the instance besides the policy. */
  readonly created: readonly string[]
}

/**
 * *Secure API with Managed Identity*: asks, works the change out, shows it, writes the file, creates the tenant's named value where it
 * is missing, pushes, and leaves the proof (call.ts) to be offered. Everything is shown and confirmed once before anything changes.
 * @throws ServiceError, WorkspaceFileError
 */
export async function secureApi(options: SecureOptions): Promise<SecureOutcome> {
  const { ports, instance, azure, cloud, credential, root, tenantId } = options
  const done = (
    status: SecureOutcome['status'],
    message: string,
    more: Partial<SecureOutcome> = {},
  ): SecureOutcome => ({
    status,
    message,
    file: undefined,
    target: undefined,
    callers: [],
    notes: [],
    warnings: [],
    findings: [],
    created: [],
    ...more,
  })
  const decision = await askSecure({ ports, instance, azure, cloud, credential, tenantId }, options.answers ?? {})
  if (decision === undefined) return done('cancelled', 'Nothing was changed.')
  const { target } = decision
  const relative = policyFileOf(target)
  const file = path.join(root, relative)
  const { before, isLive } = await startingText({ ports, instance, root, ref: target, file })
  const recipe = secureInbound(before, {
    policy: decision.policy,
    scope: target.kind,
    cloud: { authority: cloud.authority, isPublic: isPublic(cloud), managementAudiences: cloud.managementAudiences },
    tenant:
      decision.tenant === 'literal'
        ? { kind: 'literal', tenantId: decision.tenantId }
        : { kind: 'named-value', displayName: TENANT, tenantId: decision.tenantId },
    audiences: decision.audiences,
    callers: decision.callers,
    roles: decision.roles,
    tokenVersions: decision.tokenVersions,
    authorizationHeader: decision.authorizationHeader,
    refusal: decision.refusal,
  })
  const about = { target, file, callers: decision.callers, notes: recipe.notes, warnings: recipe.warnings }
  if (recipe.problems.length > 0) return done('problem', recipe.problems.join(' '), about)

  const after = applyEdits(recipe.text, recipe.edits)
  const named = await ports.progress('Reading the named values', (signal) =>
    missingNamedValues(instance, recipe.namedValues, signal),
  )
  if (named.differing.length > 0) return done('problem', named.differing.join(' '), about)
  const text = (await readText(file)) ?? ''
  const toInstance = options.write !== 'file'
  if (text !== after || named.missing.length > 0) {
    if (!(await preview(options, decision, before, after, named.missing, recipe.warnings)))
      return done('cancelled', 'Nothing was changed.', about)
    if (text !== after) await writeText(file, after)
    await writeNamedValueFiles(root, recipe.namedValues)
  }
  if (!toInstance)
    return done(
      text === after ? 'unchanged' : 'written',
      `${relative} now checks the caller's token. Push it to make it effective.`,
      about,
    )

  const created = await createNamedValues(options, named.missing)
  const shown = isLive && text !== after ? 'seen' : 'ask'
  const pushed = await pushPolicy({ ports, instance, ref: target, root, check: options.check, preview: shown })
  const more = { ...about, findings: pushed.findings, created }
  if (pushed.status === 'pushed')
    return done(
      'secured',
      `${describeRef(target)} accepts only tokens for ${decision.audiences.join(', ')} now. ${pushed.message}`,
      more,
    )
  const left = created.length === 0 ? '' : ` Created before that: ${created.join(', ')}.`
  return done(pushed.status, `${pushed.message}${left}`, more)
}

/** Display name of the named value that holds the tenant. */
const TENANT = 'tenantId'

const isPublic = (cloud: Cloud): boolean => cloud.name === 'public' || cloud.name === 'local'

async function missingNamedValues(
  instance: InstancePort,
  needed: readonly NeededNamedValue[],
  signal: AbortSignal,
): Promise<{ readonly missing: readonly NeededNamedValue[]; readonly differing: readonly string[] }> {
  if (needed.length === 0) return { missing: [], differing: [] }
  const known = await instance.listNamedValues({ signal })
  const find = ({ displayName }: NeededNamedValue) => known.find((one) => one.displayName === displayName)
  return {
    missing: needed.filter((one) => find(one) === undefined),
    differing: needed.flatMap((one) => {
      const value = find(one)?.value
      return value === undefined || value.toLowerCase() === one.value.toLowerCase()
        ? []
        : [
            `The named value ${one.displayName} exists on the instance with another value (${value}), and other policies may use it. Write the tenant id into the policy instead of the named value.`,
          ]
    }),
  }
}

async function preview(
  { ports, instance, write }: SecureOptions,
  { target }: SecureDecision,
  before: string | undefined,
  after: string,
  missing: readonly NeededNamedValue[],
  warnings: readonly string[],
): Promise<boolean> {
  const service = instance.address.serviceName
  await ports.show({
    kind: 'diff',
    title: `Secure ${describeRef(target)}`,
    left: { label: before === undefined ? 'No policy yet' : 'Before', text: before ?? '' },
    right: { label: 'After', text: after },
  })
  const changes = [
    ...warnings.map((warning) => `Warning: ${warning}`),
    `Changes ${policyFileOf(target)}.`,
    ...(write === 'file'
      ? []
      : [
          ...missing.map(
            ({ displayName, value }) => `Creates the named value ${displayName} (${value}) on ${service}.`,
          ),
          `Replaces the policy of ${describeRef(target)} on ${service}.`,
          'Undo: APIM: Undo Secure API, or policywright secure --undo.',
        ]),
  ]
  return ports.confirm({ title: `Secure ${describeRef(target)}?`, detail: changes.join('\n'), action: 'Secure' })
}

async function writeNamedValueFiles(root: string, needed: readonly NeededNamedValue[]): Promise<void> {
  for (const { displayName, value, secret } of needed) {
    const file = path.join(root, informationFileOf('named-value', displayName))
    if ((await readText(file)) === undefined) await writeJson(file, { properties: { displayName, value, secret } })
  }
}

/** Named values first: the service refuses a policy that names one it does not have. */
async function createNamedValues(
  { ports, instance }: SecureOptions,
  missing: readonly NeededNamedValue[],
): Promise<readonly string[]> {
  for (const { displayName, value, secret } of missing)
    await ports.progress(`Creating the named value ${displayName}`, (signal, report) =>
      instance.putNamedValue({ id: displayName, displayName, value, secret, tags: [] }, { signal, report }),
    )
  return missing.map(({ displayName }) => `named value ${displayName}`)
}
