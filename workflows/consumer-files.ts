import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import type { ConsumerOrder } from '../language-server/core/recipes/consumer.ts'
import { consumers } from '../language-server/core/recipes/consumers.ts'
import type { Ports } from './ports.ts'
import { readText, WorkspaceFileError, writeText } from './workspace-files.ts'

export interface ConsumerFile {
  /** Relative to the folder that was searched, with `/`. */
  readonly file: string
  /** `settings`: it names the API or its settings already, so that it is surely meant. `kind`: it is a file of such a caller. */
  readonly fits: 'settings' | 'kind'
  /** What would be said of the change. */
  readonly notes: readonly string[]
}

/** A name of a kind of caller, and what it must be told. */
export interface ConsumerTask {
  readonly kind: string
  readonly order: ConsumerOrder
}

const LEFT_OUT = /(?:^|[\\/])(?:node_modules|\.git|\.policywright|bin|obj|dist|\.venv|venv|__pycache__)(?:[\\/]|$)/
const EXTENSIONS = /\.(?:json|cs|csx|[cm]?js|m?ts|py|sh|xml|cshtml)$/i
/** In bytes; a file of a person is smaller. */
const LARGEST = 1024 * 1024
const MOST_FILES = 5000

/**
 * The files below a folder that the settings can be written into, those first that are surely meant.
 * @throws WorkspaceFileError when the folder cannot be read
 */
export async function findConsumerFiles(
  folder: string,
  { kind, order }: ConsumerTask,
): Promise<readonly ConsumerFile[]> {
  const consumer = consumers.find(({ name }) => name === kind)
  const entries = await readdir(folder, { recursive: true }).catch((error: unknown) => {
    throw new WorkspaceFileError(folder, `${folder} cannot be read: ${(error as Error).message}.`, error)
  })
  const names = entries.filter((name) => EXTENSIONS.test(name) && !LEFT_OUT.test(name) && !name.endsWith('.d.ts'))
  const found: ConsumerFile[] = []
  for (const name of names.sort().slice(0, MOST_FILES)) {
    const file = path.join(folder, name)
    const text = await textOf(file)
    const amended = text === undefined ? undefined : consumer?.amend({ name, text }, order)
    if (text === undefined || amended?.kind !== 'amended') continue
    const isMeant = text.includes(order.url) || text.includes(new URL(order.url).host) || text.includes(order.audience)
    found.push({ file: name.replaceAll('\\', '/'), fits: isMeant ? 'settings' : 'kind', notes: amended.notes })
  }
  return [...found.filter(({ fits }) => fits === 'settings'), ...found.filter(({ fits }) => fits === 'kind')]
}

/** Undefined for a folder, for what is too large and for what is no text: none of them is a caller's file. */
async function textOf(file: string): Promise<string | undefined> {
  try {
    const { size } = await stat(file)
    return size > LARGEST ? undefined : await readText(file)
  } catch {
    return undefined
  }
}

export interface ConsumerFileOutcome {
  readonly status: 'written' | 'unchanged' | 'cancelled' | 'problem'
  readonly message: string
  readonly notes: readonly string[]
}

/**
 * Writes the settings into a file of the workspace, after showing the difference.
 * @param file absolute.
 * @throws WorkspaceFileError when it cannot be read or written.
 */
export async function writeConsumerFile(
  ports: Ports,
  file: string,
  { kind, order }: ConsumerTask,
): Promise<ConsumerFileOutcome> {
  const before = await readText(file)
  if (before === undefined) throw new WorkspaceFileError(file, `${file} does not exist.`, undefined)
  const consumer = consumers.find(({ name }) => name === kind)
  const amended = consumer?.amend({ name: path.basename(file), text: before }, order)
  if (amended === undefined)
    return { status: 'problem', message: `${file} is no file of "${consumer?.label ?? kind}".`, notes: [] }
  if (amended.kind === 'refused') return { status: 'problem', message: `${file}: ${amended.reason}`, notes: [] }
  const { text: after, notes } = amended
  if (before === after) return { status: 'unchanged', message: `${file} already says so.`, notes }
  await ports.show({
    kind: 'diff',
    title: path.basename(file),
    left: { label: 'Before', text: before },
    right: { label: 'After', text: after },
    extension: path.extname(file),
  })
  const agreed = await ports.confirm({
    title: `Change ${path.basename(file)}?`,
    detail: [...notes, 'Undo: take the change of the file back.'].join('\n'),
    action: 'Change',
  })
  if (!agreed) return { status: 'cancelled', message: 'Nothing was changed.', notes }
  await writeText(file, after)
  return { status: 'written', message: `${file} now calls with the managed identity.`, notes }
}
