import { describe, expect, test } from 'vitest'
import { checkAll } from '../../language-server/core/lint/check.ts'
import type { Rule } from '../../language-server/core/lint/rule.ts'
import { rules } from '../../language-server/core/lint/rules.ts'
import { analyse } from '../../language-server/core/model/analysis.ts'
import { corpusDocuments, corpusFolder } from '../support/corpus.ts'

/**
 * How often the rules about security, reliability, performance and style speak of published documents: a rule that becomes louder or falls
 * silent shows here. `npx vitest run test/corpus/rule-counts.test.ts -u` writes the table anew.
 */
const COUNTED: readonly Rule['category'][] = ['security', 'reliability', 'performance', 'style']
const OFFICIAL = 'open/Azure+api-management-policy-snippets/'

const folder = corpusFolder()

describe.skipIf(folder === undefined)('rules on published documents', () => {
  const counted = rules.filter(({ category }) => COUNTED.includes(category)).sort((a, b) => (a.id < b.id ? -1 : 1))
  const counts = new Map(counted.map(({ id }) => [id, { findings: 0, documents: 0, official: 0 }]))
  const worst = { official: 0, warnings: 0 }
  for (const { path, text } of folder === undefined ? [] : corpusDocuments(folder)) {
    const seen = new Set<string>()
    for (const { rule, severity } of checkAll(analyse(text), { rules: counted }).findings) {
      const count = counts.get(rule)
      if (count === undefined) continue
      count.findings++
      if (!seen.has(rule)) count.documents++
      seen.add(rule)
      if (!path.startsWith(OFFICIAL)) continue
      count.official++
      worst.official++
      if (severity === 'warning' && rules.find(({ id }) => id === rule)?.set !== 'strict') worst.warnings++
    }
  }

  test('are as many as the table says', async () => {
    const rows = counted.map(({ id, set = 'recommended', severity }) => {
      const { findings, documents, official } = counts.get(id) ?? { findings: 0, documents: 0, official: 0 }
      return `| ${id} | ${set} | ${severity} | ${findings} | ${documents} | ${official} |`
    })
    const table = [
      '| Rule | Set | Severity | Findings | Documents | Official samples |',
      '|---|---|---|---|---|---|',
      ...rows,
      '',
    ]
    await expect(table.join('\n')).toMatchFileSnapshot('./rule-counts.md')
  })

  test('next to none are warnings about the official samples', () => {
    console.log('findings on the official samples:', worst)
    expect(worst.warnings).toBeLessThanOrEqual(20)
  })
})
