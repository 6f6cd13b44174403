import path from 'node:path'
import type { TokenCredential } from '../azure/access-token.ts'
import type { ApimPort, InstancePort, PolicyRef } from '../azure/apim-port.ts'
import { type Cloud, clouds } from '../azure/clouds.ts'
import type { NeededNamedValue, RecipeResult } from '../language-server/core/recipes/recipe.ts'
import { secureInbound } from '../language-server/core/recipes/secure-inbound.ts'
import { applyEdits } from '../language-server/core/text/edit.ts'
import { describeRef, policyFileOf } from './apiops-layout.ts'
import type { FoundCaller } from './choose-callers.ts'
import { includedFragments } from './included-fragments.ts'
import type { CheckDocument, Ports } from './ports.ts'
import { waysAroundProduct } from './product-keys.ts'
import type { SecureAnswers, SecureDecision } from './secure-decision.ts'
import { missingNamedValues, TENANT, withTenantOfWorkspace } from './secure-named-values.ts'
import type { StartingText } from './starting-text.ts'
import { undoSentence } from './undo-sentence.ts'
import { widerPolicies } from './wider-policies.ts'
import { readText } from './workspace-files.ts'

export interface SecureOptions {
  readonly ports: Ports
  /** Absent: a file alone is changed. */
  readonly instance?: InstancePort | undefined
  /** Finds those who may call; absent: they are typed. */
  readonly azure?: ApimPort | undefined
  readonly cloud: Cloud
  /** Of the developer, who is offered as a caller. */
  readonly credential?: TokenCredential | undefined
  /** Folder of the policies in the APIOps layout; the change is made in its file first. */
  readonly root: string
  /** Where the policy is kept when not at its usual place; absolute. Needed where there is neither an instance nor a target. */
  readonly file?: string | undefined
  readonly answers?: SecureAnswers
  readonly tenantId?: string | undefined
  readonly check?: CheckDocument | undefined
  /** `file`: leaves the push to another command. */
  readonly write?: 'file-and-instance' | 'file'
}

/** What follows from the decision, and is agreed to. */
interface SecureChange {
  readonly decision: SecureDecision
  readonly recipe: RecipeResult
  readonly warnings: readonly string[]
  readonly file: string
  readonly before: string | undefined
  readonly after: string
  /** Whether `before` is what is live. */
  readonly isLive: boolean
  /** Whether the file becomes another one. */
  readonly changes: boolean
  readonly needed: readonly NeededNamedValue[]
  /** Those of them that the instance does not have. */
  readonly missing: readonly NeededNamedValue[]
}

export interface AgreedChange {
  readonly said: {
    readonly target: PolicyRef | undefined
    readonly file: string
    readonly callers: readonly FoundCaller[]
    readonly warnings: readonly string[]
    readonly notes: readonly string[]
  }
  /** Why it cannot be done. */
  readonly problem?: string
  /** Absent when there is a problem, or the user did not agree. */
  readonly change?: SecureChange
}

/**
 * Works the change out, shows it, and asks for consent where anything would change.
 * @throws WentBack, ServiceError, WorkspaceFileError
 */
export async function agree(
  options: SecureOptions,
  decision: SecureDecision,
  start: (target: PolicyRef | undefined) => Promise<StartingText>,
): Promise<AgreedChange> {
  const { ports, instance, root } = options
  const file = fileOf(options, decision.target)
  const { before, isLive } = await start(decision.target)
  const tenantId = await withTenantOfWorkspace(root, decision)
  const wider = await widerPolicies(options, decision.target)
  const recipe = secureInbound(before, {
    ...decision,
    wider,
    scope: decision.target?.kind ?? 'api',
    cloud: {
      authority: options.cloud.authority,
      isPublic: isPublic(options.cloud),
      managementAudiences: options.cloud.managementAudiences,
    },
    tenant:
      decision.tenant === 'literal'
        ? { kind: 'literal', tenantId }
        : { kind: 'named-value', displayName: TENANT, tenantId },
    fragments: new Map(
      (await Promise.all([before, ...wider].map((text) => includedFragments(options, text)))).flatMap((one) => [
        ...one,
      ]),
    ),
  })
  const warnings = [...recipe.warnings, ...(await waysAroundProduct(options.ports, instance, decision.target))]
  const needed = recipe.namedValues.filter(({ value }) => value !== '')
  const unknown = recipe.namedValues.filter(({ value }) => value === '')
  const said = {
    target: decision.target,
    file,
    callers: decision.callers,
    warnings,
    notes: [
      ...recipe.notes,
      ...unknown.map(
        ({ displayName }) =>
          `The named value ${displayName} must hold the tenant’s id on the instance; no file is written for it, since no tenant id was given.`,
      ),
    ],
  }
  if (recipe.problems.length > 0) return { said, problem: recipe.problems.join(' ') }
  const named = instance && (await missingNamedValues(ports, instance, needed))
  if (named !== undefined && named.differing.length > 0) return { said, problem: named.differing.join(' ') }
  const after = applyEdits(recipe.text, recipe.edits)
  const later =
    options.write === 'file'
      ? (named?.missing ?? []).map(
          ({ displayName }) =>
            `${instance?.address.serviceName} has no named value ${displayName} yet, and refuses the policy until it has: policywright publish creates it from the file that is written here.`,
        )
      : []
  const changes = (await readText(file)) !== after
  const missing = named?.missing ?? []
  const change = { decision, recipe, warnings, file, before, after, isLive, changes, needed, missing }
  if ((changes || missing.length > 0) && !(await preview(options, change))) return { said }
  return { said: { ...said, notes: [...said.notes, ...later] }, change }
}

/** Absolute. */
export function fileOf({ root, file }: SecureOptions, target: PolicyRef | undefined): string {
  if (file !== undefined) return file
  if (target === undefined) throw new Error('Name the file whose policy is to be secured.')
  return path.join(root, policyFileOf(target))
}

/** Relative to the root where it lies below it. */
export function shownFile(options: SecureOptions, target: PolicyRef | undefined): string {
  const relative = path.relative(options.root, fileOf(options, target)).replaceAll('\\', '/')
  return relative.startsWith('..') ? fileOf(options, target) : relative
}

/** The authority that validate-azure-ad-token takes for granted. */
const isPublic = ({ authority }: Cloud): boolean => authority === clouds.public.authority

async function preview(
  options: SecureOptions,
  { decision, recipe, warnings, before, after, missing }: SecureChange,
): Promise<boolean> {
  const { ports, instance, write } = options
  const name = shownFile(options, decision.target)
  const owner = decision.target === undefined ? name : describeRef(decision.target)
  await ports.show({
    kind: 'diff',
    title: `Secure ${owner}`,
    left: { label: before === undefined ? 'No policy yet' : 'Before', text: before ?? '' },
    right: { label: 'After', text: after },
  })
  const service = instance?.address.serviceName
  const changes = [
    ...warnings.map((warning) => `Warning: ${warning}`),
    `Changes ${name}.`,
    ...(write === 'file' || service === undefined
      ? []
      : [
          ...missing.map(
            ({ displayName, value }) => `Creates the named value ${displayName} (${value}) on ${service}.`,
          ),
          `Replaces the policy of ${owner} on ${service}.`,
        ]),
    undoSentence({
      change: 'secure',
      recipe,
      target: instance === undefined ? undefined : decision.target,
      file: options.file === undefined ? undefined : name,
    }),
  ]
  return ports.confirm({ title: `Secure ${owner}?`, detail: changes.join('\n'), action: 'Secure' })
}
