import { statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { DocumentScope } from '../language-server/core/catalog/policy.ts'
import { placeOf } from '../language-server/core/model/place.ts'

/** Folders that stand beside the global `policy.xml` in the APIOps layout. */
const neighbours = ['apis', 'products', 'policy fragments', 'named values', 'backends', 'workspaces']

/**
 * The scope that a document's place says, by the APIOps layout or by its name.
 * @param file absolute
 */
export function scopeOfFile(file: string): DocumentScope | undefined {
  const { scope } = placeOf(file)
  if (scope !== undefined || basename(file).toLowerCase() !== 'policy.xml') return scope
  const folder = dirname(file)
  return neighbours.some((name) => isFolder(join(folder, name))) ? 'global' : undefined
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
