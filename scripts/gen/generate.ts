import { generateIndexes } from './indexes.ts'
import type { Outputs } from './output.ts'

/**
 * Runs every generator over the repository at `root`, in two steps: what is made from the leaves themselves is written
 * only after the indexes that list them, and so are its modules loaded. The generators only read.
 */
export const generators: readonly ((root: string) => Promise<Outputs>)[] = [
  async (root) => generateIndexes(root),
  async (root) => {
    const { generateMembersPage } = await import('./members-page.ts')
    const { generatePoliciesPage } = await import('./policies-page.ts')
    const { generateRulePages } = await import('./rule-pages.ts')
    const { generateSchema } = await import('./schema.ts')
    const { generateSnippets } = await import('./snippets.ts')
    return joined([
      generateSnippets(),
      generateMembersPage(),
      generatePoliciesPage(),
      await generateRulePages(root),
      await generateSchema(root),
    ])
  },
]

function joined(parts: readonly Outputs[]): Outputs {
  return {
    files: parts.flatMap((part) => part.files),
    ownedFolders: parts.flatMap((part) => part.ownedFolders),
  }
}
