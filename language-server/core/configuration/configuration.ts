import { type ParseError, parseTree } from 'jsonc-parser'
import type { DocumentScope, Gateway } from '../catalog/policy.ts'
import type { DocumentOptions } from '../model/options.ts'
import { PLACEHOLDER_FORMS, type PlaceholderForm } from '../model/placeholders.ts'
import { createLineMap } from '../text/line-map.ts'
import type { Span } from '../text/span.ts'
import { configurationShape, type RuleName } from './configuration-shape.ts'
import { type Layout, readLayout } from './layout.ts'
import { type RawRules, type RuleSettings, ruleSettings } from './levels.ts'
import { readShape, type ShapeFault } from './read-shape.ts'
import { syntaxProblem } from './syntax-problem.ts'

/** The name of the file; the nearest one above a document counts. */
export const CONFIGURATION_FILE = 'policywright.json'

/** What `policywright.json` says. Patterns and paths count from its folder on. Public: docs/cli.md. */
export interface Configuration {
  readonly rules: RuleSettings
  /** The last one that matches a document counts most. */
  readonly overrides: readonly RuleOverride[]
  /** The file of findings that are known and hidden. */
  readonly baseline?: string
  readonly gateway?: Gateway
  readonly contentFormat?: NonNullable<DocumentOptions['dialect']>
  /** By path pattern. */
  readonly bindings: Readonly<Record<string, PathBinding>>
  /** The forms that stand for something unknown; absent: every one. */
  readonly placeholders?: readonly PlaceholderForm[]
  readonly layout: Layout
}

export interface RuleOverride {
  readonly files: readonly string[]
  readonly rules: RuleSettings
}

/** Where the documents of a path belong. */
export interface PathBinding {
  readonly scope?: DocumentScope
  readonly gateway?: Gateway
}

/** A part of the file that cannot be used and is left out. Line and column count from 1. */
export interface ConfigurationFault {
  /** One sentence. */
  readonly message: string
  readonly line: number
  readonly column: number
  readonly span: Span
}

export interface ReadConfiguration {
  readonly configuration: Configuration
  readonly faults: readonly ConfigurationFault[]
}

/** What a file of the right shape holds. */
interface RawConfiguration extends Omit<Configuration, 'rules' | 'overrides' | 'placeholders' | 'layout'> {
  readonly rules?: RawRules
  readonly overrides?: readonly { readonly files: readonly string[]; readonly rules: RawRules }[]
  readonly placeholders?: Readonly<Partial<Record<PlaceholderForm, boolean>>>
  readonly layout?: unknown
}

/** What holds without a file. */
export const NO_CONFIGURATION: Configuration = {
  rules: ruleSettings(undefined),
  overrides: [],
  bindings: {},
  layout: readLayout(undefined).layout,
}

/**
 * Reads the text of a `policywright.json`: JSON in which comments and trailing commas may stand. Never throws; a part that is wrong is
 * a fault and is left out, and of a text that is no JSON only the fault is left.
 * @param rules every rule there is
 */
export function readConfiguration(text: string, rules: readonly RuleName[]): ReadConfiguration {
  const faults: ShapeFault[] = []
  const errors: ParseError[] = []
  const root = parseTree(text.replace(/^\uFEFF/, ' '), errors, { allowTrailingComma: true })
  const [error] = errors
  if (error !== undefined) {
    const { offset, length } = error
    return {
      configuration: NO_CONFIGURATION,
      faults: located(text, [{ message: syntaxProblem(error), span: { start: offset, end: offset + length } }]),
    }
  }
  // Reading by the shape lets nothing through that this type does not describe.
  const raw =
    root && (readShape(root, configurationShape(rules), (fault) => faults.push(fault)) as RawConfiguration | undefined)
  return { configuration: raw === undefined ? NO_CONFIGURATION : normal(raw), faults: located(text, faults) }
}

function normal({
  rules,
  overrides = [],
  bindings = {},
  placeholders,
  layout,
  ...rest
}: RawConfiguration): Configuration {
  return {
    ...rest,
    rules: ruleSettings(rules),
    overrides: overrides.map(({ files, rules }) => ({ files, rules: ruleSettings(rules) })),
    bindings,
    ...(placeholders && { placeholders: understood(placeholders) }),
    layout: readLayout(layout).layout,
  }
}

/** The forms that are not switched off. */
export const understood = (
  placeholders: Readonly<Partial<Record<PlaceholderForm, boolean>>>,
): readonly PlaceholderForm[] => PLACEHOLDER_FORMS.filter((form) => placeholders[form] !== false)

function located(text: string, faults: readonly ShapeFault[]): readonly ConfigurationFault[] {
  const lines = createLineMap(text)
  return faults.map(({ message, span }) => {
    const { line, character } = lines.positionAt(span.start)
    return { message, span, line: line + 1, column: character + 1 }
  })
}
