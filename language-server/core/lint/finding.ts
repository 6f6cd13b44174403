import type { Edit } from '../text/edit.ts'
import type { Span } from '../text/span.ts'

export type Severity = 'error' | 'warning' | 'info' | 'hint'

/** One thing wrong with a document. `why` and the remedy are fields of the rule, found by its id. */
export interface Finding {
  readonly rule: string
  readonly severity: Severity
  /** An error by the configuration's wish alone: the service takes the document. */
  readonly raised?: true
  /** One sentence: what is wrong. */
  readonly message: string
  readonly span: Span
  /**
   * The element in whose name the service would report it, with the offset of that name: "Error in element 'set-header' on
   * line 3, column 6" counts both from 1 and points at the name
   * (https://github.com/microsoft/vscode-apimanagement/issues/145). Undefined for broken XML.
   */
  readonly element?: { readonly name: string; readonly nameStart: number }
  /** The service's own words for it, where they are known. */
  readonly serviceMessage?: string
  /** Computed on demand: most findings are never fixed by the editor. */
  readonly fixes?: () => readonly Fix[]
}

export interface Fix {
  readonly title: string
  readonly edits: readonly Edit[]
  /** At most one fix of a finding is preferred: the one that "fix all" and Ctrl+. take. */
  readonly preferred?: boolean
}
