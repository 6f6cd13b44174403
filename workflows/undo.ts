import path from 'node:path'
import type { InstancePort, PolicyRef } from '../azure/apim-port.ts'
import { type EarlierElement, type UndoneChange, type UndoResult, undo } from '../language-server/core/recipes/undo.ts'
import { applyEdits } from '../language-server/core/text/edit.ts'
import { describeRef, policyFileOf } from './apiops-layout.ts'
import { type TargetDraft, targetSteps } from './choose-target.ts'
import { type EarlierPlace, earlierOf, forgetEarlier, isBeforeRuns, textBeforeRuns } from './earlier-record.ts'
import type { CheckDocument, FileFinding, Ports } from './ports.ts'
import { type PushOutcome, pushPolicy } from './push.ts'
import { clearPush } from './push-clearance.ts'
import { unfinishedAt, updateSecureRecord } from './secure-record.ts'
import { startingText } from './starting-text.ts'
import { askInSteps } from './steps.ts'
import { type CreatedNamedValues, createdNamedValues, removeNamedValues } from './undo-named-values.ts'
import { readText, writeText } from './workspace-files.ts'

export interface UndoOptions {
  readonly ports: Ports
  /** Absent: a file alone is changed. */
  readonly instance?: InstancePort | undefined
  readonly change: UndoneChange
  /** Asked for when absent. */
  readonly target?: PolicyRef | undefined
  /** Folder of the policies in the APIOps layout; the change is made in its file first. */
  readonly root: string
  /** Where the policy is kept when not at its usual place; absolute. Needed where there is no instance. */
  readonly file?: string | undefined
  readonly check?: CheckDocument | undefined
  /** `file`: leaves the push to another command. */
  readonly write?: 'file-and-instance' | 'file'
}

export interface UndoOutcome {
  readonly status: 'undone' | 'written' | 'unchanged' | 'problem' | 'cancelled' | PushOutcome['status']
  readonly message: string
  readonly file: string | undefined
  readonly target: PolicyRef | undefined
  readonly notes: readonly string[]
  readonly findings: readonly FileFinding[]
}

const words = {
  secure: {
    title: 'Stop checking the caller of which API?',
    undone: 'does not check the caller’s token any more',
    restored: 'checks the caller’s token again as it was written by hand',
    warning: 'Warning: From then on whoever reaches the API may call it, unless another policy checks the caller.',
    leads: 'Warning: From then on the check that was written by hand decides who may call.',
    note: 'The check that is left was written by hand and stays.',
  },
  authenticate: {
    title: 'Stop authenticating which API to its back end?',
    undone: 'gets no token for its back end any more',
    restored: 'gets its token as it was written by hand again',
    warning: 'Warning: A protected back end refuses the calls from then on.',
    leads: 'Warning: From then on the back end gets the token that was written by hand, and may refuse it.',
    note: 'The identity of the instance and the settings of the back end stay as they are.',
  },
} as const

/**
 * Takes back *Secure API* or *Authenticate to Back End*: removes the policies that it added and brings back what was written by hand and
 * replaced, shows the change, writes the file and pushes; a named value that it had created goes too when nothing else uses it.
 * @throws ServiceError, WorkspaceFileError
 */
export async function undoChange(options: UndoOptions): Promise<UndoOutcome> {
  const { ports, instance, change } = options
  const scopes = change === 'secure' ? 'every-scope' : 'apis'
  const draft = await askInSteps<UndoDraft>(
    ports,
    [
      ...(instance === undefined ? [] : targetSteps({ instance, title: words[change].title, scopes })),
      async (on, { target }) => ({ planned: await plan({ ...options, ports: on }, target) }),
    ],
    { target: options.target },
  )
  return draft?.planned === undefined ? cancelled(undefined, undefined) : carryOut(options, draft.planned)
}

interface UndoDraft extends TargetDraft {
  readonly planned?: Planned
}

type About = Pick<UndoOutcome, 'file' | 'target'>

const outcomeOf = (
  { file, target }: About,
  status: UndoOutcome['status'],
  message: string,
  more: Partial<UndoOutcome> = {},
): UndoOutcome => ({ status, message, file, target, notes: [], findings: [], ...more })

const cancelled = (file: string | undefined, target: PolicyRef | undefined): UndoOutcome =>
  outcomeOf({ file, target }, 'cancelled', 'Nothing was changed.')

