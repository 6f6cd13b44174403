import type { Rule } from '../language-server/core/lint/rule.ts'
import { ruleNamed, rules } from '../language-server/core/lint/rules.ts'
import { nearest } from '../language-server/core/text/nearest.ts'
import { UsageError } from './command.ts'

/** @throws UsageError naming the rule that was perhaps meant */
export function ruleOrRefuse(id: string): Rule {
  const found = ruleNamed(id)
  if (found !== undefined) return found
  const meant = nearest(
    id,
    rules.map((rule) => rule.id),
  )
  throw new UsageError(
    `there is no rule '${id}'${meant === undefined ? '.' : `; did you mean '${meant}'?`} 'policywright rules' lists them.`,
  )
}
