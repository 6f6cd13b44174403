import path from 'node:path'
import type { TokenCredential } from '../azure/access-token.ts'
import type { ApimPort, InstancePort, PolicyRef } from '../azure/apim-port.ts'
import { type Cloud, clouds } from '../azure/clouds.ts'
import { readOwnCheck } from '../language-server/core/recipes/own-check.ts'
import type { NeededNamedValue, RecipeResult } from '../language-server/core/recipes/recipe.ts'
import { secureInbound } from '../language-server/core/recipes/secure-inbound.ts'
import { applyEdits } from '../language-server/core/text/edit.ts'
import { describeRef, keyOfRef, policyFileOf, policyRefOf } from './apiops-layout.ts'
import type { FoundCaller } from './choose-callers.ts'
import { rememberEarlier } from './earlier-record.ts'
import { includedFragments } from './included-fragments.ts'
import type { CheckDocument, FileFinding, Ports } from './ports.ts'
import { type PushOutcome, pushPolicy } from './push.ts'
import type { SecureAnswers, SecureDecision } from './secure-decision.ts'
import { finishSecure } from './secure-finish.ts'
import { missingNamedValues, TENANT, withTenantOfWorkspace, writeNamedValueFiles } from './secure-named-values.ts'
import { askSecure } from './secure-questions.ts'
import { secureRecord, unfinishedPolicy } from './secure-record.ts'
import { type StartingText, startingText } from './starting-text.ts'
import { undoSentence } from './undo-sentence.ts'
import { readText, writeText } from './workspace-files.ts'

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

export interface SecureOutcome {
  /** `interrupted`: a part was done and the rest failed; `left` says what, and the next run does it. */
  readonly status: 'secured' | 'written' | 'unchanged' | 'problem' | 'cancelled' | 'interrupted' | PushOutcome['status']
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
  /** What was not done any more. */
  readonly left: readonly string[]
}

/**
 * *Secure API with Managed Identity*: asks, works the change out, shows it, writes the file, creates the tenant's named value where it
 * is missing, pushes, and leaves the proof (call.ts) to be offered. Everything is shown and confirmed once before anything changes. A run
 * that stops half-way says what was done, and the next one goes on there.
 * @throws ServiceError before anything was changed, WorkspaceFileError
 */
export async function secureApi(options: SecureOptions): Promise<SecureOutcome> {
  const { ports, instance, root } = options
  const done: Done = (status, message, more = {}) => ({ ...nothing, status, message, ...more })
  const answers = await goOn(options)
  if (answers === undefined) return done('cancelled', 'Nothing was changed.')
  const texts = new Map<string, StartingText>()
  const start = async (target: PolicyRef | undefined): Promise<StartingText> => {
    const file = fileOf(options, target)
    const known = texts.get(file)
    if (known !== undefined) return known
    const text =
      instance === undefined || target === undefined
        ? { before: await readText(file), isLive: false }
        : await startingText({ ports, instance, root, ref: target, file })
    texts.set(file, text)
    return text
  }
  const target = answers.target ?? (instance === undefined ? refOfFile(options) : undefined)
  const decision = await askSecure(
    { ...options, instance, readOwn: async (ref) => readOwnCheck((await start(ref)).before) },
    { ...answers, target },
  )
  if (decision === undefined) return done('cancelled', 'Nothing was changed.')
  const file = fileOf(options, decision.target)
  const { before, isLive } = await start(decision.target)
  const about = { target: decision.target, file, callers: decision.callers }
  const tenantId = await withTenantOfWorkspace(root, decision)
  const recipe = secureInbound(before, {
    ...decision,
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
    fragments: await includedFragments(options, before),
  })
  const needed = recipe.namedValues.filter(({ value }) => value !== '')
  const unknown = recipe.namedValues.filter(({ value }) => value === '')
  const said = {
    ...about,
    warnings: recipe.warnings,
    notes: [
      ...recipe.notes,
      ...unknown.map(
        ({ displayName }) =>
          `The named value ${displayName} must hold the tenant’s id on the instance; no file is written for it, since no tenant id was given.`,
      ),
    ],
  }
  if (recipe.problems.length > 0) return done('problem', recipe.problems.join(' '), said)

  const after = applyEdits(recipe.text, recipe.edits)
  const named = instance && (await missingNamedValues(ports, instance, needed))
  if (named !== undefined && named.differing.length > 0) return done('problem', named.differing.join(' '), said)
  const change: Change = { options, decision, recipe, file, before, after, missing: named?.missing ?? [] }
  const changes = (await readText(file)) !== after
  if (changes || change.missing.length > 0) {
    if (!(await preview(change))) return done('cancelled', 'Nothing was changed.', said)
    if (changes) {
      await rememberEarlier({ root, file, change: 'secure' }, recipe)
      await writeText(file, after)
    }
    await writeNamedValueFiles(root, needed)
  }
  if (instance === undefined || decision.target === undefined || options.write === 'file') {
    const name = shownFile(options, decision.target)
    return changes
      ? done('written', `${name} now checks the caller's token. Push it to make it effective.`, said)
      : done('unchanged', `${name} already checks the caller's token like that.`, said)
  }
  const outcome = await finishSecure({
    ...options,
    instance,
    target: decision.target,
    missing: change.missing,
    push: () =>
      pushPolicy({
        ports,
        instance,
        ref: decision.target as PolicyRef,
        root,
        ...(options.file === undefined ? {} : { file: path.relative(root, options.file) }),
        check: options.check,
        preview: isLive && changes ? 'seen' : 'ask',
      }),
  })
  return outcome.status === 'pushed'
    ? done(
        'secured',
        `${describeRef(decision.target)} accepts only tokens for ${decision.audiences.join(', ')} now. ${outcome.message}`,
        { ...said, ...outcome.more },
      )
    : done(outcome.status, outcome.message, { ...said, ...outcome.more })
}

