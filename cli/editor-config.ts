import { readFileSync } from 'node:fs'
import { createEditorConfigs, type EditorConfig } from '../language-server/core/format/editor-config.ts'
import { UsageError } from './command.ts'

/** Looks up what the `.editorconfig` files above a file say of it. */
export const editorConfigs = (): ((file: string) => EditorConfig) => createEditorConfigs(readConfig)

/** @throws UsageError when the file is there and cannot be read */
function readConfig(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw new UsageError(`the file '${path}' cannot be read (${code}).`)
  }
}
