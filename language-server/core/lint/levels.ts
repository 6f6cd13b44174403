import type { Level, RuleSettings } from '../configuration/levels.ts'
import type { Finding } from './finding.ts'
import type { Rule } from './rule.ts'
import { isRefused } from './suppression.ts'

/** Every rule with the severity it has of its own: what the local instance goes by, and what is known of the service. */
export const EVERY_RULE: RuleSettings = { set: 'strict', levels: {} }

const levelOf = (id: string, { levels }: RuleSettings): Level | undefined =>
  Object.hasOwn(levels, id) ? levels[id] : undefined

/** Whether a rule reports anything: its set holds it, or a level of its own names it. */
export function isOn({ id, set = 'recommended' }: Rule, settings: RuleSettings): boolean {
  const level = levelOf(id, settings)
  return level === undefined ? set === 'recommended' || settings.set === 'strict' : level !== 'off'
}

/** One that is off is still asked when it can find what the service refuses, which no level hides. Rules of `strict` never do. */
export const isAsked = (rule: Rule, settings: RuleSettings): boolean =>
  isOn(rule, settings) || (rule.severity === 'error' && rule.set !== 'strict')

/** The finding as the settings want it; undefined when they do not want it. What the service refuses stays an error. */
export function leveled(finding: Finding, settings: RuleSettings): Finding | undefined {
  const level = levelOf(finding.rule, settings)
  if (level === undefined || isRefused(finding)) return finding
  if (level === 'off') return undefined
  return { ...finding, severity: level, ...(level === 'error' && { raised: true }) }
}
