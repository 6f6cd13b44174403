import { describe, expect, test } from 'vitest'
import { analyse } from '../../model/analysis.ts'
import { check } from '../check.ts'
import { paintExample, readExample } from '../example.ts'
import type { Finding } from '../finding.ts'
import type { Rule } from '../rule.ts'
import { rules } from '../rules.ts'

/** What an example must tell in full: the findings of its own rule, and every error. */
const told = (rule: Rule, findings: readonly Finding[]) =>
  findings.filter((finding) => finding.rule === rule.id || finding.severity === 'error')

const painted = (rule: Rule, text: string) =>
  paintExample(text, told(rule, check(analyse(text, rule.examples.options))))

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
