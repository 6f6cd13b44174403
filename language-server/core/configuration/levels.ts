/** The sets of rules; each holds those before it. */
export const RULE_SETS = ['recommended', 'strict'] as const
export type RuleSet = (typeof RULE_SETS)[number]

/** How a rule's findings are reported. */
export const LEVELS = ['error', 'warning', 'info', 'hint', 'off'] as const
export type Level = (typeof LEVELS)[number]

/** Which rules are on, and how severely their findings are reported. */
export interface RuleSettings {
  /** Absent: `recommended`. */
  readonly set?: RuleSet
  /** By rule, where its own severity or its set is not to count. */
  readonly levels: Readonly<Record<string, Level>>
}

/** The settings as they are written: the key `set` beside those of the rules. */
export interface RawRules {
  readonly set?: RuleSet
  readonly [rule: string]: Level | RuleSet | undefined
}

export function ruleSettings(raw: RawRules | undefined): RuleSettings {
  const { set, ...levels } = raw ?? {}
  return { ...(set && { set }), levels: levels as RuleSettings['levels'] }
}

/** Lays settings over one another: what a later one says counts, and where it says nothing, an earlier one. */
export function layered(layers: readonly RuleSettings[]): RuleSettings {
  const set = layers.findLast((layer) => layer.set !== undefined)?.set
  return { ...(set && { set }), levels: Object.assign({}, ...layers.map(({ levels }) => levels)) }
}
