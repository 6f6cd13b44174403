import { describe, expect, test } from 'vitest'
import type { RuleSettings } from '../configuration/levels.ts'
import { analyse } from '../model/analysis.ts'
import { applyEdits } from '../text/edit.ts'
import { check, checkAll } from './check.ts'
import type { Finding } from './finding.ts'
import { rules } from './rules.ts'
import { suppressFix } from './suppress-fix.ts'

const options = { scope: 'api' } as const
/** Other rules have their say about these documents too, and that is theirs. */
const told = /^missing-base$|^unknown-policy$|suppress/
const findingsOf = (text: string, settings?: RuleSettings): readonly Finding[] =>
  check(analyse(text, options), settings && { settings }).filter(({ rule }) => told.test(rule))
const idsOf = (text: string, settings?: RuleSettings): readonly string[] =>
  findingsOf(text, settings).map(({ rule, severity }) => `${severity} ${rule}`)

const inbound = (before: string, body = '<return-response />'): string =>
  `<policies>\n  ${before}\n  <inbound>\n    ${body}\n  </inbound>\n</policies>`
/** Its `/` is one that the service takes and that a rule warns of. */
const code = (comment: string): string => `<policies>
  <inbound>
    <base />
    <set-body>@{
      ${comment}
      return context.Request.Body.As<string>() == null ? "" : new Foo();
    }</set-body>
  </inbound>
</policies>`

describe('a comment hides', () => {
  test.each([
    ['the next line', inbound('<!-- policywright-disable-next-line missing-base: own answer -->'), []],
    [
      'several rules',
      inbound('<!-- policywright-disable-next-line missing-base, wrong-section: own -->'),
      ['warning unused-suppression'],
    ],
    ['up to the end', inbound('<!-- policywright-disable missing-base: own answer -->'), []],
    [
      'up to where it ends',
      `<policies>
  <!-- policywright-disable missing-base: own answer -->
  <inbound />
  <!-- policywright-enable missing-base -->
  <outbound />
</policies>`,
      ['warning missing-base'],
    ],
    ['the whole file', `${inbound('').replace('  \n', '')}\n<!-- policywright-disable-file missing-base: own -->`, []],
    [
      'an open tag of several lines',
      `<policies>
  <!-- policywright-disable-next-line missing-base: own -->
  <inbound
    >
    <return-response />
  </inbound>
</policies>`,
      [],
    ],
    [
      'not the line after the next',
      inbound('<!-- policywright-disable-next-line missing-base: own -->\n'),
      ['warning missing-base', 'warning unused-suppression'],
    ],
    [
      'nothing when it names nothing',
      inbound('<!-- policywright-disable-next-line: own -->'),
      ['warning invalid-suppression', 'warning missing-base'],
    ],
    [
      'nothing by another word',
      inbound('<!-- policywright-disable-nextline missing-base: own -->'),
      ['warning invalid-suppression', 'warning missing-base'],
    ],
  ])('%s', (_name, text, expected) => {
    expect([...idsOf(text)].sort()).toEqual([...expected].sort())
  })

  test('with its reason', () => {
    const text = inbound('<!-- policywright-disable-next-line missing-base: answers: by itself -->')
    expect(checkAll(analyse(text, options)).suppressed).toMatchObject([
      { finding: { rule: 'missing-base' }, reason: 'answers: by itself' },
    ])
  })

  test('in C# too, where it says so of what is there to hide', () => {
    const ids = idsOf(code('// policywright-disable-next-line missing-base: none here'))
    expect(ids).toContain('warning unused-suppression')
    expect(idsOf(code('var s = "policywright-disable-file missing-base: x";'))).not.toContain(
      'warning unused-suppression',
    )
  })

  test('a finding that only the rest of the workspace tells is not missed in a document alone', () => {
    const text = inbound('<!-- policywright-disable-file unknown-logger: made by another team -->', '<base />')
    expect(idsOf(text)).toEqual([])
    const among = check(analyse(text, { ...options, neighbours: {} }))
    expect(among.map(({ rule }) => rule)).toContain('unused-suppression')
  })

  test('never what the service refuses', () => {
    const text = inbound('<!-- policywright-disable-file unknown-policy: why not -->', '<base /><set-haeder />')
    expect(idsOf(text)).toEqual(['warning suppressed-error', 'error unknown-policy'])
  })
})

