import { readdir } from 'node:fs/promises'
import path from 'node:path'
import type { InstancePort, NamedValue, PolicyRef, ResourceProperties } from '../azure/apim-port.ts'
import { isServiceError } from '../azure/service-error.ts'
import { describeRef, policyFileOf } from './apiops-layout.ts'
import { fetchedPolicy, rememberFetched } from './fetched-record.ts'
import { informationFiles, operationFileOf, writable } from './information-files.ts'
import { samePolicy } from './normalise.ts'
import type { FileFinding, Ports } from './ports.ts'
import { fileFinding } from './service-findings.ts'
import { readJson, readText, WorkspaceFileError } from './workspace-files.ts'

export interface PublishOptions {
  readonly ports: Ports
  readonly instance: InstancePort
  /** Folder in the APIOps layout. */
  readonly root: string
  /** Values of secret named values by display name; asked for when missing. In memory only. */
  readonly secrets?: Readonly<Record<string, string>>
}

export interface PublishOutcome {
  readonly status: 'published' | 'unchanged' | 'refused' | 'conflict' | 'cancelled'
  readonly message: string
  /** What was written, in order. */
  readonly written: readonly string[]
  readonly findings: readonly FileFinding[]
  /** What the folder holds and this command does not publish. */
  readonly notes: readonly string[]
}

interface Step {
  /** `API orders`, `the policy of API orders` */
  readonly what: string
  readonly policy?: { readonly ref: PolicyRef; readonly file: string; readonly text: string }
  put(signal: AbortSignal): Promise<void>
}

/**
 * Publishes a folder to an instance in the order in which things need each other: named values, back ends, version sets, fragments, APIs with
 * their operations, products, subscriptions, then policies from the widest scope to the narrowest. Policies that already are what the
 * files say are left alone; a policy that somebody changed since it was fetched stops the run before anything is written.
 * @throws ServiceError, WorkspaceFileError
 */
export async function publish(options: PublishOptions): Promise<PublishOutcome> {
  const { ports, instance, root } = options
  const service = instance.address.serviceName
  const notes = await notPublished(root)
  const none = { written: [], findings: [], notes }
  const resources = await resourceSteps(options)
  if (resources === undefined)
    return { status: 'cancelled', message: 'Nothing was published: a secret value is missing.', ...none }
  const plan = await ports.progress(`Comparing with ${service}`, async (signal) => policySteps(options, signal))
  if (plan.conflicts.length > 0)
    return {
      status: 'conflict',
      message: `Nothing was published: ${plan.conflicts.join(', ')} changed on ${service} since it was fetched. Fetch and merge first.`,
      ...none,
    }
  const steps = [...resources, ...plan.steps]
  if (steps.length === 0) return { status: 'unchanged', message: `There is nothing to publish in ${root}.`, ...none }
  const agreed = await ports.confirm({
    title: `Publish ${steps.length} items to ${service}?`,
    detail: steps.map(({ what }) => what).join('\n'),
    action: 'Publish',
  })
  if (!agreed) return { status: 'cancelled', message: 'Nothing was published.', ...none }
  return apply(options, steps, notes)
}

async function apply(
  options: PublishOptions,
  steps: readonly Step[],
  notes: readonly string[],
): Promise<PublishOutcome> {
  const { ports, instance, root } = options
  const service = instance.address.serviceName
  const written: string[] = []
  for (const step of steps) {
    try {
      await ports.progress(`Publishing ${step.what}`, (signal) => step.put(signal))
      written.push(step.what)
    } catch (error) {
      const so = written.length === 0 ? 'Nothing was written before' : `Written before: ${written.join(', ')}`
      if (!isServiceError(error) || (error.kind !== 'refused' && error.kind !== 'changed')) {
        ports.log(so)
        throw error
      }
      const findings = step.policy
        ? error.findings.map((one) => fileFinding(one, step.policy?.file ?? '', step.policy?.text ?? ''))
        : []
      return {
        status: error.kind === 'changed' ? 'conflict' : 'refused',
        message: `${service} refused ${step.what}. ${findings.map(({ line, message }) => `Line ${line}: ${message}`).join(' ') || error.message} ${so}; publishing again goes on from there.`,
        written,
        findings,
        notes,
      }
    }
  }
  const refs = steps.flatMap(({ policy }) => (policy ? [policy.ref] : []))
  const seen = await ports.progress('Reading back', async (signal) =>
    Promise.all(refs.map(async (ref) => ({ ref, policy: await instance.getPolicy(ref, { signal }) }))),
  )
  await rememberFetched(
    root,
    instance.address,
    seen.flatMap(({ ref, policy }) => (policy ? [{ ref, policy }] : [])),
    ports.log,
  )
  return {
    status: 'published',
    message: `${written.length} items are published to ${service}.`,
    written,
    findings: [],
    notes,
  }
}

