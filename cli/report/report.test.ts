import { XMLValidator } from 'fast-xml-parser'
import type { Log } from 'sarif'
import { expect, test } from 'vitest'
import { rules } from '../../language-server/core/lint/rules.ts'
import type { Checked, ReportedFinding } from '../checking/checked.ts'
import { OUTPUTS, reportAs } from './report.ts'

const world = { cwd: '/repository', version: '1.2.3' }

const finding = (overrides: Partial<ReportedFinding> = {}): ReportedFinding => ({
  rule: 'missing-base',
  severity: 'warning',
  message: 'A <base /> & more: 100%, \'quoted\' "twice".\nSecond line.',
  start: { line: 3, column: 4 },
  end: { line: 3, column: 11 },
  fingerprint: 'f1',
  fixes: () => [
    {
      title: 'Add <base />',
      edits: [{ start: { line: 3, column: 12 }, end: { line: 3, column: 12 }, newText: '\n<base />' }],
    },
  ],
  ...overrides,
})

const checked: Checked = {
  files: [
    {
      path: 'apis/a,b/policy fragments/policy.xml',
      file: '/repository/apis/a,b/policy fragments/policy.xml',
      findings: [
        finding(),
        finding({ start: { line: 9, column: 1 }, end: { line: 10, column: 2 } }),
        finding({ rule: 'unknown-policy', severity: 'error', fingerprint: 'f2', fixes: () => [] }),
        finding({ rule: 'missing-section', severity: 'hint', fingerprint: 'f3' }),
      ],
      suppressed: [{ finding: finding({ fingerprint: 'f4' }), reason: 'answers by itself' }],
      known: [finding({ rule: 'wrong-scope', severity: 'error', fingerprint: 'f5' })],
    },
    { path: '../other.xml', file: '/other.xml', findings: [], suppressed: [], known: [] },
    { path: '-', file: undefined, findings: [finding({ fingerprint: 'f6' })], suppressed: [], known: [] },
  ],
  baseline: { hidden: 1, gone: 2 },
  fixed: [
    {
      path: 'a.xml',
      fixes: [
        { rule: 'missing-base', title: 'x' },
        { rule: 'missing-base', title: 'x' },
      ],
    },
    { path: 'b.xml', fixes: [], left: 'line 1, column 2: broken' },
    { path: 'c.xml', fixes: [] },
  ],
}

const as = (output: (typeof OUTPUTS)[number]): string => reportAs(output, checked, world)

test.each(OUTPUTS.filter((output) => output !== 'json'))('%s leaves hints out and ends with a line end', (output) => {
  expect(as(output)).not.toContain('missing-section')
  expect(as(output).endsWith('\n')).toBe(true)
})

test('the sum says what is hidden, what is gone and what was fixed', () => {
  const lines = as('text').trimEnd().split('\n').slice(-6)
  expect(lines).toEqual([
    '3 files: 1 error, 3 warnings',
    '1 finding hidden by comments',
    '1 finding hidden by the baseline',
    '2 findings of the baseline no longer there; --update-baseline forgets them',
    'a.xml: 2 fixed (missing-base x2)',
    'b.xml: not fixed: line 1, column 2: broken',
  ])
})

test('json tells all of it, on one line', () => {
  const answer = JSON.parse(as('json'))
  expect(as('json').trimEnd()).not.toContain('\n')
  expect(answer.summary).toEqual({ files: 3, errors: 1, warnings: 3, baseline: { hidden: 1, gone: 2 } })
  expect(answer.files[0].suppressed[0].reason).toBe('answers by itself')
  expect(Object.keys(answer.files[0].findings[0])).toEqual(['rule', 'severity', 'message', 'start', 'end'])
  expect(answer.fixed.map(({ path }: { path: string }) => path)).toEqual(['a.xml', 'b.xml'])
})

test('an annotation is one line whose parts cannot be mistaken', () => {
  const [first, second] = as('github').split('\n')
  expect(first).toBe(
    '::warning file=apis/a%2Cb/policy fragments/policy.xml,line=3,endLine=3,col=4,endColumn=11,title=missing-base::A <base /> & more: 100%25, \'quoted\' "twice".%0ASecond line.',
  )
  expect(second).toContain('line=9,endLine=10,col=1,title=')
})

test('junit is well-formed; errors fail, and what is milder does not', () => {
  const text = as('junit')
  expect(XMLValidator.validate(text)).toBe(true)
  expect(text).toContain('<testsuites name="policywright" tests="4" failures="1" errors="0">')
  expect(text.match(/<failure /g)).toHaveLength(1)
  expect(text).toContain('<testcase name="policy" classname="../other.xml" />')
})

test('stylish stands in columns', () => {
  expect(as('stylish')).toContain(
    '\n  3:4  warning  A <base /> & more: 100%, \'quoted\' "twice". Second line.  missing-base\n  9:1',
  )
})

test('sarif holds what its readers rely on', () => {
  const log = JSON.parse(as('sarif')) as Log
  expect(log.version).toBe('2.1.0')
  const [run] = log.runs
  expect(run?.columnKind).toBe('utf16CodeUnits')
  const described = run?.tool.driver.rules ?? []
  const results = run?.results ?? []
  expect(results).toHaveLength(6)
  for (const { ruleId, ruleIndex, locations, partialFingerprints, fixes } of results) {
    expect(described[ruleIndex ?? -1]?.id).toBe(ruleId)
    const { artifactLocation, region } = locations?.[0]?.physicalLocation ?? {}
    expect(artifactLocation?.uri).toMatch(/^(apis\/a%2Cb\/policy%20fragments\/policy\.xml|stdin)$/)
    expect(artifactLocation?.uriBaseId).toBe(artifactLocation?.uri === 'stdin' ? undefined : '%SRCROOT%')
    expect(region?.startLine).toBeGreaterThan(0)
    expect(region?.endColumn).toBeGreaterThan(0)
    expect(Object.keys(partialFingerprints ?? {})).toEqual(['policywright/v1'])
    for (const { artifactChanges } of fixes ?? []) expect(artifactChanges[0]?.replacements).toHaveLength(1)
  }
  // Code scanning takes two results with one fingerprint for one.
  const fingerprints = results.map((result) => JSON.stringify(result.partialFingerprints))
  expect(new Set(fingerprints).size).toBe(results.length)
  expect(results.map(({ suppressions }) => suppressions?.[0]?.kind)).toEqual([
    undefined,
    undefined,
    undefined,
    'external',
    'inSource',
    undefined,
  ])
  expect(run?.originalUriBaseIds?.['%SRCROOT%']?.uri).toBe('file:///repository/')
  expect(run?.artifacts?.[1]?.location?.uri).toBe('file:///other.xml')
  for (const { id, help, helpUri, fullDescription } of described) {
    expect(help?.markdown).toContain(`# ${id}`)
    expect(helpUri).toContain(`/docs/rules/${id}.md`)
    expect(fullDescription?.text).toBe(rules.find((rule) => rule.id === id)?.why)
  }
})