describe('levels', () => {
  const text = inbound('')
  test.each([
    [{ levels: { 'missing-base': 'error' } }, ['error missing-base']],
    [{ levels: { 'missing-base': 'hint' } }, ['hint missing-base']],
    [{ levels: { 'missing-base': 'off' } }, []],
    [{ levels: {} }, ['warning missing-base']],
  ] as const)('%j', (settings, expected) => {
    expect(idsOf(text, settings)).toEqual(expected)
  })

  test('an error by wish is told apart from what the service refuses, and can be hidden', () => {
    const settings = { levels: { 'missing-base': 'error' } } as const
    expect(findingsOf(text, settings)[0]?.raised).toBe(true)
    expect(findingsOf(inbound('<!-- policywright-disable-file missing-base: own -->'), settings)).toEqual([])
  })

  test.each(['warning', 'off'] as const)('what the service refuses stays an error at %s', (level) => {
    const refused = inbound('', '<base /><set-haeder />')
    expect(idsOf(refused, { levels: { 'unknown-policy': level } })).toEqual(['error unknown-policy'])
  })

  test('a rule outside the set is asked only where it is named', () => {
    const strict = {
      ...rules[0],
      id: 'demo',
      severity: 'info',
      set: 'strict',
      check: () => ({ document: () => {} }),
    } as const
    const report = {
      ...strict,
      check: (cx: { report(r: { message: string }): void }) => ({ document: () => cx.report({ message: 'x' }) }),
    }
    const found = (settings: RuleSettings) =>
      check(analyse(text, options), { rules: [report as (typeof rules)[number]], settings }).map(
        ({ severity }) => severity,
      )
    expect(found({ levels: {} })).toEqual([])
    expect(found({ levels: { demo: 'warning' } })).toEqual(['warning'])
    expect(found({ set: 'strict', levels: {} })).toEqual(['info'])
  })
})

describe('the fixes', () => {
  test.each([
    [
      '<!-- policywright-disable-next-line wrong-section, missing-base: own -->',
      '<!-- policywright-disable-next-line missing-base: own -->',
    ],
    [
      '<!-- policywright-disable-next-line missing-base, wrong-section: own -->',
      '<!-- policywright-disable-next-line missing-base: own -->',
    ],
    [
      '<!-- policywright-disable-next-line missing-bse: own -->',
      '<!-- policywright-disable-next-line missing-base: own -->',
    ],
    [
      '<!-- policywright-disble-next-line missing-base: own -->',
      '<!-- policywright-disable-next-line missing-base: own -->',
    ],
  ])('%s', (before, after) => {
    const text = inbound(before)
    const fix = findingsOf(text).flatMap((finding) => finding.fixes?.().filter(({ preferred }) => preferred) ?? [])
    const edits = fix.filter(({ title }) => !title.includes('base />')).flatMap((each) => each.edits)
    expect(applyEdits(text, edits)).toBe(inbound(after))
  })

  test('an unused comment takes its line along', () => {
    const text = inbound('<!-- policywright-disable-next-line missing-base: own -->', '<base />')
    const edits = findingsOf(text)[0]?.fixes?.()[0]?.edits ?? []
    expect(applyEdits(text, edits)).toBe('<policies>\n  <inbound>\n    <base />\n  </inbound>\n</policies>')
  })

  test.each([
    ['a tag', inbound('')],
    ['a tag behind another', '<policies>\r\n\t<inbound><set-variable name="a" value="1" /></inbound>\r\n</policies>'],
    ['the root', '<policies><inbound /></policies>'],
    [
      'C# over several lines',
      `<policies>
  <inbound>
    <base />
    <set-body>@{
      var body = context.Request.Body.As<string>();
      return body.ToLower() == "A" + null;
    }</set-body>
  </inbound>
</policies>`,
    ],
  ])('suppressing %s hides the finding and asks for the reason', (_name, text) => {
    const analysis = analyse(text, options)
    for (const finding of check(analysis)) {
      const fix = suppressFix(finding, analysis)
      if (finding.severity === 'error') {
        expect(fix).toBeUndefined()
        continue
      }
      const after = applyEdits(text, fix?.edits ?? [])
      const left = check(analyse(after, options))
      expect(left.filter(({ rule }) => rule === finding.rule)).toHaveLength(
        check(analysis).filter(({ rule }) => rule === finding.rule).length - 1,
      )
      expect(left.map(({ rule }) => rule)).toContain('suppression-without-reason')
    }
  })

  test('in C# of several lines the comments stand around the element', () => {
    const text = code('var a = 1;')
    const analysis = analyse(text, options)
    const start = text.indexOf('return')
    const finding = { rule: 'demo', severity: 'warning', message: '', span: { start, end: start + 1 } } as const
    const after = applyEdits(text, suppressFix(finding, analysis)?.edits ?? [])
    expect(after).toContain('    <!-- policywright-disable demo:  -->\n    <set-body>')
    expect(after).toContain('</set-body>\n    <!-- policywright-enable demo -->\n')
  })
})
