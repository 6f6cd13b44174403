import path from 'node:path'
import type { PolicyRef } from '../azure/apim-port.ts'
import { describeRef, policyFileOf } from './apiops-layout.ts'
import { type AuthenticateOptions, changeSettings } from './authenticate-plan.ts'
import { askAuthenticate } from './authenticate-steps.ts'
import type { ChosenIdentity, FoundBackEnd } from './back-end-questions.ts'
import { rememberEarlier } from './earlier-record.ts'
import type { FileFinding } from './ports.ts'
import { type PushOutcome, pushPolicy } from './push.ts'
import { secureApi } from './secure.ts'
import { writeText } from './workspace-files.ts'

export interface AuthenticateOutcome {
  readonly status: 'authenticated' | 'written' | 'unchanged' | 'problem' | 'cancelled' | PushOutcome['status']
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

/**
 * *Authenticate to Back End with Managed Identity*: finds the back end and how it is protected, makes sure that the instance has an identity,
 * works the change out, shows it, writes the file and pushes. The proof (prove-back-end.ts) is offered afterwards. Running it again changes
 * nothing, or goes on where it was left.
 * @throws ServiceError, WorkspaceFileError
 */
export async function authenticateBackEnd(options: AuthenticateOptions): Promise<AuthenticateOutcome> {
  const { ports, instance, root } = options
  const changed: string[] = []
  let about: Partial<AuthenticateOutcome> = {}
  const done = (status: AuthenticateOutcome['status'], message: string, findings: readonly FileFinding[] = []) => ({
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
  const cancelled = (): AuthenticateOutcome =>
    done('cancelled', changed.length === 0 ? 'Nothing was changed.' : `Stopped after this: ${changed.join(', ')}.`)

  const draft = await askAuthenticate(options, (label) => changed.push(`enabled ${label}`))
  if (draft?.target === undefined) return cancelled()
  const { target, problem, plan } = draft
  const relative = policyFileOf(target)
  const file = path.join(root, relative)
  about = { target, file, ...plan?.about }
  if (problem !== undefined) return done('problem', problem)
  if (plan?.agreed !== true) return cancelled()
  const { after, backEnd, changes, identity, isLive, recipe, text } = plan
  const { resource, url } = backEnd
  if (draft.settings !== undefined) changed.push(await changeSettings(options, draft.settings))
  // Protected only when the token is sent already, so that no call fails in between.
  const protect = () => protectBackEnd(options, backEnd, identity, changed)
  if (changes && text !== after) {
    await rememberEarlier({ root, file, change: 'authenticate' }, recipe)
    await writeText(file, after)
  }
  if (options.write === 'file')
    return changes
      ? done('written', `${relative} now gets a token for ${resource}. Push it to make it effective.`)
      : done('unchanged', `${relative} already gets a token for ${resource}.`)
  if (!changes && isLive) {
    await protect()
    return done(
      changed.length === 0 ? 'unchanged' : 'authenticated',
      `${describeRef(target)} already calls ${new URL(url).host} as ${identity.label}.${changed.length === 0 ? '' : ` Done besides: ${changed.join(', ')}.`}`,
    )
  }

  const shown = isLive && changes ? 'seen' : 'ask'
  const pushed = await pushPolicy({ ports, instance, ref: target, root, check: options.check, preview: shown })
  if (pushed.status === 'pushed') {
    await protect()
    return done(
      'authenticated',
      `${describeRef(target)} calls ${new URL(url).host} as ${identity.label} now, with a token for ${resource}. ${pushed.message}`,
      pushed.findings,
    )
  }
  const left = changed.length === 0 ? '' : ` Done before that: ${changed.join(', ')}.`
  return done(pushed.status, `${pushed.message}${left}`, pushed.findings)
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
