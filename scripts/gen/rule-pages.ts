import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Rule } from '../../language-server/core/lint/rule.ts'
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

function listPage(rules: readonly Rule[]): Output {
  const rows = rules.map(
    ({ id, severity, summary, set = 'recommended', category = 'structure' }) =>
      `| [${id}](${id}.md) | ${severity} | ${set} | ${category} | ${cell(summary)} |`,
  )
  const text = [
    markdownNotice,
    '# Rules',
    '',
    INTRODUCTION,
    '',
    '| Rule | Severity | Set | Category | What it reports |',
    '|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n')
  return { path: `${FOLDER}/README.md`, text }
}

const pageOf = (rule: Rule): Output => ({
  path: `${FOLDER}/${rule.id}.md`,
  text: `${markdownNotice}\n${rulePage(rule)}`,
})

/** Rules speak of tags and entities, which Markdown would take for its own. */
const prose = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

const cell = (text: string): string => prose(text).replaceAll('|', '\\|')
