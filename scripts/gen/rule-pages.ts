import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Rule } from '../../language-server/core/lint/rule.ts'
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
  return { files: [listPage(sorted), ...sorted.map(rulePage)], ownedFolders: [FOLDER] }
}

function listPage(rules: readonly Rule[]): Output {
  const rows = rules.map(({ id, severity, summary }) => `| [${id}](${id}.md) | ${severity} | ${cell(summary)} |`)
  const text = [
    markdownNotice,
    '# Rules',
    '',
    INTRODUCTION,
    '',
    '| Rule | Severity | What it reports |',
    '|---|---|---|',
    ...rows,
    '',
  ].join('\n')
  return { path: `${FOLDER}/README.md`, text }
}

export function rulePage({ id, severity, summary, why, remedy, examples }: Rule): Output {
  const text = [
    markdownNotice,
    `# ${id}`,
    '',
    prose(summary),
    '',
    `Severity: ${severity}`,
    '',
    '## Why',
    '',
    prose(why),
    '',
    ...(remedy === undefined ? [] : ['## What to do', '', prose(remedy), '']),
    ...example('Reported', examples.bad),
    ...example('Not reported', examples.good),
  ].join('\n')
  return { path: `${FOLDER}/${id}.md`, text }
}

function example(title: string, document: string): readonly string[] {
  return [`## ${title}`, '', '```xml', ...withoutMargin(document), '```', '']
}

/** Examples are indented as the code around them; the page needs only their own indentation. */
function withoutMargin(document: string): readonly string[] {
  const lines = document
    .replace(/^\s*\n/, '')
    .trimEnd()
    .split('\n')
  const margins = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length)
  const margin = Math.min(...margins)
  return lines.map((line) => shortened(line.slice(Math.min(margin, line.length - line.trimStart().length))))
}

/** An example of what is too large is not printed in full. */
const shortened = (line: string): string =>
  line.length > 200 ? `${line.slice(0, 80)}… (${line.length} characters)` : line

/** Rules speak of tags and entities, which Markdown would take for its own. */
const prose = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

const cell = (text: string): string => prose(text).replaceAll('|', '\\|')
