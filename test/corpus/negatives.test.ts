import { describe, expect, test } from 'vitest'
import { corpusLines, errorsIn, hasCorpus, readCorpus } from './check-corpus.ts'

interface Negative {
  readonly kind: 'structure' | 'csharp-syntax' | 'csharp-unbraced'
  readonly file: string
  readonly fixed_file?: string | null
  readonly templated: readonly unknown[]
}

interface Tally {
  documents: number
  found: number
  twins: number
  clean: number
}

describe.skipIf(!hasCorpus)('mistakes of the past', () => {
  const tallies = new Map<string, Tally>()
  for (const { kind, file, fixed_file, templated } of hasCorpus ? corpusLines<Negative>('negatives.jsonl') : []) {
    const name = templated.length > 0 ? `${kind}, templated` : kind
    const tally = tallies.get(name) ?? { documents: 0, found: 0, twins: 0, clean: 0 }
    tallies.set(name, tally)
    tally.documents++
    if (errorsIn(readCorpus(file)).length > 0) tally.found++
    if (fixed_file === null || fixed_file === undefined) continue
    tally.twins++
    if (errorsIn(readCorpus(fixed_file)).length === 0) tally.clean++
  }
  if (hasCorpus) console.log('mistakes of the past:', Object.fromEntries(tallies))

  test.each([...tallies])('%s: at least 95 of 100 are found, or all but one', (_name, { documents, found }) => {
    expect(found).toBeGreaterThanOrEqual(Math.min(documents - 1, Math.ceil(documents * 0.95)))
  })

  test.each([...tallies].filter(([name]) => !name.includes('templated')))(
    '%s: every corrected twin is clean',
    (_name, tally) => {
      expect(tally.clean).toBe(tally.twins)
    },
  )

  test('of the templated twins at most one is not clean', () => {
    const templated = [...tallies].filter(([name]) => name.includes('templated'))
    expect(templated.reduce((sum, [, { twins, clean }]) => sum + twins - clean, 0)).toBeLessThanOrEqual(1)
  })
})
