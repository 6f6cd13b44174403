import { informationRules } from './information-rules.ts'
import type { Rule } from './rule.ts'
import { rules as structural } from './rules/index.gen.ts'
import { suppressionRules } from './suppression-rules.ts'
import { syntaxRules } from './syntax-rules.ts'

/**
 * Every rule there is: one per file of `rules/`, one per mistake that the parser names, those about comments that hide findings, and
 * those about the files that describe resources.
 */
export const rules: readonly Rule[] = [
  ...syntaxRules,
  ...structural,
  ...Object.values(suppressionRules),
  ...Object.values(informationRules),
]

const byId: ReadonlyMap<string, Rule> = new Map(rules.map((rule) => [rule.id, rule]))

export const ruleNamed = (id: string): Rule | undefined => byId.get(id)

/** How far each rule looks that does not look over the whole document at once. */
export const reachOf: ReadonlyMap<string, Rule['reach']> = new Map(rules.map(({ id, reach }) => [id, reach]))