type Done = (status: SecureOutcome['status'], message: string, more?: Partial<SecureOutcome>) => SecureOutcome

const nothing: Omit<SecureOutcome, 'status' | 'message'> = {
  file: undefined,
  target: undefined,
  callers: [],
  notes: [],
  warnings: [],
  findings: [],
  created: [],
  left: [],
}

/** Where the last run stopped, going on there is offered: the file says what was wanted. @returns undefined when the user gave up. */
async function goOn({ ports, instance, root, answers = {} }: SecureOptions): Promise<SecureAnswers | undefined> {
  if (instance === undefined || answers.audiences !== undefined || answers.unsaid === 'keep') return answers
  const target = unfinishedPolicy(await secureRecord(root, instance.address))
  if (target === undefined || (answers.target !== undefined && keyOfRef(answers.target) !== keyOfRef(target)))
    return answers
  const wanted = readOwnCheck(await readText(path.join(root, policyFileOf(target))))
  if (wanted === undefined) return answers
  const chosen = await ports.choose<'on' | 'anew'>({
    title: `The last run on ${describeRef(target)} stopped before it was through.`,
    choices: [
      { label: 'Go on', detail: 'What is left is done as it was decided then.', value: 'on' },
      { label: 'Begin anew', value: 'anew' },
    ],
  })
  if (chosen === 'on') return { ...answers, target, unsaid: 'keep' }
  return chosen && answers
}

function fileOf({ root, file }: SecureOptions, target: PolicyRef | undefined): string {
  if (file !== undefined) return file
  if (target === undefined) throw new Error('Name the file whose policy is to be secured.')
  return path.join(root, policyFileOf(target))
}

const refOfFile = ({ root, file }: SecureOptions): PolicyRef | undefined =>
  file === undefined ? undefined : policyRefOf(path.relative(root, file))

/** Relative to the root where it lies below it. */
function shownFile(options: SecureOptions, target: PolicyRef | undefined): string {
  const relative = path.relative(options.root, fileOf(options, target)).replaceAll('\\', '/')
  return relative.startsWith('..') ? fileOf(options, target) : relative
}

/** The authority that validate-azure-ad-token takes for granted. */
const isPublic = ({ authority }: Cloud): boolean => authority === clouds.public.authority

interface Change {
  readonly options: SecureOptions
  readonly decision: SecureDecision
  readonly recipe: RecipeResult
  readonly file: string
  readonly before: string | undefined
  readonly after: string
  readonly missing: readonly NeededNamedValue[]
}

async function preview({ options, decision, recipe, before, after, missing }: Change): Promise<boolean> {
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
    ...recipe.warnings.map((warning) => `Warning: ${warning}`),
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
