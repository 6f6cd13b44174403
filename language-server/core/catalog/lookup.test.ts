import { describe, expect, it } from 'vitest'
import { attributesOf, childSpecOf, isAllowedIn, type Place, policiesAllowedIn, policyNamed } from './lookup.ts'

const namesIn = (place: Place): readonly string[] => policiesAllowedIn(place).map(({ name }) => name)

describe('childSpecOf', () => {
  it.each([
    ['a policy', 'set-header', ['set-header'], 'children'],
    ['a child', 'choose', ['when'], 'policies'],
    ['a policy in a branch', 'choose', ['when', 'set-header', 'value'], 'text'],
    ['a branch in a branch', 'choose', ['when', 'choose', 'otherwise', 'retry', 'set-body'], 'mixed'],
    ['a policy by reference', 'return-response', ['set-header', 'value'], 'text'],
    ['a resolver', 'http-data-source', ['http-request', 'set-method'], 'text'],
    ['foreign XML', 'xsl-transform', ['xsl:stylesheet'], 'foreign'],
  ])('finds %s', (_what, first, rest, content) => {
    const path = first === rest[0] ? rest : [first, ...rest]
    expect(childSpecOf(path)?.content).toBe(content)
  })

  it.each([
    ['nothing', []],
    ['an unknown policy', ['set-heading']],
    ['a name in other letter case', ['Set-Header']],
    ['an unknown child', ['set-header', 'values']],
    ['base in a branch', ['choose', 'when', 'base']],
    ['an element in text', ['set-header', 'value', 'b']],
    ['an element in foreign XML', ['xsl-transform', 'xsl:stylesheet', 'xsl:template']],
    ['a name that every object has', ['set-header', 'constructor']],
  ])('knows nothing of %s', (_what, path) => {
    expect(childSpecOf(path)).toBeUndefined()
  })

  it('keeps what the parent says of a policy that it refers to', () => {
    const status = childSpecOf(['return-response', 'set-status'])
    expect(status).toMatchObject({ min: 0, max: 1, policy: { name: 'set-status' } })
    expect(Object.keys(status?.attributes ?? {})).toContain('code')
    expect(childSpecOf(['choose', 'when'])).toMatchObject({ min: 1 })
    expect(childSpecOf(['wait', 'forward-request'])?.undocumented).toBe(true)
  })
})

describe('attributesOf', () => {
  it('adds the id that every policy takes, but not to base', () => {
    expect(Object.keys(childSpecOf(['set-body'])?.attributes ?? {})).toContain('id')
    expect(childSpecOf(['set-header', 'value'])?.attributes).toEqual({})
    const base = policyNamed('base')
    expect(base && attributesOf(base)).toEqual({})
  })
})

describe('policiesAllowedIn', () => {
  it('offers only what section, scope and gateway allow', () => {
    const inbound = namesIn({ section: 'inbound', scope: 'api', gateway: 'consumption' })
    expect(inbound).toEqual(expect.arrayContaining(['validate-jwt', 'rate-limit', 'base', 'choose']))
    expect(inbound).not.toContain('forward-request')
    expect(inbound).not.toContain('rate-limit-by-key')
    expect(inbound).not.toContain('quota')
    expect(inbound).not.toContain('publish-to-dapr')
    expect(namesIn({ section: 'backend' })).toContain('forward-request')
    expect(namesIn({ section: 'inbound', scope: 'product' })).toContain('quota')
  })

  it('offers no base and no nested include in a fragment', () => {
    const names = namesIn({ scope: 'fragment' })
    expect(names).toContain('validate-jwt')
    expect(names).toContain('forward-request')
    expect(names).not.toContain('base')
    expect(names).not.toContain('include-fragment')
  })

  it('offers the data sources for a resolver, and nothing else', () => {
    expect(namesIn({ scope: 'resolver' })).toEqual([
      'cosmosdb-data-source',
      'graphql-data-source',
      'http-data-source',
      'sql-data-source',
    ])
  })

  it('never offers what stands only inside other elements', () => {
    expect(namesIn({})).not.toContain('set-url')
    expect(namesIn({ section: 'inbound' })).not.toContain('publish-event')
  })

  it('excludes nothing for what no source tells', () => {
    const entry = policyNamed('authentication-token')
    expect(entry && isAllowedIn(entry, { section: 'outbound', scope: 'global', gateway: 'v2' })).toBe(true)
  })
})
