import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** One file that a scan found and read. */
export interface ScannedFile {
  /** From the folder on, with `/`. */
  readonly path: string
  readonly text: string
}

export interface ScanHost {
  /** Whether the file is worth reading; asked before it is. */
  wants(path: string): boolean
  /** The text of a `policywright.json`, before any file below its folder is asked for. */
  configure(folder: string, text: string): void
  take(file: ScannedFile): void
  /** Lets everybody else have their turn. */
  rest(): Promise<void>
  /** Nobody wants the answer any more. */
  isOver(): boolean
}

export interface ScanResult {
  readonly files: number
  /** Where the scan stopped early, one sentence each. */
  readonly notes: readonly string[]
}

const CONFIGURATION = 'policywright.json'
/** Folders with more entries than any repository of policies: a wrong folder was opened. */
const MOST_ENTRIES = 100_000
const MOST_FILES = 20_000
/** The largest policy document that the service takes is half of it. */
const LARGEST_FILE = 512 * 1024
const AT_ONCE = 8
/** Folders that hold no policies of the user's. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  'node_modules',
  '.git',
  '.hg',
  '.svn',
  '.terraform',
  '.vs',
  'bin',
  'obj',
])

/**
 * Reads a folder, several of its folders at a time. Links are not followed: one may lead out of the folder, and what lies there is not ours to read.
 * @param base absolute
 * @param below the part of it to read, with `/` at its end; empty: all of it.
 */
export async function scanFolder(base: string, below: string, host: ScanHost): Promise<ScanResult> {
  const waiting = [below]
  const notes = new Set<string>()
  let entries = 0
  let files = 0
  let busy = 0

  const readInto = async (folder: string): Promise<void> => {
    const found = await readdir(join(base, folder), { withFileTypes: true }).catch(() => [])
    entries += found.length
    if (entries > MOST_ENTRIES || files > MOST_FILES) {
      notes.add(`${base} holds so much that only a part of it was read: open the folder of the policies by itself.`)
      waiting.length = 0
      return
    }
    const here = found.filter((entry) => entry.isFile()).map(({ name }) => folder + name)
    if (here.includes(folder + CONFIGURATION)) {
      const text = await readOne(base, folder + CONFIGURATION)
      if (text !== undefined) host.configure(folder, text)
    }
    const inside = found.filter((entry) => entry.isDirectory() && !LEFT_OUT.has(entry.name))
    for (const { name } of inside.reverse()) waiting.push(`${folder}${name}/`)
    for (const path of here) {
      if (host.isOver() || !host.wants(path)) continue
      const text = await readOne(base, path)
      if (text === undefined) continue
      files += 1
      host.take({ path, text })
      await host.rest()
    }
  }
  // While one folder waits for the disk, another one is worked on.
  await new Promise<void>((resolve, reject) => {
    const next = (): void => {
      if (host.isOver()) waiting.length = 0
      while (busy < AT_ONCE) {
        const folder = waiting.pop()
        if (folder === undefined) break
        busy += 1
        readInto(folder).then(() => {
          busy -= 1
          next()
        }, reject)
      }
      if (busy === 0) resolve()
    }
    next()
  })
  return { files, notes: [...notes] }
}

/** Undefined: it cannot be read, or is larger than anything that belongs here. */
async function readOne(base: string, path: string): Promise<string | undefined> {
  try {
    const file = join(base, path)
    if ((await stat(file)).size > LARGEST_FILE) return undefined
    return (await readFile(file, 'utf8')).replace(/^\uFEFF/, '')
  } catch {
    return undefined
  }
}

/** An OpenAPI document may be larger than a policy. Undefined: it cannot be read. */
export async function readLarge(file: string): Promise<string | undefined> {
  try {
    return (await stat(file)).size > 16 * LARGEST_FILE ? undefined : await readFile(file, 'utf8')
  } catch {
    return undefined
  }
}