async function names(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true })
    return entries
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .sort()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw new WorkspaceFileError(folder, `${folder} cannot be read: ${(error as Error).message}.`, error)
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

async function properties(file: string): Promise<ResourceProperties | undefined> {
  const value = await readJson(file)
  if (value === undefined) return undefined
  if (!isRecord(value) || (value.properties !== undefined && !isRecord(value.properties)))
    throw new WorkspaceFileError(file, `${file} must be a JSON object with "properties".`, undefined)
  return value.properties ?? {}
}

type Kind = keyof typeof informationFiles

/** Every item of a kind with its information file; a folder without one holds policies only. */
async function items(
  root: string,
  kind: Kind,
): Promise<readonly { readonly id: string; readonly properties: ResourceProperties }[]> {
  const { folder, file } = informationFiles[kind]
  const found = []
  for (const id of await names(path.join(root, folder))) {
    const read = await properties(path.join(root, folder, id, file))
    if (read !== undefined) found.push({ id, properties: writable(kind, read) })
  }
  return found
}

async function resourceSteps(options: PublishOptions): Promise<readonly Step[] | undefined> {
  const { instance, root } = options
  const steps: Step[] = []
  for (const { id, properties } of await items(root, 'named-value')) {
    const named = await namedValue(options, id, properties)
    if (named === undefined) return undefined
    if (named !== 'kept')
      steps.push({
        what: `named value ${named.displayName}`,
        put: (signal) => instance.putNamedValue(named, { signal }),
      })
  }
  for (const { id, properties } of await items(root, 'back-end'))
    steps.push({ what: `back end ${id}`, put: (signal) => instance.putBackend(id, properties, { signal }) })
  for (const { id, properties } of await items(root, 'version-set'))
    steps.push({ what: `version set ${id}`, put: (signal) => instance.putVersionSet(id, properties, { signal }) })
  for (const { id, properties } of await items(root, 'api')) steps.push(...(await apiSteps(options, id, properties)))
  for (const { id, properties } of await items(root, 'product')) {
    steps.push({ what: `product ${id}`, put: (signal) => instance.putProduct(id, properties, { signal }) })
    for (const api of await productApis(root, id))
      steps.push({ what: `API ${api} in product ${id}`, put: (signal) => instance.putProductApi(id, api, { signal }) })
  }
  for (const id of await names(path.join(root, 'subscriptions'))) {
    const read = await properties(path.join(root, 'subscriptions', id, 'subscriptionInformation.json'))
    if (read !== undefined)
      steps.push({ what: `subscription ${id}`, put: (signal) => instance.putSubscription(id, read, { signal }) })
  }
  return steps
}

async function namedValue(
  { instance, ports, secrets = {} }: PublishOptions,
  id: string,
  read: ResourceProperties,
): Promise<NamedValue | 'kept' | undefined> {
  const displayName = typeof read.displayName === 'string' ? read.displayName : id
  const secret = read.secret === true
  const vault = isRecord(read.keyVault) ? read.keyVault : undefined
  const named = {
    id,
    displayName,
    secret,
    tags: Array.isArray(read.tags) ? read.tags.map(String) : [],
    ...(typeof vault?.secretIdentifier === 'string'
      ? {
          keyVault: {
            secretIdentifier: vault.secretIdentifier,
            ...(typeof vault.identityClientId === 'string' ? { identityClientId: vault.identityClientId } : {}),
          },
        }
      : {}),
  }
  if ('keyVault' in named) return named
  if (typeof read.value === 'string') return { ...named, value: read.value }
  const known = secrets[displayName]
  if (known !== undefined) return { ...named, value: known }
  const existing = await ports.progress('Reading the named values', (signal) => instance.listNamedValues({ signal }))
  if (existing.some((one) => one.id === id)) return 'kept'
  const value = await ports.input({
    title: `Value of the secret named value ${displayName}`,
    prompt: 'It is sent to the instance and kept nowhere else.',
    kind: 'secret',
  })
  return value === undefined ? undefined : { ...named, value }
}

