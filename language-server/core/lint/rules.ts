import type { Rule } from './rule.ts'
import { rules as structural } from './rules/index.gen.ts'
import { suppressionRules } from './suppression-rules.ts'
import { syntaxRules } from './syntax-rules.ts'

/** Every rule there is: one per file of `rules/`, one per mistake that the parser names, and those about comments that hide findings. */
export const rules: readonly Rule[] = [...syntaxRules, ...structural, ...Object.values(suppressionRules)]

const byId: ReadonlyMap<string, Rule> = new Map(rules.map((rule) => [rule.id, rule]))

export const ruleNamed = (id: string): Rule | undefined => byId.get(id)
