import { describe, expect, test } from 'vitest'
import { check } from '../../language-server/core/lint/check.ts'
import { analyse } from '../../language-server/core/model/analysis.ts'
import { applyEdits } from '../../language-server/core/text/edit.ts'
import { corpusFolder, corpusNegatives } from '../support/corpus.ts'

const folder = corpusFolder()
const find = (text: string) => check(analyse(text, { scope: 'api' }))

describe.skipIf(folder === undefined)('every fix on every past mistake', () => {
  test('applies, changes the text, removes findings of its rule, and brings no new error', () => {
    const faults: string[] = []
    const figures = { fixes: 0, 'left as it was': 0 }
    for (const { path, text } of folder === undefined ? [] : corpusNegatives(folder)) {
      const findings = find(text)
      const errors = findings.filter(({ severity }) => severity === 'error').length
      for (const { rule, fixes } of findings.slice(0, 15)) {
        const before = findings.filter((finding) => finding.rule === rule).length
        for (const { title, edits } of fixes?.() ?? []) {
          figures.fixes++
          const after = applyEdits(text, edits)
          const remaining = find(after)
          if (after === text) faults.push(`${path}: '${title}' of ${rule} changes nothing`)
          if (remaining.filter(({ severity }) => severity === 'error').length > errors) {
            faults.push(`${path}: '${title}' of ${rule} brings an error`)
          }
          if (remaining.filter((finding) => finding.rule === rule).length >= before) figures['left as it was']++
        }
      }
    }
    console.log('fixes on past mistakes:', figures)
    expect(faults).toEqual([])
    expect(figures['left as it was']).toBeLessThanOrEqual(figures.fixes * 0.05)
  }, 60_000)
})
