import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Rule, RuleCategory } from '../../language-server/core/lint/rule.ts'
import { rulePage } from '../../language-server/core/lint/rule-page.ts'
import { markdownNotice, type Output, type Outputs } from './output.ts'

const FOLDER = 'docs/rules'

const INTRODUCTION =
  'In the examples, a line of carets followed by the name of a rule marks what is reported in the line above it.'

/**
 * One page for every rule, and a page that lists them. The rules are read from the repository at `root`, after their
 * index is written, so that a rule that is new has its page in the same run.
 */
export async function generateRulePages(root: string): Promise<Outputs> {
  const module = join(root, 'language-server/core/lint/rules.ts')
  if (!existsSync(module)) return { files: [], ownedFolders: [] }
  const { rules } = (await import(pathToFileURL(module).href)) as { readonly rules: readonly Rule[] }
  const sorted = [...rules].sort((a, b) => (a.id < b.id ? -1 : 1))
  return { files: [listPage(sorted), ...sorted.map(pageOf)], ownedFolders: [FOLDER] }
}

/** The rules that need nothing but the document come first, in the order that a reader meets them. */
const CATEGORIES: Readonly<Record<RuleCategory, string>> = {
  structure: 'What the service refuses, or reads otherwise than it is meant',
  expressions: 'The C# of expressions',
  security: 'Who may call, what leaks, and where requests go',
  reliability: 'What fails, waits or never runs',
  performance: 'What costs more than it has to',
  style: 'What makes a document harder to read or to keep',
  workspace: 'What only the other documents of a workspace tell',
}

const categoryOf = ({ category }: Rule): RuleCategory => category

function listPage(rules: readonly Rule[]): Output {
  const categories = (Object.keys(CATEGORIES) as RuleCategory[]).filter((category) =>
    rules.some((rule) => categoryOf(rule) === category),
  )
  const strict = rules.filter(({ set }) => set === 'strict').length
  const text = [
    markdownNotice,
    '# Rules',
    '',
    `There are ${rules.length} rules; ${strict} of them are asked in the set \`strict\` only, the others in \`recommended\` too. ${INTRODUCTION}`,
    '',
    ...categories.flatMap((category) => section(category, rules)),
  ].join('\n')
  return { path: `${FOLDER}/README.md`, text }
}

function section(category: RuleCategory, rules: readonly Rule[]): readonly string[] {
  const rows = rules
    .filter((rule) => categoryOf(rule) === category)
    .map(
      ({ id, severity, summary, set = 'recommended' }) =>
        `| [${id}](${id}.md) | ${severity} | ${set} | ${cell(summary)} |`,
    )
  return [
    `## ${title(category)}`,
    '',
    `${CATEGORIES[category]}.`,
    '',
    '| Rule | Severity | Set | What it asks for |',
    '|---|---|---|---|',
    ...rows,
    '',
  ]
}

const title = (category: RuleCategory): string => category.charAt(0).toUpperCase() + category.slice(1)

const pageOf = (rule: Rule): Output => ({
  path: `${FOLDER}/${rule.id}.md`,
  text: `${markdownNotice}\n${rulePage(rule)}`,
})

/** Rules speak of tags and entities, which Markdown would take for its own. */
const prose = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

const cell = (text: string): string => prose(text).replaceAll('|', '\\|')
