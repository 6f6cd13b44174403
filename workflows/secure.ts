import path from 'node:path'
import type { PolicyRef } from '../azure/apim-port.ts'
import { readOwnCheck } from '../language-server/core/recipes/own-check.ts'
import { describeRef, policyRefOf } from './apiops-layout.ts'
import type { FoundCaller } from './choose-callers.ts'
import { rememberEarlier } from './earlier-record.ts'
import type { FileFinding } from './ports.ts'
import { type PushOutcome, pushPolicy } from './push.ts'
import { clearPush } from './push-clearance.ts'
import { agree, fileOf, type SecureOptions, shownFile } from './secure-change.ts'
import { finishSecure } from './secure-finish.ts'
import { writeNamedValueFiles } from './secure-named-values.ts'
import { askSecure } from './secure-questions.ts'
import { type StartingText, startingText } from './starting-text.ts'
import { readText, writeText } from './workspace-files.ts'

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
 * is missing, pushes, and leaves the proof (call.ts) to be offered. Everything is shown and confirmed once before anything changes, and a
 * policy that cannot be pushed (errors, a change of somebody else's) ends the job before it writes anything. A run that stops half-way says what was done, and the next one goes on there.
 * @throws ServiceError before anything was changed, WorkspaceFileError
 */
export async function secureApi(options: SecureOptions): Promise<SecureOutcome> {
  const { ports, instance, root } = options
  const done: Done = (status, message, more = {}) => ({ ...nothing, status, message, ...more })
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
  const target = options.answers?.target ?? (instance === undefined ? refOfFile(options) : undefined)
  const asked = await askSecure(
    { ...options, instance, readOwn: async (ref) => readOwnCheck((await start(ref)).before) },
    { ...options.answers, target },
    (on, decision) => agree({ ...options, ports: on }, decision, start),
  )
  if (asked === undefined) return done('cancelled', 'Nothing was changed.')
  const { change, said } = asked
  if (asked.problem !== undefined) return done('problem', asked.problem, said)
  if (change === undefined) return done('cancelled', 'Nothing was changed.', said)
  const { decision, recipe, file, after, changes, isLive } = change
  const { target: ref } = decision
  const pushes = instance === undefined || ref === undefined || options.write === 'file' ? undefined : { instance, ref }
  const cleared =
    pushes &&
    (await clearPush(
      { ...options, ...pushes, file, shownFile: shownFile(options, ref) },
      { text: after, before: await readText(file) },
    ))
  if (cleared !== undefined && 'stopped' in cleared)
    return done(cleared.stopped.status, cleared.stopped.message, { ...said, findings: cleared.stopped.findings })
  if (changes) {
    await rememberEarlier({ root, file, change: 'secure' }, recipe)
    await writeText(file, after)
  }
  if (changes || change.missing.length > 0) await writeNamedValueFiles(root, change.needed)
  if (pushes === undefined) {
    const name = shownFile(options, ref)
    return changes
      ? done('written', `${name} now checks the caller's token. Push it to make it effective.`, said)
      : done('unchanged', `${name} already checks the caller's token like that.`, said)
  }
  const outcome = await finishSecure({
    ...options,
    instance: pushes.instance,
    target: pushes.ref,
    missing: change.missing,
    push: () =>
      pushPolicy({
        ports,
        ...pushes,
        root,
        ...(options.file === undefined ? {} : { file: path.relative(root, options.file) }),
        check: options.check,
        preview: isLive && changes ? 'seen' : 'ask',
        clearance: cleared?.clearance,
      }),
  })
  return outcome.status === 'pushed'
    ? done(
        'secured',
        `${describeRef(pushes.ref)} accepts only tokens for ${decision.audiences.join(', ')} now. ${outcome.message}`,
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

const refOfFile = ({ root, file }: SecureOptions): PolicyRef | undefined =>
  file === undefined ? undefined : policyRefOf(path.relative(root, file))