/** What is to be done and was agreed to, or how it ended before that. */
type Planned = { readonly ended: UndoOutcome } | UndoPlan | LeftOver

/** An undo that stopped when the policy was pushed already. */
interface LeftOver {
  readonly about: About
  readonly pushes: Pushes
  readonly removable: readonly string[]
}

interface UndoPlan {
  readonly about: About & { readonly file: string }
  readonly place: EarlierPlace
  readonly recipe: TakenBack
  readonly changes: boolean
  readonly isLive: boolean
  /** Absent: the file alone is changed. */
  readonly pushes: Pushes | undefined
  readonly named: CreatedNamedValues
  readonly notes: readonly string[]
}

interface Pushes {
  readonly ports: Ports
  readonly instance: InstancePort
  readonly root: string
  readonly target: PolicyRef
}

/** Works the change out, shows it, and asks for consent. @throws WentBack */
async function plan(options: UndoOptions, target: PolicyRef | undefined): Promise<Planned> {
  const { ports, instance, root, change } = options
  const said = words[change]
  const file = options.file ?? (target && path.join(root, policyFileOf(target)))
  if (file === undefined) return { ended: cancelled(file, target) }
  const about = { file, target }
  const ended = (...what: readonly [UndoOutcome['status'], string, Partial<UndoOutcome>?]): Planned => ({
    ended: outcomeOf(about, ...what),
  })
  const name = nameOf(root, file)
  const owner = target === undefined ? name : describeRef(target)
  const at = instance === undefined || target === undefined ? undefined : { ports, instance, root, target }
  const { before, isLive, live } =
    at === undefined
      ? { before: await readText(file), isLive: false, live: undefined }
      : await startingText({ ports, instance: at.instance, root, ref: at.target, file })
  const place: EarlierPlace = { root, file, change }
  const recipe = await takenBack(before, place)
  if (recipe.problems.length > 0) return ended('problem', recipe.problems.join(' '))
  const pushes = at !== undefined && options.write !== 'file' ? at : undefined
  const { after, earlier } = recipe
  const changes = after !== recipe.text
  const isChecked = change === 'secure' && /<validate-(?:jwt|azure-ad-token)\b/.test(after)
  const notes = [
    ...recipe.notes,
    ...(change === 'authenticate' || (isChecked && recipe.notes.length === 0) ? [said.note] : []),
  ]
  // An undo of the file alone still has to reach the instance; what else differs there is no matter of this command.
  const isLeftThere = !isLive && pushes !== undefined && undo(live, change, recipe.element).edits.length > 0
  if (!changes && !isLeftThere) {
    const removable = pushes === undefined || change !== 'secure' ? [] : await leftOver(pushes, after)
    if (pushes !== undefined && removable.length > 0) return { about, pushes, removable }
    return ended('unchanged', `The policy of ${owner} holds nothing that was added by this command.`, {
      notes: change === 'secure' ? notes : [],
    })
  }
  const named: CreatedNamedValues =
    pushes === undefined || change !== 'secure'
      ? { removable: [], notes: [] }
      : await createdNamedValues(pushes, pushes.target, after)
  if (changes) {
    await ports.show({
      kind: 'diff',
      title: `Undo on ${owner}`,
      left: { label: 'Before', text: recipe.text },
      right: { label: 'After', text: after },
    })
    const agreed = await ports.confirm({
      title: `Remove what was added to the policy of ${owner}?`,
      detail: [
        earlier === 'restored' ? said.leads : said.warning,
        ...recipe.notes,
        `Changes ${name}.`,
        ...(pushes === undefined ? [] : consequences(pushes, named)),
        `Undo: run ${change === 'secure' ? 'Secure API' : 'Authenticate to Back End'} again.`,
      ].join('\n'),
      action: 'Remove',
    })
    if (!agreed) return { ended: cancelled(file, target) }
  }
  // The questions are over, and the ports of the last one with them.
  return { about, place, recipe, changes, isLive, named, notes, pushes }
}

/** Named values that this job had created and that nothing uses any more, and of which the user says that they may go. @throws WentBack */
async function leftOver(pushes: Pushes, after: string): Promise<readonly string[]> {
  const { ports, instance, target } = pushes
  const { removable } = await createdNamedValues(pushes, target, after)
  if (removable.length === 0) return []
  const agreed = await ports.confirm({
    title: `Remove what is left of Secure API on ${instance.address.serviceName}?`,
    detail: removable.map((displayName) => deletion(instance, displayName)).join('\n'),
    action: 'Remove',
  })
  return agreed ? removable : []
}

