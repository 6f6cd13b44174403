import { describe, expect, it } from 'vitest'
import { withCursor } from '../../test/support/cursor.ts'
import { applyEdits, createPolicyService, placeOfPath, rehearse } from './service.ts'

/** The service from nothing, on one page: how a shell opens a document, asks about it, and lets it go. */
describe('example', () => {
  const service = createPolicyService()
  const text = '<policies>\n  <inbound>\n    <base />\n    <set-heder name="X-Trace" />\n  </inbound>\n</policies>\n'
  const document = service.open({
    uri: 'file:///policy.xml',
    version: 1,
    text,
    options: { scope: 'api', gateway: 'v2' },
  })

  it('says what is wrong, and where', () => {
    const diagnostic = document.diagnostics().find(({ range }) => range.start.line === 3)
    expect(diagnostic).toMatchObject({
      severity: 1,
      source: 'policywright',
      message: expect.stringContaining('set-heder'),
    })
    expect(diagnostic?.codeDescription?.href).toMatch(/\/docs\/rules\/[\w-]+\.md$/)
  })

  it('fixes it', () => {
    const finding = document.findings().find(({ rule }) => rule === 'unknown-policy')
    const [fix] = finding?.fixes?.() ?? []
    expect(applyEdits(text, fix?.edits ?? [])).toContain('<set-header name="X-Trace" />')
    const range = { start: { line: 3, character: 6 }, end: { line: 3, character: 6 } }
    expect(document.codeActions(range)[0]?.edit?.changes).toHaveProperty(['file:///policy.xml'])
  })

  it('answers at a cursor', () => {
    const at = (line: number, character: number) => ({ line, character })
    expect(document.complete(at(3, 4)).items.map(({ label }) => label)).toContain('set-variable')
    expect(document.hover(at(2, 6))?.contents).toMatchObject({ value: expect.stringContaining('base') })
    expect(document.symbols()[0]?.name).toBe('policies')
    expect(document.foldingRanges()).not.toHaveLength(0)
    expect(document.linkedEditing(at(1, 5))?.ranges).toHaveLength(2)
    expect(document.selectionRange(at(3, 8)).parent).toBeDefined()
    expect(document.autoClose(at(2, 12), '>')).toBeUndefined()
  })

  it('reads a text without keeping it', () => {
    const read = service.read('<policies>')
    expect(read.findings().map(({ rule }) => rule)).toContain('syntax-missing-close-tag')
    expect(service.get('')).toBeUndefined()
  })

  it('lets a document go', () => {
    service.close('file:///policy.xml')
    expect(service.get('file:///policy.xml')).toBeUndefined()
  })
})

describe('versions', () => {
  const input = { uri: 'a', version: 1, text: '<policies />', options: { scope: 'api' as const } }

  it('are analysed once each', () => {
    const service = createPolicyService()
    const first = service.open(input)
    expect(service.open({ ...input })).toBe(first)
    expect(first.analysis()).toBe(first.analysis())
    expect(first.findings()).toBe(first.findings())
    expect(service.open({ ...input, version: 2 })).not.toBe(first)
  })
  it('are read again when the options are others', () => {
    const service = createPolicyService()
    const first = service.open(input)
    expect(service.open({ ...input, options: { scope: 'global' } })).not.toBe(first)
    const offered = { fragments: ['log'] }
    const { text, offset } = withCursor('<fragment><include-fragment fragment-id="┆"/></fragment>')
    const later = service.open({ ...input, version: 3, text, offered })
    expect(later.complete({ line: 0, character: offset }).items.map(({ label }) => label)).toContain('log')
  })
})

it('rehearses in steps, and finds nothing to complain about', () => {
  const steps = [...rehearse()]
  expect(steps.length).toBeGreaterThan(100)
})

it('takes the page of a rule from its host', () => {
  const service = createPolicyService({ rulePage: (rule) => `https://example.com/${rule}` })
  const [diagnostic] = service.read('<policies>').diagnostics()
  expect(diagnostic?.codeDescription?.href).toBe(`https://example.com/${diagnostic?.code}`)
})

it('tells a place from a path', () => {
  expect(placeOfPath('apis/orders/policy.xml')).toMatchObject({ scope: 'api', apiId: 'orders' })
})
