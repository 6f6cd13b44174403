import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { check } from '../../language-server/core/lint/check.ts'
import type { Finding } from '../../language-server/core/lint/finding.ts'
import { analyse } from '../../language-server/core/model/analysis.ts'
import type { DocumentOptions } from '../../language-server/core/model/options.ts'

const folder = process.env.POLICY_CORPUS ?? fileURLToPath(new URL('../../../shared/corpus', import.meta.url))

/** False: the tests that need real documents are skipped, with one line that says so. */
export const hasCorpus = existsSync(join(folder, 'open.tsv'))
if (!hasCorpus) console.log('The corpus of real policies is not here (POLICY_CORPUS): its tests are skipped.')

export const readCorpus = (path: string): string => readFileSync(join(folder, path), 'utf8')

/** The rows of a table whose first line names the columns. */
export function corpusTable(path: string): readonly Readonly<Record<string, string>>[] {
  const [head = '', ...rows] = readCorpus(path).trim().split('\n')
  const names = head.split('\t')
  return rows.map((row) => {
    const cells = row.split('\t')
    return Object.fromEntries(names.map((name, at) => [name, cells[at] ?? '']))
  })
}

export const corpusLines = <T>(path: string): readonly T[] =>
  readCorpus(path)
    .trim()
    .split('\n')
    .map((line): T => JSON.parse(line))

export const findingsIn = (text: string, options?: DocumentOptions): readonly Finding[] => check(analyse(text, options))

export const errorsIn = (text: string, options?: DocumentOptions): readonly Finding[] =>
  findingsIn(text, options).filter(({ severity }) => severity === 'error')
