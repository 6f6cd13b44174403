import path from 'node:path'
import type { PolicyRef } from '../azure/apim-port.ts'
import { isServiceError } from '../azure/service-error.ts'
import { describeRef, policyFileOf } from './apiops-layout.ts'
import { type AuthenticateOptions, changeSettings } from './authenticate-plan.ts'
import { askAuthenticate } from './authenticate-steps.ts'
import type { ChosenIdentity, FoundBackEnd } from './back-end-questions.ts'
import { rememberEarlier } from './earlier-record.ts'
import type { FileFinding } from './ports.ts'
import { type PushOutcome, pushPolicy } from './push.ts'
import { clearPush } from './push-clearance.ts'
import { secureApi } from './secure.ts'
import { writeText } from './workspace-files.ts'

export interface AuthenticateOutcome {
  /** `interrupted`: a part was done and the rest failed; the next run goes on there. */
  readonly status:
    | 'authenticated'
    | 'written'
    | 'unchanged'
    | 'problem'
    | 'cancelled'
    | 'interrupted'
    | PushOutcome['status']
  readonly message: string
  readonly file: string | undefined
  readonly target: PolicyRef | undefined
  readonly backEnd: { readonly url: string; readonly kind: string; readonly resource: string } | undefined
  readonly notes: readonly string[]
  readonly warnings: readonly string[]
  readonly findings: readonly FileFinding[]
  /** What was changed besides the policy, in order. */
  readonly changed: readonly string[]
  /** Commands that give the identity access, for somebody who may run them. */
  readonly script: string | undefined
}

/** A run as far as it has come. */
interface Run {
  /** Besides the policy. */
  readonly changed: string[]
  /** Besides those: the file, the push. */
  readonly written: string[]
  about: Partial<AuthenticateOutcome>
}

const outcomeOf = (
  { about, changed }: Run,
  status: AuthenticateOutcome['status'],
  message: string,
  findings: readonly FileFinding[] = [],
): AuthenticateOutcome => ({
  file: undefined,
  target: undefined,
  backEnd: undefined,
  notes: [],
  warnings: [],
  script: undefined,
  ...about,
  status,
  message,
  findings,
  changed,
})

/**
 * *Authenticate to Back End with Managed Identity*: finds the back end and how it is protected, makes sure that the instance has an identity,
 * works the change out, shows it, writes the file and pushes. The proof (prove-back-end.ts) is offered afterwards. Running it again changes
 * nothing, or goes on where it was left; a run that stops half-way says what was done.
 * @throws ServiceError before anything was changed, WorkspaceFileError
 */
export async function authenticateBackEnd(options: AuthenticateOptions): Promise<AuthenticateOutcome> {
  const run: Run = { changed: [], written: [], about: {} }
  try {
    return await authenticate(options, run)
  } catch (error) {
    const done = [...run.changed, ...run.written]
    const isKnown = isServiceError(error) || (error instanceof Error && error.name === 'AbortError')
    if (!isKnown || done.length === 0) throw error
    return outcomeOf(
      run,
      'interrupted',
      `${error.message} Done before that: ${done.join(', ')}. Run it again, and it goes on there.`,
    )
  }
}

