import type { RuleSet } from '../configuration/levels.ts'
import type { Analysis, Meaning } from '../model/analysis.ts'
import type { DocumentOptions } from '../model/options.ts'
import type { Element } from '../syntax/tree.ts'
import type { Span } from '../text/span.ts'
import type { Fix, Severity } from './finding.ts'

/** What a rule is about; the list of rules is grouped by it. `workspace`: what only the other documents of a workspace tell. */
export type RuleCategory =
  | 'structure'
  | 'expressions'
  | 'security'
  | 'reliability'
  | 'performance'
  | 'style'
  | 'workspace'

/** One rule: what it is for people, and how it is found. Its file is named after its id. */
export interface Rule {
  readonly id: string
  /** Of most of its findings; one that rests on disputed facts is reported milder. */
  readonly severity: Severity
  readonly category: RuleCategory
  /**
   * The smallest set that holds the rule; `strict` holds all of `recommended`. A rule that many sound documents break on purpose is
   * `strict`, and so never reports what the service refuses. Absent: `recommended`.
   */
  readonly set?: RuleSet
  /**
   * How far it looks: a keystroke in a long document asks no more than it has to (`check.ts`).
   * - `element`: what it finds at an element depends on that element alone with all that is in it, on the names of the elements around
   *   it, and on what is known of the document from outside. It is asked again about the elements that change.
   * - `late`: it follows variables, bodies, requests or answers through the whole document, searches all of its text, or compares what
   *   stands far apart in it, and nobody misses it for a tenth of a second. It is asked again when the typist rests.
   * - absent: it looks over the document, and is quick.
   */
  readonly reach?: 'element' | 'late'
  /** One sentence: the fault or the demand. */
  readonly summary: string
  /** Why it matters: what happens when the document stays as it is. */
  readonly why: string
  /** What to do, where the summary does not already say so. */
  readonly remedy?: string
  readonly examples: Examples
  readonly check: (cx: Context) => Visitor
}

/**
 * Whole documents. In `bad`, a line of carets followed by a rule's id marks a finding in the line above. They run as tests and print
 * as the rule's page.
 */
export interface Examples {
  readonly bad: string
  readonly good: string
  /** What else is known about the document. */
  readonly options?: DocumentOptions
  /** The bad example is a file that describes a resource; what the files beside it say of it. */
  readonly files?: ExampleFiles
}

export interface ExampleFiles {
  readonly of: 'named-value' | 'back-end'
  readonly id?: string
  /** Names that something uses. */
  readonly used: readonly string[]
  /** By display name: other files that have it. */
  readonly others?: Readonly<Record<string, readonly string[]>>
}

/**
 * Called in document order: `document` once, `element` for each element, and any other key for the elements of that name, but foreign
 * XML. An element of the name `document` or `element` does not occur.
 */
type Visitor = Readonly<Record<string, (meaning: Meaning) => void>> & {
  readonly document?: () => void
  readonly element?: (meaning: Meaning) => void
}

export interface Context {
  readonly analysis: Analysis
  report(report: Report): void
}

export interface Report {
  /** In whose name the service would report it; its name is where the finding stands, unless `span` says otherwise. */
  readonly element?: Element
  readonly span?: Span
  /** One sentence: what is wrong. */
  readonly message: string
  readonly severity?: Severity
  /** The service's words, without "Error in element …". */
  readonly serviceMessage?: string
  readonly fixes?: () => readonly Fix[]
}

/** Declares one rule; the identity function, so that a rule file is type-checked and nothing else. */
export const rule = (entry: Rule): Rule => entry

/** The span of an element's name in its open tag; of the `<` when the name is missing. */
export const nameSpan = (element: Element): Span =>
  element.nameEnd > element.nameStart
    ? { start: element.nameStart, end: element.nameEnd }
    : { start: element.start, end: Math.max(element.nameStart, element.start + 1) }
