import type { Severity } from '../../language-server/core/lint/finding.ts'

/** What a check of files has found, as plain data. Lines and columns count from 1, columns in UTF-16 units. */
export interface Checked {
  readonly files: readonly CheckedFile[]
  readonly baseline?: BaselineOutcome
  /** What `--fix` has done; absent without it. */
  readonly fixed?: readonly FixedFile[]
}

export interface CheckedFile {
  readonly path: string
  /** Where the file lies, absolute; undefined for standard input. */
  readonly file: string | undefined
  /** In document order. */
  readonly findings: readonly ReportedFinding[]
  /** What comments in the document hide. */
  readonly suppressed: readonly SuppressedFinding[]
  /** What the baseline hides. */
  readonly known: readonly ReportedFinding[]
}

export interface ReportedFinding {
  readonly rule: string
  readonly severity: Severity
  /** An error by the configuration's wish alone. */
  readonly raised?: true
  readonly message: string
  readonly start: Place
  readonly end: Place
  /** Which of the policies that are written in a file of infrastructure it is about. */
  readonly policy?: string
  /** Tells the finding from others in the same document, whatever is inserted above it. */
  readonly fingerprint: string
  /** Computed on demand: few outputs show them. */
  readonly fixes: () => readonly ReportedFix[]
}

interface SuppressedFinding {
  readonly finding: ReportedFinding
  readonly reason: string
}

export interface Place {
  readonly line: number
  readonly column: number
}

interface ReportedFix {
  readonly title: string
  readonly edits: readonly { readonly start: Place; readonly end: Place; readonly newText: string }[]
}

export interface BaselineOutcome {
  /** Findings that are in the baseline, and so are not reported. */
  readonly hidden: number
  /** Findings of the baseline that are no longer there. */
  readonly gone: number
}

export interface FixedFile {
  readonly path: string
  /** In the order they were made. */
  readonly fixes: readonly { readonly rule: string; readonly title: string }[]
  /** Why the file was left as it is. */
  readonly left?: string
}

/** How many findings of a severity there are. */
export const countOf = ({ files }: Checked, severity: Severity): number =>
  files.reduce((sum, { findings }) => sum + findings.filter((finding) => finding.severity === severity).length, 0)

/** `1 file`, `2 files`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`
