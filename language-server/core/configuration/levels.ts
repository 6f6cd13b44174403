/** The sets of rules; each holds those before it. */
export const RULE_SETS = ['recommended', 'strict'] as const
export type RuleSet = (typeof RULE_SETS)[number]

/** How a rule's findings are reported. */
export const LEVELS = ['error', 'warning', 'info', 'hint', 'off'] as const
export type Level = (typeof LEVELS)[number]
