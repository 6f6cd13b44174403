import { createEditorConfigs, type EditorConfig } from '../language-server/core/format/editor-config.ts'
import { UsageError } from './command.ts'
import { readTextFile } from './encoding.ts'
import { isAbsent, reasonOf } from './file-failure.ts'

/** Looks up what the `.editorconfig` files above a file say of it. */
export const editorConfigs = (): ((file: string) => EditorConfig) => createEditorConfigs(readConfig)

/** @throws UsageError when the file is there and cannot be read */
function readConfig(path: string): string | undefined {
  try {
    return readTextFile(path)
  } catch (error) {
    if (isAbsent(error)) return undefined
    throw new UsageError(`the file '${path}' cannot be read (${reasonOf(error)}).`)
  }
}
