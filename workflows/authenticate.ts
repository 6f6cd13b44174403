import path from 'node:path'
import type { PolicyRef } from '../azure/apim-port.ts'
import { type Cloud, clouds } from '../azure/clouds.ts'
import { authenticateBackend } from '../language-server/core/recipes/authenticate-backend.ts'
import { type AzureCloud, cloudOfBackEnd } from '../language-server/core/recipes/back-end-kinds.ts'
import { grantScript } from '../language-server/core/recipes/grant-access.ts'
import type { RecipeResult } from '../language-server/core/recipes/recipe.ts'
import { applyEdits } from '../language-server/core/text/edit.ts'
import { describeRef, policyFileOf } from './apiops-layout.ts'
import { changedAuthentication } from './app-service-protection.ts'
import {
  type AuthenticateAnswers,
  azureCloud,
  type BackEndContext,
  type ChosenIdentity,
  chooseIdentity,
  type FoundBackEnd,
  findBackEnd,
} from './back-end-questions.ts'
import { askTarget } from './choose-target.ts'
import { rememberEarlier } from './earlier-record.ts'
import type { CheckDocument, FileFinding } from './ports.ts'
import { type PushOutcome, pushPolicy } from './push.ts'
import { secureApi } from './secure.ts'
import { startingText } from './starting-text.ts'
import { undoSentence } from './undo-sentence.ts'
import { readText, writeText } from './workspace-files.ts'

export interface AuthenticateOptions extends BackEndContext {
  /** Folder of the policies in the APIOps layout; the change is made in its file first. */
  readonly root: string
  readonly answers?: AuthenticateAnswers
  readonly check?: CheckDocument | undefined
  /** `file`: leaves the push to another command. */
  readonly write?: 'file-and-instance' | 'file'
}

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
  const { ports, instance, root, answers = {} } = options
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

  const target =
    answers.target ?? (await askTarget({ ports, instance, title: 'Which API calls the back end?', scopes: 'apis' }))
  if (target === undefined) return cancelled()
  const relative = policyFileOf(target)
  const file = path.join(root, relative)
  about = { target, file }
  const identity = await chooseIdentity(options, answers.identity)
  if (identity === undefined) return cancelled()
  if (typeof identity === 'string') return done('problem', identity)
  if (identity.enabled) changed.push(`enabled ${identity.label}`)

  const { before, isLive } = await startingText({ ports, instance, root, ref: target, file })
  const backEnd = await findBackEnd(options, { target, before, identity }, answers)
  if (backEnd === undefined) return cancelled()
  const { resource, kind, url, protection } = backEnd
  const recipe = authenticateBackend(before, {
    scope: target.kind,
    resource,
    kind,
    sameResource: await sameValues(options, resource),
    ...(identity.kind === 'user' && identity.clientId !== undefined ? { clientId: identity.clientId } : {}),
  })
  about = {
    ...about,
    backEnd: { url, kind: kind.name, resource },
    notes: [
      `The back end is ${url}, by ${backEnd.source}.`,
      ...backEnd.notes,
      ...recipe.notes,
      ...(protection?.notes ?? []),
      ...(protection?.identity === 'let-in' ? [] : [kind.access]),
    ],
    warnings: [...(protection?.warnings ?? []), ...recipe.warnings],
    script: scriptOf(options, identity, backEnd),
  }
  if (recipe.problems.length > 0) return done('problem', recipe.problems.join(' '))

  const after = applyEdits(recipe.text, recipe.edits)
  const text = (await readText(file)) ?? ''
  const changes = recipe.edits.length > 0
  const { warnings = [] } = about
  if (changes && !(await preview(options, target, { recipe, before, after, backEnd, identity, warnings })))
    return cancelled()
  const settings = await correctSettings(options, backEnd)
  if (settings !== undefined) changed.push(settings)
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

