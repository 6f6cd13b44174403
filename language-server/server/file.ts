import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { DocumentFile } from './binding.ts'
import { decodePath } from './folders.ts'

/**
 * Where the document of a URI lies. One of another scheme (a version of Git's, a virtual workspace) still has a path, but nothing is
 * known to stand beside it. Undefined where there is no path: an unsaved document, a URI that is none.
 */
export function fileOf(uri: string): DocumentFile | undefined {
  const url = URL.canParse(uri) ? new URL(uri) : undefined
  if (url === undefined || !url.pathname.startsWith('/')) return undefined
  const folder = url.protocol === 'file:' ? folderOf(url) : undefined
  return {
    path: decodePath(url.pathname),
    isBeside: (name) => folder !== undefined && existsSync(join(folder, name, '/')),
  }
}

function folderOf(url: URL): string | undefined {
  try {
    return dirname(fileURLToPath(url))
  } catch {
    // A host or an encoded slash in it: no file of this machine.
    return undefined
  }
}
