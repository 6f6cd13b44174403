import path from 'node:path'
import type { AppService, PolicyRef } from '../azure/apim-port.ts'
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
  type FoundBackEnd,
} from './back-end-questions.ts'
import type { CheckDocument } from './ports.ts'
import type { StartingText } from './starting-text.ts'
import { undoSentence } from './undo-sentence.ts'
import { readText } from './workspace-files.ts'

export interface AuthenticateOptions extends BackEndContext {
  /** Folder of the policies in the APIOps layout; the change is made in its file first. */
  readonly root: string
  readonly answers?: AuthenticateAnswers
  readonly check?: CheckDocument | undefined
  /** `file`: leaves the push to another command. */
  readonly write?: 'file-and-instance' | 'file'
}

/** The change, worked out and shown. */
export interface AuthenticatePlan {
  readonly identity: ChosenIdentity
  readonly backEnd: FoundBackEnd
  readonly recipe: RecipeResult
  /** The file as it is; empty where there is none. */
  readonly text: string
  readonly after: string
  /** Whether the policy becomes another one. */
  readonly changes: boolean
  readonly isLive: boolean
  readonly about: {
    readonly backEnd: { readonly url: string; readonly kind: string; readonly resource: string }
    readonly notes: readonly string[]
    readonly warnings: readonly string[]
    readonly script: string | undefined
  }
  /** Why it cannot be done. */
  readonly problem: string | undefined
  readonly agreed: boolean
}

export interface PlanFacts {
  readonly target: PolicyRef
  readonly start: StartingText
  readonly identity: ChosenIdentity
  readonly backEnd: FoundBackEnd
}

/** Works the change out, shows it, and asks for consent where the policy changes. @throws WentBack, ServiceError */
export async function planAuthentication(
  options: AuthenticateOptions,
  { target, start: { before, isLive }, identity, backEnd }: PlanFacts,
): Promise<AuthenticatePlan> {
  const { resource, kind, url, protection } = backEnd
  const recipe = authenticateBackend(before, {
    scope: target.kind,
    resource,
    kind,
    sameResource: await sameValues(options, resource),
    ...(identity.kind === 'user' && identity.clientId !== undefined ? { clientId: identity.clientId } : {}),
  })
  const plan = {
    identity,
    backEnd,
    recipe,
    text: (await readText(path.join(options.root, policyFileOf(target)))) ?? '',
    after: applyEdits(recipe.text, recipe.edits),
    changes: recipe.edits.length > 0,
    isLive,
    about: {
      backEnd: { url, kind: kind.name, resource },
      notes: [
        `The back end is ${url}, by ${backEnd.source}.`,
        ...backEnd.notes,
        ...recipe.notes,
        ...(protection?.notes ?? []),
        ...(protection?.identity === 'let-in' ? [] : [kind.access]),
      ],
      warnings: [
        ...(backEnd.warning === undefined ? [] : [backEnd.warning]),
        ...(protection?.warnings ?? []),
        ...recipe.warnings,
      ],
      script: scriptOf(options, identity, backEnd),
    },
    problem: recipe.problems.length > 0 ? recipe.problems.join(' ') : undefined,
  }
  const agreed = plan.problem === undefined && (!plan.changes || (await preview(options, target, before, plan)))
  return { ...plan, agreed }
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

async function preview(
  { ports, instance, write }: AuthenticateOptions,
  target: PolicyRef,
  before: string | undefined,
  { recipe, after, backEnd, identity, about }: Omit<AuthenticatePlan, 'agreed'>,
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
      ...about.warnings.map((warning) => `Warning: ${warning}`),
      `Calls ${backEnd.url} (${backEnd.source}) as ${identity.label}, with a token for ${backEnd.resource}.`,
      `Changes ${policyFileOf(target)}.`,
      ...(write === 'file' ? [] : [`Replaces the policy of ${owner} on ${instance.address.serviceName}.`]),
      undoSentence({ change: 'authenticate', recipe, target }),
    ].join('\n'),
    action: 'Authenticate',
  })
}

/** Authentication settings of an app, agreed to and not yet put there. */
export interface SettingsChange {
  readonly app: AppService
  /** What lets the identity in, to be put there before its token is sent; absent where nothing is needed for that. */
  readonly letIn?: unknown
  /** With what refuses everybody else, to be put there when the token is sent; absent where they are refused already. */
  readonly refuse?: unknown
}

/** Offers what the app's authentication settings need, as a diff of the whole document. @throws WentBack, ServiceError */
export async function planSettings(
  { ports, azure, answers }: AuthenticateOptions,
  { app, protection }: FoundBackEnd,
): Promise<SettingsChange | undefined> {
  if (app === undefined || protection?.change === undefined || answers?.settings === 'leave') return undefined
  const old = await ports.progress(`Reading the authentication settings of ${app.name}`, (signal) =>
    azure.getAppServiceAuthenticationDocument(app, { signal }),
  )
  const { allowApplication, allowIdentity, ...refusal } = protection.change
  const allowance = {
    ...(allowApplication === undefined ? {} : { allowApplication }),
    ...(allowIdentity === undefined ? {} : { allowIdentity }),
  }
  const letIn = changedAuthentication(old, allowance)
  const next = changedAuthentication(letIn, refusal)
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
  return {
    app,
    ...(Object.keys(allowance).length === 0 ? {} : { letIn }),
    ...(Object.keys(refusal).length === 0 ? {} : { refuse: next }),
  }
}

/** @returns what was changed */
export async function changeSettings(
  { ports, azure }: BackEndContext,
  app: AppService,
  document: unknown,
): Promise<string> {
  await ports.progress(`Changing the authentication settings of ${app.name}`, (signal) =>
    azure.putAppServiceAuthenticationDocument(app, document, { signal }),
  )
  return `changed the authentication settings of ${app.name}`
}