/** How a document may spell the same resource: as a named value that holds it. */
async function sameValues({ ports, instance }: AuthenticateOptions, resource: string): Promise<readonly string[]> {
  const named = await ports.progress('Reading the named values', (signal) => instance.listNamedValues({ signal }))
  return named
    .filter(({ value }) => value?.toLowerCase() === resource.toLowerCase())
    .map(({ displayName }) => `{{${displayName}}}`)
}

/** The back end's own; the instance's where the host name does not tell. */
const cloudOf = (cloud: Cloud, { url }: FoundBackEnd): AzureCloud =>
  cloudOfBackEnd(new URL(url).host) ?? azureCloud(cloud)

const scriptOf = (
  { cloud }: AuthenticateOptions,
  identity: ChosenIdentity,
  backEnd: FoundBackEnd,
): string | undefined =>
  identity.objectId === undefined || backEnd.protection?.identity === 'unchecked'
    ? undefined
    : grantScript({
        kind: backEnd.kind.name,
        cloud: cloudOf(cloud, backEnd),
        graphEndpoint: clouds[cloudOf(cloud, backEnd)].graphEndpoint,
        principalId: identity.objectId,
        host: new URL(backEnd.url).host,
        resource: backEnd.resource,
      })

interface Preview {
  readonly recipe: RecipeResult
  readonly before: string | undefined
  readonly after: string
  readonly backEnd: FoundBackEnd
  readonly identity: ChosenIdentity
  readonly warnings: readonly string[]
}

async function preview(
  { ports, instance, write }: AuthenticateOptions,
  target: PolicyRef,
  { recipe, before, after, backEnd, identity, warnings }: Preview,
): Promise<boolean> {
  const owner = describeRef(target)
  await ports.show({
    kind: 'diff',
    title: `Authenticate ${owner} to its back end`,
    left: { label: before === undefined ? 'No policy yet' : 'Before', text: before ?? '' },
    right: { label: 'After', text: after },
  })
  return ports.confirm({
    title: `Authenticate ${owner} to ${new URL(backEnd.url).host}?`,
    detail: [
      ...warnings.map((warning) => `Warning: ${warning}`),
      `Calls ${backEnd.url} (${backEnd.source}) as ${identity.label}, with a token for ${backEnd.resource}.`,
      `Changes ${policyFileOf(target)}.`,
      ...(write === 'file' ? [] : [`Replaces the policy of ${owner} on ${instance.address.serviceName}.`]),
      undoSentence({ change: 'authenticate', recipe, target }),
    ].join('\n'),
    action: 'Authenticate',
  })
}

/**
 * Offers what the app's authentication settings need, as a diff of the whole document.
 * @returns what was changed.
 */
async function correctSettings(
  { ports, azure, answers }: AuthenticateOptions,
  { app, protection }: FoundBackEnd,
): Promise<string | undefined> {
  if (app === undefined || protection?.change === undefined || answers?.settings === 'leave') return undefined
  const old = await ports.progress(`Reading the authentication settings of ${app.name}`, (signal) =>
    azure.getAppServiceAuthenticationDocument(app, { signal }),
  )
  const next = changedAuthentication(old, protection.change)
  const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`
  await ports.show({
    kind: 'diff',
    title: `Authentication settings of ${app.name}`,
    left: { label: 'Settings now', text: json(old) },
    right: { label: 'Settings after', text: json(next) },
    extension: '.json',
  })
  const agreed = await ports.confirm({
    title: `Change the authentication settings of ${app.name} too?`,
    detail: [
      ...protection.warnings,
      `Undo: put the old values back under Settings > Authentication of ${app.name}.`,
    ].join('\n'),
    action: 'Change',
    weight: answers?.settings === 'change' ? 'usual' : 'grave',
  })
  if (!agreed) return undefined
  await ports.progress(`Changing the authentication settings of ${app.name}`, (signal) =>
    azure.putAppServiceAuthenticationDocument(app, next, { signal }),
  )
  return `changed the authentication settings of ${app.name}`
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
