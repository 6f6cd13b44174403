import { describe, expect, test } from 'vitest'
import { corpusFolder, corpusNegatives } from '../support/corpus.ts'
import { negativeTallies, type Tally } from './figures.ts'

const folder = corpusFolder()

describe.skipIf(folder === undefined)('mistakes of the past', () => {
  const tallies = folder === undefined ? new Map<string, Tally>() : negativeTallies(corpusNegatives(folder))
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
