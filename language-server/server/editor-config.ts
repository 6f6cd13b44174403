import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createEditorConfigs, type EditorStyle, styleIn } from '../core/service.ts'

/**
 * What the `.editorconfig` files above a document say of its layout. They hold for everybody who works on the document, so they come
 * before what one editor is set to. Nothing for documents that are no files, and for files that cannot be read.
 */
export function editorStyle(uri: string): EditorStyle {
  const file = pathOf(uri)
  if (file === undefined) return {}
  return styleIn(createEditorConfigs(readIfPresent)(file))
}

function pathOf(uri: string): string | undefined {
  if (!uri.startsWith('file:')) return undefined
  try {
    return fileURLToPath(uri)
  } catch {
    // A host or an encoded slash in it: no file of this machine.
    return undefined
  }
}

function readIfPresent(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