async function productApis(root: string, product: string): Promise<readonly string[]> {
  const folder = path.join(root, 'products', product)
  const linked = await names(path.join(folder, 'apis'))
  const listed = await readJson(path.join(folder, 'apis.json'))
  const older = Array.isArray(listed)
    ? listed.flatMap((one) => (isRecord(one) && typeof one.name === 'string' ? [one.name] : []))
    : []
  return [...new Set([...linked, ...older])]
}

/** Formats of https://learn.microsoft.com/rest/api/apimanagement/apis/create-or-update */
async function specification(folder: string): Promise<ResourceProperties> {
  const json = await readText(path.join(folder, 'specification.json'))
  if (json !== undefined) return { format: /"swagger"\s*:/.test(json) ? 'swagger-json' : 'openapi+json', value: json }
  const yaml = await readText(path.join(folder, 'specification.yaml'))
  return yaml === undefined ? {} : { format: 'openapi', value: yaml }
}

async function apiSteps(
  { root, instance }: PublishOptions,
  id: string,
  read: ResourceProperties,
): Promise<readonly Step[]> {
  const folder = path.join(root, 'apis', id)
  const body = { ...read, ...(await specification(folder)) }
  const steps: Step[] = [{ what: `API ${id}`, put: (signal) => instance.putApi(id, body, { signal }) }]
  for (const operation of await names(path.join(folder, 'operations'))) {
    const own = await properties(path.join(root, operationFileOf(id, operation)))
    if (own !== undefined)
      steps.push({
        what: `operation ${operation} of API ${id}`,
        put: (signal) => instance.putOperation(id, operation, own, { signal }),
      })
  }
  return steps
}

/** Widest scope first, fragments before all, since policies include them. */
async function policyRefs(root: string): Promise<readonly PolicyRef[]> {
  const refs: PolicyRef[] = (await names(path.join(root, 'policy fragments'))).map((fragment) => ({
    kind: 'fragment',
    fragment,
  }))
  refs.push({ kind: 'global' })
  for (const product of await names(path.join(root, 'products'))) refs.push({ kind: 'product', product })
  for (const api of await names(path.join(root, 'apis'))) {
    refs.push({ kind: 'api', api })
    for (const operation of await names(path.join(root, 'apis', api, 'operations')))
      refs.push({ kind: 'operation', api, operation })
  }
  return refs
}

async function policySteps(
  { instance, root, ports }: PublishOptions,
  signal: AbortSignal,
): Promise<{ readonly steps: readonly Step[]; readonly conflicts: readonly string[] }> {
  const steps: Step[] = []
  const conflicts: string[] = []
  for (const ref of await policyRefs(root)) {
    const file = policyFileOf(ref)
    const text = await readText(path.join(root, file))
    if (text === undefined) continue
    const live = await instance.getPolicy(ref, { signal })
    if (live !== undefined && samePolicy(text, live.text, 'exact')) continue
    const base = await fetchedPolicy(root, instance.address, ref, ports.log)
    if (
      base !== undefined &&
      live !== undefined &&
      base.etag !== live.etag &&
      !samePolicy(base.text, live.text, 'exact')
    ) {
      conflicts.push(`the policy of ${describeRef(ref)}`)
      continue
    }
    const description = ref.kind === 'fragment' ? await descriptionOf(root, ref.fragment) : undefined
    steps.push({
      what: `${live === undefined ? '' : 'replace '}the policy of ${describeRef(ref)}`,
      policy: { ref, file, text },
      put: async (putSignal) => {
        await instance.putPolicy(ref, text, {
          signal: putSignal,
          ...(live === undefined ? {} : { ifMatch: live.etag }),
          ...(description === undefined ? {} : { description }),
        })
      },
    })
  }
  return { steps, conflicts }
}

async function descriptionOf(root: string, fragment: string): Promise<string | undefined> {
  const { folder, file } = informationFiles.fragment
  const read = await properties(path.join(root, folder, fragment, file))
  return typeof read?.description === 'string' ? read.description : undefined
}

const HANDLED = new Set([
  'named values',
  'backends',
  'version sets',
  'policy fragments',
  'apis',
  'products',
  'subscriptions',
])

/** Folders of the APIOps layout that stay behind, by name. */
async function notPublished(root: string): Promise<readonly string[]> {
  const known = ['loggers', 'diagnostics', 'tags', 'groups', 'gateways', 'workspaces', 'certificates', 'schemas']
  const there = (await names(root)).filter((name) => known.includes(name.toLowerCase()) && !HANDLED.has(name))
  return there.map((name) => `The folder "${name}" is not published by this command.`)
}
