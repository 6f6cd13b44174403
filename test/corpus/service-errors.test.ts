import { describe, expect, test } from 'vitest'
import { corpusFolder } from '../support/corpus.ts'
import { complaintsIn, errorsIn } from './check-corpus.ts'
import { refusalFigures } from './figures.ts'
import { elementNamed, needsTypes, optionsOf, refusals } from './refusals.ts'

const folder = corpusFolder()

describe.skipIf(folder === undefined)('what the service has refused', () => {
  const all = folder === undefined ? [] : refusals(folder)
  const defects = all.filter(({ kind, category }) => kind === 'defect' && !needsTypes.includes(category))

  test.each(defects.map((each) => [each.id, each] as const))(
    '%s is found, on the element the service names',
    (_id, each) => {
      const findings = errorsIn(each.document, optionsOf(each))
      expect(findings.length).toBeGreaterThan(0)
      const name = elementNamed(each.message)
      // One report names an element that was known later; its document has another name in the same place.
      if (name !== undefined && each.document.includes(`<${name} `)) {
        expect(findings.map(({ element }) => element?.name)).toContain(name)
      }
    },
  )

  test.each(all.filter(({ kind }) => kind === 'control').map((each) => [each.id, each] as const))(
    '%s is no error today',
    (_id, each) => {
      expect(errorsIn(each.document, optionsOf(each))).toEqual([])
    },
  )

  test.each(all.flatMap((each) => (each.fixed === null ? [] : [[each.id, each, each.fixed] as const])))(
    'the corrected twin of %s is clean',
    (_id, each, fixed) => {
      expect(complaintsIn(fixed, optionsOf(each))).toEqual([])
    },
  )

  test('a list that names the resource leaves nothing to report', () => {
    const each = all.find(({ id }) => id === 'SE004')
    if (each === undefined) throw new Error('SE004 is not in the corpus')
    const backends = [/backend-id="([^"]+)"/.exec(each.document)?.[1] ?? '']
    expect(errorsIn(each.document, { ...optionsOf(each), resources: { backends } })).toEqual([])
  })

  test('figures', () => {
    const figures = refusalFigures(all)
    const skipped = all.filter(({ category }) => needsTypes.includes(category)).map(({ id }) => id)
    console.log('refusals:', { ...figures, 'need a type checker': skipped })
    expect(figures.found).toBe(figures.defects)
    expect(skipped.length).toBeLessThanOrEqual(3)
  })
})
