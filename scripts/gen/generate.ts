import { generateIndexes } from './indexes.ts'
import type { Outputs } from './output.ts'

/** Runs every generator over the repository at `root`. The generators only read. */
export async function generate(root: string): Promise<Outputs> {
  const parts: readonly Outputs[] = [generateIndexes(root)]
  return {
    files: parts.flatMap((part) => part.files),
    ownedFolders: parts.flatMap((part) => part.ownedFolders),
  }
}
