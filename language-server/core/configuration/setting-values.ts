import { parseTree } from 'jsonc-parser'
import type { PlaceholderForm } from '../model/placeholders.ts'
import { understood } from './configuration.ts'
import { placeholdersShape, type RuleName, rulesShape } from './configuration-shape.ts'
import { type RawRules, type RuleSettings, ruleSettings } from './levels.ts'
import { readShape } from './read-shape.ts'
import type { Shape } from './shape.ts'

/** A setting of an editor as read, and one sentence for each part that could not be used. */
export interface ReadSetting<T> {
  readonly value: T
  readonly faults: readonly string[]
}

/** Reads `policywright.rules`, which has the shape of the key `rules` in the file. */
export function readRuleSetting(value: unknown, rules: readonly RuleName[]): ReadSetting<RuleSettings> {
  const { found, faults } = readValue(value, rulesShape(rules))
  return { value: ruleSettings(found as RawRules | undefined), faults }
}

/** Reads `policywright.placeholders`. Undefined: every form counts. */
export function readPlaceholderSetting(value: unknown): ReadSetting<readonly PlaceholderForm[] | undefined> {
  const { found, faults } = readValue(value, placeholdersShape)
  const switched = found as Readonly<Partial<Record<PlaceholderForm, boolean>>> | undefined
  return { value: switched && understood(switched), faults }
}

function readValue(value: unknown, shape: Shape): { readonly found: unknown; readonly faults: readonly string[] } {
  const faults: string[] = []
  const node = value === undefined || value === null ? undefined : parseTree(JSON.stringify(value))
  const found = node && readShape(node, shape, ({ message }) => faults.push(message.replace(/\.$/, '')))
  return { found, faults }
}
