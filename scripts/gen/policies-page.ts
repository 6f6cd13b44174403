import { allPolicies } from '../../language-server/core/catalog/lookup.ts'
import { GATEWAYS, type Policy, SCOPES, SECTIONS } from '../../language-server/core/catalog/policy.ts'
import { markdownNotice, type Outputs } from './output.ts'

/** The page that lists every policy by category, with the places it is allowed in. */
export function generatePoliciesPage(): Outputs {
  const categories = [...new Set(allPolicies().map(({ category }) => category))].sort()
  const text = [
    markdownNotice,
    '# Policies',
    '',
    `The catalogue knows ${allPolicies().length} policies. Completion, hover, checks and snippets read it. Where the sources disagree about a`,
    'policy, its file in `language-server/core/catalog/policies` says which one is followed and why, and a finding that',
    'rests on it is at most a warning.',
    '',
    ...categories.flatMap((category) => categorySection(category)),
  ].join('\n')
  return { files: [{ path: 'docs/policies.md', text }], ownedFolders: [] }
}

function categorySection(category: string): readonly string[] {
  const entries = allPolicies().filter((entry) => entry.category === category)
  return [
    `## ${category}`,
    '',
    '| Policy | What it does | Sections | Scopes | Gateways |',
    '|---|---|---|---|---|',
    ...entries.map((entry) => `| ${[nameCell(entry), entry.summary, ...placeCells(entry)].join(' | ')} |`),
    '',
  ]
}

function nameCell({ name, docs, status }: Policy): string {
  return `[\`${name}\`](${docs})${status === 'ga' ? '' : ` (${status})`}`
}

function placeCells(entry: Policy): readonly string[] {
  if (entry.resolverRoot) return ['root of a resolver', '', placesCell(entry.gateways, GATEWAYS)]
  if (entry.sections?.length === 0) return ['inside other elements', '', placesCell(entry.gateways, GATEWAYS)]
  return [placesCell(entry.sections, SECTIONS), placesCell(entry.scopes, SCOPES), placesCell(entry.gateways, GATEWAYS)]
}

function placesCell(places: readonly string[] | undefined, all: readonly string[]): string {
  if (places === undefined) return 'not documented'
  return places.length === all.length ? 'all' : places.join(', ')
}
