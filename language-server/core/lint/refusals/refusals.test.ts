import { describe, expect, test } from 'vitest'
import { analyse } from '../../model/analysis.ts'
import { check } from '../check.ts'
import { attributes } from './attributes.ts'
import { elements } from './elements.ts'
import { expressions } from './expressions.ts'
import { references } from './references.ts'
import { xml } from './xml.ts'

const empty = { namedValues: [], backends: [], fragments: [], loggers: [], certificates: [] }

/** Every family of words in which the service refuses documents, by examples of our own. */
const families = { ...references, ...expressions, ...attributes, ...elements, ...xml }

describe.each(Object.entries(families))('%s', (_family, cases) => {
  test.each(cases)('$what', ({ text, rule, element, options }) => {
    const resources = { ...empty, ...options?.resources }
    const errors = check(analyse(text, { ...options, resources })).filter(({ severity }) => severity === 'error')
    expect(errors.map((each) => each.rule)).toContain(rule)
    if (element !== undefined) {
      expect(errors.filter((each) => each.rule === rule).map((each) => each.element?.name)).toContain(element)
    }
  })
})
