import { describe, expect, it } from 'vitest'
import { allPolicies, childSpecOf, policyNamed } from './lookup.ts'
import { attributeMarkdown, childMarkdown, placesMarkdown, policyMarkdown } from './markdown.ts'
import type { AttributeSpec } from './policy.ts'

function named(name: string) {
  const entry = policyNamed(name)
  if (entry === undefined) throw new Error(`no policy ${name}`)
  return entry
}

describe('the Markdown of a policy', () => {
  it('begins with its name and summary and ends with its page', () => {
    const entry = named('set-header')
    const lines = policyMarkdown(entry).split('\n')
    expect(lines[0]).toBe('**`<set-header>`** Set header')
    expect(lines[2]).toBe(entry.summary)
    expect(lines.at(-1)).toBe('[Documentation](https://learn.microsoft.com/azure/api-management/set-header-policy)')
  })

  it('has one row for each documented attribute, with pipes escaped', () => {
    expect(policyMarkdown(named('set-header'))).toContain(
      '| `exists-action` | `override`, `skip`, `append`, `delete`; default `override` |',
    )
    expect(policyMarkdown(named('rate-limit'))).toContain(
      '| `renewal-period` | integer at most 300 seconds; required |',
    )
    expect(policyMarkdown(named('mock-response'))).not.toContain('`index`')
  })

  it.each([
    ['base', 'policy definition', '**Fragments** not allowed'],
    ['rate-limit', 'once', '**Occurs** once per definition'],
    ['quota', 'scopes', '**Scopes** product'],
    ['http-data-source', 'resolver', 'Root of a GraphQL resolver document.'],
    ['set-url', 'child', 'Only inside other elements.'],
  ])('tells of %s where it is allowed (%s)', (name, _why, text) => {
    expect(placesMarkdown(named(name))).toContain(text)
  })

  it('names the successor of a deprecated policy', () => {
    expect(policyMarkdown(named('set-graphql-resolver'))).toContain('*deprecated, use* `http-data-source`')
  })

  it.each(allPolicies().map((entry) => [entry.name, entry] as const))('of %s has no gap', (_name, entry) => {
    const text = policyMarkdown(entry)
    expect(text).not.toMatch(/undefined|\n{3}|\[object/)
  })
})

describe('the Markdown of an attribute', () => {
  const cases: readonly [string, AttributeSpec, string][] = [
    ['a range', { type: 'integer', summary: 'S.', min: 1, max: 50 }, '**Value** integer 1 to 50'],
    ['a unit alone', { type: 'integer', summary: 'S.', unit: 'seconds' }, '**Value** integer (seconds)'],
    ['zero as an exception', { type: 'integer', summary: 'S.', min: 0, minUnlessZero: 300 }, 'at least 300, or 0'],
    ['a forbidden expression', { type: 'string', summary: 'S.', expression: false }, '**Expression** not allowed'],
    ['a typed expression', { type: 'boolean', summary: 'S.', expression: true, returns: 'bool' }, 'returns `bool`'],
    [
      'a disputed demand',
      { type: 'string', summary: 'S.', required: true, disputed: ['required'] },
      'required by the documentation',
    ],
    [
      'what a dispute is about',
      { type: 'string', summary: 'S.', disputed: ['values', 'range'] },
      'its values and its range',
    ],
    ['an undocumented one', { type: 'string', summary: 'S.', undocumented: true }, 'does not describe it'],
  ]
  it.each(cases)('tells %s', (_what, spec, text) => {
    expect(attributeMarkdown('some-policy', 'some-attribute', spec)).toContain(text)
  })
})

describe('the Markdown of a child', () => {
  it('tells how often it stands and what it holds', () => {
    const when = childSpecOf(['choose', 'when'])
    expect(when && childMarkdown('choose', 'when', when)).toContain('**`<when>`** in `<choose>` · at least one')
    const header = childSpecOf(['return-response', 'set-header'])
    expect(header && childMarkdown('return-response', 'set-header', header)).toContain('**Holds** `<value>`')
  })
})
