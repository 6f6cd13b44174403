import type { Checked, CheckedFile, ReportedFinding } from '../checking/checked.ts'

/**
 * A test suite per file and a test per rule that has found something, so that services which show test results show where; a clean file
 * is one test that passes. Errors fail, warnings and infos are told in the output of their test, hints are left out.
 */
export function junitReport({ files }: Checked): string {
  const suites = files.map(suiteOf)
  const sum = (of: 'tests' | 'failures'): number => suites.reduce((total, suite) => total + suite[of], 0)
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="policywright" tests="${sum('tests')}" failures="${sum('failures')}" errors="0">`,
    ...suites.map(({ text }) => text),
    '</testsuites>',
    '',
  ].join('\n')
}

function suiteOf({ path, findings }: CheckedFile): {
  readonly text: string
  readonly tests: number
  readonly failures: number
} {
  const byRule = new Map<string, ReportedFinding[]>()
  for (const finding of findings) {
    if (finding.severity === 'hint') continue
    byRule.set(finding.rule, [...(byRule.get(finding.rule) ?? []), finding])
  }
  const cases = [...byRule].map(([rule, found]) => caseOf(path, rule, found))
  const failures = [...byRule.values()].filter((found) => found.some(isError)).length
  if (cases.length === 0) cases.push(`    <testcase name="policy" classname="${escaped(path)}" />`)
  const head = `  <testsuite name="${escaped(path)}" tests="${cases.length}" failures="${failures}" errors="0">`
  return { text: [head, ...cases, '  </testsuite>'].join('\n'), tests: cases.length, failures }
}

function caseOf(path: string, rule: string, found: readonly ReportedFinding[]): string {
  const line = ({ severity, message, start }: ReportedFinding): string =>
    `${path}:${start.line}:${start.column} ${severity} ${message}`
  const errors = found.filter(isError)
  const others = found.filter((finding) => !isError(finding))
  const [first] = errors
  return [
    `    <testcase name="${escaped(rule)}" classname="${escaped(path)}" file="${escaped(path)}" line="${found[0]?.start.line ?? 1}">`,
    ...(first === undefined
      ? []
      : [
          `      <failure type="error" message="${escaped(first.message)}">${escaped(errors.map(line).join('\n'))}</failure>`,
        ]),
    ...(others.length === 0 ? [] : [`      <system-out>${escaped(others.map(line).join('\n'))}</system-out>`]),
    '    </testcase>',
  ].join('\n')
}

const isError = ({ severity }: ReportedFinding): boolean => severity === 'error'

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
}

/** Control characters cannot stand in XML at all. */
const escaped = (text: string): string =>
  text.replace(/[&<>"\n]/g, (character) => entities[character] ?? character).replace(/[\p{Cc}]/gu, ' ')
