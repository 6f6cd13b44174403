import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The command that every generated file names in its first line. */
export const COMMAND = 'npm run gen'

/** A generated file: where it belongs, relative to the repository with `/`, and its whole text. */
export interface Output {
  readonly path: string
  readonly text: string
}

/** What one generator makes; files of an owned folder that it no longer makes are stale and are removed. */
export interface Outputs {
  readonly files: readonly Output[]
  readonly ownedFolders: readonly string[]
}

export interface WriteRequest {
  readonly root: string
  readonly outputs: Outputs
  readonly mode: 'check' | 'write'
}

/** Compares the outputs with the disk, writes what differs unless only checking, and returns the stale paths, sorted. */
export function writeOutputs({ root, outputs, mode }: WriteRequest): readonly string[] {
  const stale = outputs.files.filter(({ path, text }) => readIfThere(join(root, path)) !== text)
  const wanted = new Set(outputs.files.map(({ path }) => path))
  const orphans = outputs.ownedFolders.flatMap((folder) => filesIn(root, folder).filter((path) => !wanted.has(path)))
  if (mode === 'write') {
    for (const { path, text } of stale) {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(join(root, path), text)
    }
    for (const path of orphans) rmSync(join(root, path))
  }
  return [...stale.map(({ path }) => path), ...orphans].sort()
}

function readIfThere(path: string): string | undefined {
  // A checkout with CRLF line ends is not stale.
  return existsSync(path) ? readFileSync(path, 'utf8').replaceAll('\r\n', '\n') : undefined
}

function filesIn(root: string, folder: string): readonly string[] {
  if (!existsSync(join(root, folder))) return []
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${folder}/${entry.name}`)
}
