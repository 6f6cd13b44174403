import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { createStore, type Store, type StoredState } from './store.ts'

/**
 * A store that keeps its state in `instance.json` of a folder; keys and secret values are not in it. Each save writes a new
 * file and puts it in the place of the old one, so that a crash leaves the old state or the new one, never half of one.
 * @throws Error in one sentence when the file cannot be read; it is left as it is.
 */
export async function openFileStore(dataDir: string): Promise<Store> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const path = join(dataDir, 'instance.json')
  const state = await readState(path)
  return createStore(state, (next) => writeState(path, next))
}

async function readState(path: string): Promise<StoredState | undefined> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new Error(`The state of the local instance in ${path} cannot be read: ${(error as Error).message}.`)
  }
  try {
    const state: unknown = JSON.parse(text)
    if (isState(state)) return state
  } catch {
    // Falls through: text that is not JSON and JSON that is no state are the same to the user.
  }
  throw new Error(
    `The state of the local instance in ${path} is damaged; it was left as it is: repair it, move it away, or start with another folder.`,
  )
}

function isState(value: unknown): value is StoredState {
  const state = value as Partial<StoredState> | null
  return (
    typeof state === 'object' &&
    state !== null &&
    state.format === 1 &&
    Number.isSafeInteger(state.counter) &&
    Array.isArray(state.entities) &&
    state.entities.every(
      (entity) =>
        typeof entity?.id === 'string' &&
        typeof entity.etag === 'string' &&
        typeof entity.content?.properties === 'object',
    )
  )
}

async function writeState(path: string, state: StoredState): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`
  const file = await open(temporary, 'w', 0o600)
  try {
    await file.writeFile(`${JSON.stringify(state, undefined, 1)}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(temporary, path)
}