async function authenticate(options: AuthenticateOptions, run: Run): Promise<AuthenticateOutcome> {
  const { ports, instance, root, check } = options
  const { changed, written } = run
  const done = (status: AuthenticateOutcome['status'], message: string, findings: readonly FileFinding[] = []) =>
    outcomeOf(run, status, message, findings)
  const before = (): string => (changed.length === 0 ? '' : ` Done before that: ${changed.join(', ')}.`)
  const cancelled = (): AuthenticateOutcome =>
    done('cancelled', changed.length === 0 ? 'Nothing was changed.' : `Stopped after this: ${changed.join(', ')}.`)

  const draft = await askAuthenticate(options, (label) => changed.push(`enabled ${label}`))
  if (draft?.target === undefined) return cancelled()
  const { target, problem, plan, settings } = draft
  const relative = policyFileOf(target)
  const file = path.join(root, relative)
  run.about = { target, file, ...plan?.about }
  if (problem !== undefined) return done('problem', problem)
  if (plan?.agreed !== true) return cancelled()
  const { after, backEnd, changes, identity, isLive, recipe, text } = plan
  const { resource, url } = backEnd
  const at = { ports, instance, ref: target, root, check }
  const pushes = options.write !== 'file' && (changes || !isLive)
  const cleared = pushes
    ? await clearPush({ ...at, file, shownFile: relative }, { text: after, before: text === '' ? undefined : text })
    : { clearance: undefined }
  if ('stopped' in cleared) {
    const { status, message, findings } = cleared.stopped
    return done(status, `${message}${before()}`, findings)
  }
  const set = async (document: unknown): Promise<void> => {
    if (settings === undefined || document === undefined) return
    const what = await changeSettings(options, settings.app, document)
    if (!changed.includes(what)) changed.push(what)
  }
  // Who is let in must be when the token is sent, and everybody else is refused only then, so that no call fails in between.
  const protect = async (): Promise<void> => {
    await set(settings?.refuse)
    await protectBackEnd(options, backEnd, identity, changed)
  }
  await set(settings?.letIn)
  if (changes && text !== after) {
    await rememberEarlier({ root, file, change: 'authenticate' }, recipe)
    await writeText(file, after)
    written.push(`changed ${relative}`)
  }
  if (options.write === 'file') {
    await set(settings?.refuse)
    return changes
      ? done('written', `${relative} now gets a token for ${resource}. Push it to make it effective.`)
      : done('unchanged', `${relative} already gets a token for ${resource}.`)
  }
  if (!pushes) {
    await protect()
    return done(
      changed.length === 0 ? 'unchanged' : 'authenticated',
      `${describeRef(target)} already calls ${new URL(url).host} as ${identity.label}.${changed.length === 0 ? '' : ` Done besides: ${changed.join(', ')}.`}`,
    )
  }

  const preview = isLive && changes ? 'seen' : 'ask'
  const pushed = await pushPolicy({ ...at, preview, clearance: cleared.clearance })
  if (pushed.status === 'pushed') {
    written.push(`pushed the policy of ${describeRef(target)}`)
    await protect()
    return done(
      'authenticated',
      `${describeRef(target)} calls ${new URL(url).host} as ${identity.label} now, with a token for ${resource}. ${pushed.message}`,
      pushed.findings,
    )
  }
  return done(pushed.status, `${pushed.message}${before()}`, pushed.findings)
}

/** Where the policies of another instance are kept, below those of this one. */
const BACK_ENDS = 'back-ends'

/** Offers to let an unprotected API of another instance accept this identity alone: the job of its own, shown and confirmed there. */
async function protectBackEnd(
  { answers, azure, check, cloud, ports, root }: AuthenticateOptions,
  { api: found, resource }: FoundBackEnd,
  { clientId, label, objectId }: ChosenIdentity,
  changed: string[],
): Promise<void> {
  if (found?.api === undefined || found.checks.length > 0 || objectId === undefined || answers?.settings === 'leave')
    return
  const outcome = await secureApi({
    ports,
    instance: found.port,
    azure,
    cloud,
    root: path.join(root, BACK_ENDS, found.instance.serviceName),
    check,
    tenantId: found.instance.identity.systemAssigned?.tenantId,
    answers: {
      target: { kind: 'api', api: found.api.id },
      policy: 'validate-jwt',
      audiences: [resource],
      callers: [{ name: label, objectId, ...(clientId === undefined ? {} : { clientId }) }],
      unsaid: 'keep',
    },
  })
  if (outcome.status !== 'cancelled')
    changed.push(
      `${outcome.status === 'secured' ? 'protected' : 'tried to protect'} ${found.api.displayName} on ${found.instance.serviceName} (${outcome.message})`,
    )
}
