import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type Agreement, compareAnswers } from './agreement.ts'
import { differences } from './differences.ts'
import { areas, casesOf, recordedOf } from './oracle-case.ts'
import { ownAnswer } from './own-answer.ts'

/** Figures of one area: how many of how many. */
type Figure = readonly [number, number]

interface Floor {
  /** The same value, or an exception of the same type. */
  readonly outcome?: number
  readonly type?: number
  /** Valid and left alone. */
  readonly accepted?: number
  /** Wrong and complained about. */
  readonly flagged?: number
  readonly code?: number
}

/** The agreement that is reached: raise a number when it grows, never lower one. */
const floors = JSON.parse(readFileSync(new URL('floors.json', import.meta.url), 'utf8')) as Record<string, Floor>

function figures(rows: readonly Agreement[]): Record<keyof Floor, Figure> {
  const of = (whole: readonly Agreement[], test: (row: Agreement) => boolean): Figure => [
    whole.filter(test).length,
    whole.length,
  ]
  const valid = rows.filter((row) => row.valid)
  const wrong = rows.filter((row) => !row.valid)
  return {
    outcome: of(
      valid.filter((row) => row.sameOutcome !== undefined),
      (row) => row.sameOutcome === true,
    ),
    type: of(
      valid.filter((row) => row.sameType !== undefined),
      (row) => row.sameType === true,
    ),
    accepted: of(valid, (row) => !row.flagged),
    flagged: of(wrong, (row) => row.flagged),
    code: of(wrong, (row) => row.sameCode),
  }
}

const kinds = ['outcome', 'type', 'accepted', 'flagged', 'code'] as const

describe('expressions answer as real C# did', () => {
  const all = new Map<string, readonly Agreement[]>()

  test.each(areas())('%s', (area) => {
    const recorded = new Map(recordedOf(area).map((answer) => [answer.id, answer]))
    const cases = casesOf(area)
    expect([...recorded.keys()], 'recorded answers are of these cases: npm run oracle -- --record').toEqual(
      cases.map(({ id }) => id),
    )
    const rows = cases
      .filter(({ id }) => !(id in differences))
      .flatMap((one) => {
        const theirs = recorded.get(one.id)
        return theirs && theirs.status !== 'skipped' ? [compareAnswers(theirs, ownAnswer(one))] : []
      })
    all.set(area, rows)
    const reached = figures(rows)
    const floor = floors[area] ?? {}
    const open = rows
      .filter((row) => (row.valid ? row.flagged || row.sameOutcome === false || row.sameType === false : !row.sameCode))
      .map(({ id }) => id)
    for (const kind of kinds)
      expect(reached[kind][0], `${area}: ${kind}; answered otherwise: ${open.join(' ')}`).toBeGreaterThanOrEqual(
        floor[kind] ?? 0,
      )
  })

  test('figures', () => {
    const total = figures([...all.values()].flat())
    const text = kinds.map((kind) => `${kind} ${total[kind][0]}/${total[kind][1]}`).join(', ')
    console.log(`oracle: ${text}, ${Object.keys(differences).length} reasoned differences`)
    expect(Object.keys(floors).sort()).toEqual([...all.keys()].sort())
  })

  test('every reasoned difference is one', () => {
    const rows = areas().flatMap((area) => {
      const recorded = new Map(recordedOf(area).map((answer) => [answer.id, answer]))
      return casesOf(area)
        .filter(({ id }) => id in differences)
        .flatMap((one) => {
          const theirs = recorded.get(one.id)
          return theirs ? [compareAnswers(theirs, ownAnswer(one))] : []
        })
    })
    const same = rows.filter((row) =>
      row.valid ? !row.flagged && row.sameOutcome !== false && row.sameType !== false : row.sameCode,
    )
    expect(same.map(({ id }) => id)).toEqual([])
    expect(rows).toHaveLength(Object.keys(differences).length)
  })
})
