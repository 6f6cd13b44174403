import type { Rule } from './rule.ts'
import { rules as structural } from './rules/index.gen.ts'
import { syntaxRules } from './syntax-rules.ts'

/** Every rule there is: one per file of `rules/`, and one per mistake that the parser names. */
export const rules: readonly Rule[] = [...syntaxRules, ...structural]

const byId: ReadonlyMap<string, Rule> = new Map(rules.map((rule) => [rule.id, rule]))

export const ruleNamed = (id: string): Rule | undefined => byId.get(id)
