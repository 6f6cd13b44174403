import path from 'node:path'
import type { InstancePort, PolicyRef } from '../azure/apim-port.ts'
import { type UndoneChange, undo } from '../language-server/core/recipes/undo.ts'
import { applyEdits } from '../language-server/core/text/edit.ts'
import { describeRef, policyFileOf } from './apiops-layout.ts'
import { askTarget } from './choose-target.ts'
import type { CheckDocument, FileFinding, Ports } from './ports.ts'
import { type PushOutcome, pushPolicy } from './push.ts'
import { startingText } from './starting-text.ts'
import { readText, writeText } from './workspace-files.ts'

export interface UndoOptions {
  readonly ports: Ports
  readonly instance: InstancePort
  readonly change: UndoneChange
  /** Asked for when absent. */
  readonly target?: PolicyRef | undefined
  /** Folder of the policies in the APIOps layout; the change is made in its file first. */
  readonly root: string
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
    warning: 'Warning: From then on whoever reaches the API may call it, unless another policy checks the caller.',
    note: 'The named value of the tenant stays, since other policies may use it.',
  },
  authenticate: {
    title: 'Stop authenticating which API to its back end?',
    undone: 'gets no token for its back end any more',
    warning: 'Warning: A protected back end refuses the calls from then on.',
    note: 'The identity of the instance and the settings of the back end stay as they are.',
  },
} as const

/**
 * Takes back *Secure API* or *Authenticate to Back End*: removes the policies that it added, shows the change, writes the file and pushes.
 * @throws ServiceError, WorkspaceFileError
 */
export async function undoChange(options: UndoOptions): Promise<UndoOutcome> {
  const { ports, instance, root, change } = options
  const { title, undone, warning, note } = words[change]
  const target =
    options.target ??
    (await askTarget({ ports, instance, title, scopes: change === 'secure' ? 'every-scope' : 'apis' }))
  const relative = target && policyFileOf(target)
  const file = relative && path.join(root, relative)
  const done = (status: UndoOutcome['status'], message: string, more: Partial<UndoOutcome> = {}): UndoOutcome => ({
    status,
    message,
    file,
    target,
    notes: [],
    findings: [],
    ...more,
  })
  if (target === undefined || relative === undefined || file === undefined)
    return done('cancelled', 'Nothing was changed.')
  const owner = describeRef(target)
  const { before, isLive } = await startingText({ ports, instance, root, ref: target, file })
  const recipe = undo(before, change)
  if (recipe.problems.length > 0) return done('problem', recipe.problems.join(' '))
  const toInstance = options.write !== 'file'
  const changes = recipe.edits.length > 0
  // A file that was changed and not pushed still has to reach the instance.
  if (!changes && (isLive || !toInstance))
    return done('unchanged', `The policy of ${owner} holds nothing that was added by this command.`)
  if (changes) {
    const after = applyEdits(recipe.text, recipe.edits)
    await ports.show({
      kind: 'diff',
      title: `Undo on ${owner}`,
      left: { label: 'Before', text: recipe.text },
      right: { label: 'After', text: after },
    })
    const agreed = await ports.confirm({
      title: `Remove what was added to the policy of ${owner}?`,
      detail: [
        warning,
        `Changes ${relative}.`,
        ...(toInstance ? [`Replaces the policy of ${owner} on ${instance.address.serviceName}.`] : []),
      ].join('\n'),
      action: 'Remove',
    })
    if (!agreed) return done('cancelled', 'Nothing was changed.')
    if ((await readText(file)) !== after) await writeText(file, after)
  }
  if (!toInstance) return done('written', `${relative} ${undone}. Push it to make it effective.`, { notes: [note] })
  const preview = isLive && changes ? 'seen' : 'ask'
  const pushed = await pushPolicy({ ports, instance, ref: target, root, check: options.check, preview })
  return pushed.status === 'pushed'
    ? done('undone', `The policy of ${owner} ${undone}. ${pushed.message}`, {
        findings: pushed.findings,
        notes: [note],
      })
    : done(pushed.status, pushed.message, { findings: pushed.findings })
}