async function carryOut(options: UndoOptions, planned: Planned): Promise<UndoOutcome> {
  if ('ended' in planned) return planned.ended
  if ('removable' in planned) {
    const { about, pushes, removable } = planned
    const notes = await removeNamedValues({ ...pushes, ports: options.ports }, removable)
    return outcomeOf(
      about,
      'undone',
      `The policy of ${describeRef(pushes.target)} holds nothing that was added any more.`,
      {
        notes,
      },
    )
  }
  const { about, place, recipe, changes, isLive, named, notes, pushes: at } = planned
  const { ports, root, change } = options
  const { file, target } = about
  const { after, earlier } = recipe
  const name = nameOf(root, file)
  const known = await readText(file)
  const cleared =
    at &&
    (await clearPush(
      { ...at, ports, ref: at.target, file, shownFile: name, check: options.check },
      { text: after, before: known },
    ))
  if (cleared !== undefined && 'stopped' in cleared)
    return outcomeOf(about, cleared.stopped.status, cleared.stopped.message, { findings: cleared.stopped.findings })
  const undone = earlier === 'restored' ? words[change].restored : words[change].undone
  if (changes && known !== after) await writeText(file, after)
  // Until the instance has it too, the next run must know what is left there.
  if (options.instance === undefined) await forgetEarlier(place)
  if (at === undefined)
    return outcomeOf(about, 'written', `${name} ${undone}. Push it to make it effective.`, { notes })
  const pushes = { ...at, ports }
  const pushed = await pushPolicy({
    ports,
    instance: pushes.instance,
    ref: pushes.target,
    root,
    ...(options.file === undefined ? {} : { file: path.relative(root, options.file) }),
    check: options.check,
    preview: isLive && changes ? 'seen' : 'ask',
    clearance: cleared?.clearance,
  })
  // The instance may never have got what is taken back here.
  const isThrough = pushed.status === 'pushed' || (pushed.status === 'unchanged' && changes)
  if (!isThrough) return outcomeOf(about, pushed.status, pushed.message, { findings: pushed.findings })
  await forgetEarlier(place)
  if (change === 'secure')
    await updateSecureRecord(root, pushes.instance.address, (record) => unfinishedAt(undefined, record))
  const owner = target === undefined ? name : describeRef(target)
  return outcomeOf(about, 'undone', `The policy of ${owner} ${undone}. ${pushed.message}`, {
    findings: pushed.findings,
    notes: [...notes, ...named.notes, ...(await removeNamedValues(pushes, named.removable))],
  })
}

const nameOf = (root: string, file: string): string => path.relative(root, file).replaceAll('\\', '/')

type TakenBack = Pick<UndoResult, 'text' | 'notes' | 'problems' | 'earlier'> & {
  readonly after: string
  /** What the record says was replaced. */
  readonly element: EarlierElement | undefined
}

/** To the character while the document is as the last run left it; by its ids and by what it says otherwise. */
async function takenBack(before: string | undefined, place: EarlierPlace): Promise<TakenBack> {
  const { change } = place
  const known = await earlierOf(place)
  const text = before ?? ''
  const start = known && textBeforeRuns(text, known)
  const element = known?.element
  const isRestored =
    element !== undefined && (start !== undefined || (known !== undefined && isBeforeRuns(text, known)))
  const rest = undo(start ?? before, change, isRestored ? undefined : element)
  return {
    ...rest,
    text,
    element,
    after: applyEdits(rest.text, rest.edits),
    ...(isRestored
      ? {
          earlier: 'restored',
          notes: ['What was written by hand and amended stands as it stood before, to the character.'],
        }
      : {}),
  }
}

const consequences = (
  { instance, target }: { readonly instance: InstancePort; readonly target: PolicyRef },
  { removable, notes }: CreatedNamedValues,
): readonly string[] => [
  `Replaces the policy of ${describeRef(target)} on ${instance.address.serviceName}.`,
  ...removable.map((displayName) => deletion(instance, displayName)),
  ...notes,
]

const deletion = ({ address }: InstancePort, displayName: string): string =>
  `Deletes the named value ${displayName} on ${address.serviceName}, which this command had created and nothing else uses.`
