import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { DocumentScope } from '../language-server/core/catalog/policy.ts'
import { placeOf } from '../language-server/core/model/place.ts'

/**
 * The scope that a document's place says, by the APIOps layout or by its name.
 * @param file absolute
 */
export const scopeOfFile = (file: string): DocumentScope | undefined =>
  placeOf(file, (folder) => existsSync(join(dirname(file), folder, '/'))).scope
