import path from 'node:path'
import type { Information, InformationKind, InstancePort, PolicyRef, StoredPolicy } from '../azure/apim-port.ts'
import { policyFileOf } from './apiops-layout.ts'
import { mapBounded } from './bounded.ts'
import { fetchedPolicy, rememberFetched } from './fetched-record.ts'
import { informationFileOf, operationFileOf, writable } from './information-files.ts'
import { samePolicy } from './normalise.ts'
import type { Ports, Report } from './ports.ts'
import { readText, writeText } from './workspace-files.ts'

export interface FetchAllOptions {
  readonly ports: Ports
  readonly instance: InstancePort
  /** Folder that gets the APIOps layout. */
  readonly root: string
}

export interface FetchAllOutcome {
  readonly status: 'fetched' | 'cancelled'
  readonly message: string
  /** Relative to the root. */
  readonly written: readonly string[]
  /** Files with changes of the user's own that were left alone. */
  readonly kept: readonly string[]
}

interface Wanted {
  readonly file: string
  readonly text: string
  readonly policy?: { readonly ref: PolicyRef; readonly stored: StoredPolicy }
}

/**
 * *Fetch All Policies*: every policy of the instance and what it needs to be published again, in the APIOps layout. Reads
 * everything first and writes afterwards, so that a failure half-way leaves the folder as it was.
 * @throws ServiceError, WorkspaceFileError
 */
export async function fetchAll(options: FetchAllOptions): Promise<FetchAllOutcome> {
  const { ports, instance, root } = options
  const service = instance.address.serviceName
  const wanted = await ports.progress(`Fetching everything from ${service}`, (signal, report) =>
    readAll(instance, signal, report),
  )
  const { write, own } = await sortOut(options, wanted)
  let kept = own
  if (own.length > 0) {
    const replace = await ports.confirm({
      title: `${own.length === 1 ? 'One file has' : `${own.length} files have`} changes of your own. Replace ${own.length === 1 ? 'it' : 'them'} too?`,
      detail: own.map(({ file }) => file).join('\n'),
      action: 'Replace',
      weight: 'grave',
    })
    if (replace) {
      write.push(...own)
      kept = []
    }
  }
  for (const { file, text } of write) await writeText(path.join(root, file), text)
  const keptFiles = new Set(kept.map(({ file }) => file))
  const seen = wanted.flatMap(({ file, policy }) =>
    policy && !keptFiles.has(file) ? [{ ref: policy.ref, policy: policy.stored }] : [],
  )
  await rememberFetched(root, instance.address, seen, ports.log)
  const policies = wanted.filter(({ policy }) => policy !== undefined).length
  return {
    status: 'fetched',
    message: `${policies} policies of ${service} are in ${root}: ${write.length} files written, ${kept.length} with your own changes kept.`,
    written: write.map(({ file }) => file),
    kept: [...keptFiles],
  }
}

const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`

/** Ids come from the service and become folder names: one that would leave the root is refused. */
function checkedId(id: string): string {
  if (id === '' || id === '.' || id === '..' || /[/\\\0]/.test(id))
    throw new Error(`The instance has a resource named "${id}", which cannot be a folder name; nothing was written.`)
  return id
}

/** Requests that may be under way together; Azure Resource Manager throttles those who ask too much. */
const AT_ONCE = 6

async function readAll(instance: InstancePort, signal: AbortSignal, report: Report): Promise<readonly Wanted[]> {
  const wanted: Wanted[] = []
  const policy = async (ref: PolicyRef): Promise<void> => {
    const stored = await instance.getPolicy(ref, { signal })
    if (stored === undefined) return
    wanted.push({ file: policyFileOf(ref), text: stored.text.replace(/\r\n?/g, '\n'), policy: { ref, stored } })
  }
  const list = async (kind: Exclude<InformationKind, 'operation'>): Promise<readonly Information[]> => {
    report(`reading every ${kind.replace('-', ' ')}`)
    const all = await instance.listInformation(kind, { signal })
    for (const { id, properties } of all)
      wanted.push({
        file: informationFileOf(kind, checkedId(id)),
        text: json({ properties: writable(kind, properties) }),
      })
    return all
  }
  await policy({ kind: 'global' })
  await list('named-value')
  await list('back-end')
  await list('version-set')
  await mapBounded(await list('fragment'), AT_ONCE, ({ id }) => policy({ kind: 'fragment', fragment: id }))
  await mapBounded(await list('api'), AT_ONCE, async ({ id }) => {
    report(`reading API ${id}`)
    await policy({ kind: 'api', api: id })
    for (const operation of await instance.listInformation('operation', { signal, api: id })) {
      wanted.push({
        file: operationFileOf(id, checkedId(operation.id)),
        text: json({ properties: writable('operation', operation.properties) }),
      })
      await policy({ kind: 'operation', api: id, operation: operation.id })
    }
  })
  await mapBounded(await list('product'), AT_ONCE, async ({ id }) => {
    report(`reading product ${id}`)
    await policy({ kind: 'product', product: id })
    for (const api of await instance.listProductApis(id, { signal }))
      wanted.push({ file: `products/${id}/apis/${checkedId(api)}/productApiInformation.json`, text: json({}) })
  })
  return wanted.sort((a, b) => (a.file < b.file ? -1 : 1))
}

/** Files to write, and files with changes that are on no instance. */
async function sortOut(
  { instance, root, ports }: FetchAllOptions,
  wanted: readonly Wanted[],
): Promise<{ readonly write: Wanted[]; readonly own: readonly Wanted[] }> {
  const write: Wanted[] = []
  const own: Wanted[] = []
  for (const one of wanted) {
    const existing = await readText(path.join(root, one.file))
    if (existing === undefined) write.push(one)
    else if (one.policy === undefined) {
      if (!sameJson(existing, one.text)) own.push(one)
    } else if (!samePolicy(existing, one.text, 'exact')) {
      const base = await fetchedPolicy(root, instance.address, one.policy.ref, ports.log)
      if (base !== undefined && samePolicy(existing, base.text, 'exact')) write.push(one)
      else own.push(one)
    }
  }
  return { write, own }
}

function sameJson(a: string, b: string): boolean {
  try {
    return canonical(JSON.parse(a)) === canonical(JSON.parse(b))
  } catch {
    return false
  }
}

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([x], [y]) => (x < y ? -1 : 1)))
      : inner,
  )
