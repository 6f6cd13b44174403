import path from 'node:path'
import { readText, writeJson, writeText } from './workspace-files.ts'

/** A file of what the product remembers about a folder of policies; never a token or a key. */
export const stateFile = (root: string, name: string): string => path.join(root, '.policywright', name)

/** The folder ignores itself in git. */
export async function writeState(root: string, name: string, value: unknown): Promise<void> {
  const ignore = stateFile(root, '.gitignore')
  if ((await readText(ignore)) === undefined) await writeText(ignore, '*\n')
  await writeJson(stateFile(root, name), value)
}
