import { describe, expect, test } from 'vitest'
import { checkTemplate } from '../../embedded/template-checker.ts'
import { analyse } from '../../model/analysis.ts'
import { createLineMap } from '../../text/line-map.ts'
import { readInformation } from '../../workspace/information.ts'
import { check } from '../check.ts'
import { checkInformation } from '../check-information.ts'
import { paintExample, readExample } from '../example.ts'
import type { Finding } from '../finding.ts'
import type { Rule } from '../rule.ts'
import { rules } from '../rules.ts'

/** What an example must tell in full: the findings of its own rule, and every error. */
const told = (rule: Rule, findings: readonly Finding[]) =>
  findings.filter((finding) => finding.rule === rule.id || finding.severity === 'error')

const painted = (rule: Rule, text: string) => paintExample(text, told(rule, findingsIn(rule, text)))

function findingsIn({ examples: { files, options } }: Rule, text: string): readonly Finding[] {
  if (files === undefined || !text.startsWith('{'))
    return check(analyse(text, { templates: checkTemplate, ...options }))
  const { displayName, nameAt } = readInformation(text, (name) => name)
  const id = files.id ?? ''
  const lines = createLineMap(text)
  return checkInformation({
    of: files.of,
    resource: { id, path: '', ...(displayName && { displayName }), ...(nameAt && { at: nameAt }) },
    used: new Set(files.used),
    others: files.others?.[displayName ?? id] ?? [],
  }).map(({ at: { line, start, end }, ...finding }) => ({
    ...finding,
    span: { start: lines.lineStart(line) + start, end: lines.lineStart(line) + end },
  }))
}

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (_id, rule) => {
  test('finds what its bad example marks', () => {
    const { text, findings } = readExample(rule.examples.bad)
    expect(findings.map((finding) => finding.rule)).toContain(rule.id)
    expect(painted(rule, text)).toBe(rule.examples.bad)
  })

  test('is silent on its good example', () => {
    expect(painted(rule, rule.examples.good)).toBe(rule.examples.good)
  })
})
