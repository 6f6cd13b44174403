import path from 'node:path'
import { readJson, readText, WorkspaceFileError, writeJson, writeText } from './workspace-files.ts'

/** A file of what the product remembers about a folder of policies; never a token or a key. */
export const stateFile = (root: string, name: string): string => path.join(root, '.policywright', name)

/** What is remembered; undefined where there is nothing, or nothing that can be read as what is expected. */
export async function readState<T>(root: string, name: string, isState: (value: unknown) => value is T) {
  try {
    const value = await readJson(stateFile(root, name))
    return isState(value) ? value : undefined
  } catch (error) {
    if (error instanceof WorkspaceFileError) return undefined
    throw error
  }
}

/** The folder ignores itself in git. */
export async function writeState(root: string, name: string, value: unknown): Promise<void> {
  const ignore = stateFile(root, '.gitignore')
  if ((await readText(ignore)) === undefined) await writeText(ignore, '*\n')
  await writeJson(stateFile(root, name), value)
}
