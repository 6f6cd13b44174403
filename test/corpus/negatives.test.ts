import { describe, expect, test } from 'vitest'
import { corpusFolder, corpusNegatives } from '../support/corpus.ts'
import { errorsIn } from './check-corpus.ts'

interface Tally {
  documents: number
  found: number
  twins: number
  clean: number
}

const folder = corpusFolder()

describe.skipIf(folder === undefined)('mistakes of the past', () => {
  const tallies = new Map<string, Tally>()
  for (const { kind, text, fixed, templated } of folder === undefined ? [] : corpusNegatives(folder)) {
    const name = templated ? `${kind}, templated` : kind
    const tally = tallies.get(name) ?? { documents: 0, found: 0, twins: 0, clean: 0 }
    tallies.set(name, tally)
    tally.documents++
    if (errorsIn(text).length > 0) tally.found++
    if (fixed === undefined) continue
    tally.twins++
    if (errorsIn(fixed.text).length === 0) tally.clean++
  }
  if (tallies.size > 0) console.log('mistakes of the past:', Object.fromEntries(tallies))

  test.each([...tallies])('%s: at least 95 of 100 are found, or all but one', (_name, { documents, found }) => {
    expect(found).toBeGreaterThanOrEqual(Math.min(documents - 1, Math.ceil(documents * 0.95)))
  })

  test.each([...tallies].filter(([name]) => !name.includes('templated')))(
    '%s: every corrected twin is clean',
    (_name, tally) => {
      expect(tally.clean).toBe(tally.twins)
    },
  )

  test('of the templated twins at most two are not clean', () => {
    const templated = [...tallies].filter(([name]) => name.includes('templated'))
    expect(templated.reduce((sum, [, { twins, clean }]) => sum + twins - clean, 0)).toBeLessThanOrEqual(2)
  })
})
