import type { Expr } from '../expression/tree.ts'
import { codeOffset, rawSpan } from '../expression/tree.ts'
import { walkCode } from '../expression/walk.ts'
import type { Analysis } from '../model/analysis.ts'
import type { ExpressionUse } from '../model/expressions.ts'
import { encodeExpressionContent, encodeExpressionValue } from '../syntax/decode.ts'
import type { Edit } from '../text/edit.ts'
import type { Span } from '../text/span.ts'

/** A change of the document that nobody needs and somebody may want. */
export interface Action {
  /** Its file's name. */
  readonly id: string
  /** As LSP names kinds of code actions. */
  readonly kind: 'refactor.extract' | 'refactor.inline' | 'refactor.rewrite'
  /** What it would do at a selection; undefined where nobody would look for it. */
  offer(place: ActionPlace): ActionOffer | undefined
}

export interface ActionPlace {
  readonly analysis: Analysis
  /** The selection; empty when there is only a cursor. */
  readonly span: Span
  /** What is known of the files around the document; absent: it stands alone. */
  readonly around?: ActionSurroundings
}

/** What the files around a document offer to an action. Paths are those of the workspace folder, with `/`. */
export interface ActionSurroundings {
  /** Whether the editor makes files with an edit. */
  readonly makesFiles: boolean
  /** Ids of the fragments that there are. */
  readonly fragments: readonly string[]
  /** The text of a fragment's document; undefined where no file holds it. */
  fragmentText(id: string): string | undefined
  /** Where the files of a new fragment belong in the layout in use; refused where nobody knows. */
  fragmentFiles(id: string): { readonly document: string; readonly information?: string } | Unplaced
  readonly namedValues: readonly KnownNamedValue[]
  /** The same for a named value's information file. */
  namedValueFile(id: string): { readonly information: string } | Unplaced
}

/** One sentence that says why nobody knows where a file belongs. */
export interface Unplaced {
  readonly refused: string
}

export interface KnownNamedValue {
  readonly displayName: string
  /** Absent: it is not known, or a secret. */
  readonly value?: string
}

export interface NewFile {
  readonly path: string
  readonly text: string
}

/** `disabled` says in one sentence why it is not possible here; `note` what somebody has to do besides. */
export type ActionOffer =
  | {
      readonly title: string
      readonly edits: readonly Edit[]
      readonly files?: readonly NewFile[]
      readonly note?: string
    }
  | { readonly title: string; readonly disabled: string }

/** A selection in the C# of an expression; offsets are those of the code. */
export interface CodeSelection {
  readonly use: ExpressionUse
  readonly tree: NonNullable<ExpressionUse['tree']>
  readonly code: string
  readonly start: number
  readonly end: number
}

/** The selection in the code of the expression that holds it; undefined elsewhere, and where the C# has faults. */
export function selectedCode({ analysis, span }: ActionPlace): CodeSelection | undefined {
  const use = analysis
    .expressions()
    .find(({ expression }) => expression.start <= span.start && span.end <= expression.end)
  if (use?.tree === undefined || use.tree.diagnostics.some(({ severity }) => severity === 'error')) return undefined
  const { source } = use
  return {
    use,
    tree: use.tree,
    code: source.code,
    start: codeOffset(source, span.start),
    end: codeOffset(source, span.end),
  }
}

/** The terms around a selection, innermost first. */
export function termsAround({ tree, start, end }: CodeSelection): readonly Expr[] {
  const found: Expr[] = []
  walkCode(tree, {
    expression(expr) {
      if (expr.start <= start && end <= expr.end) found.unshift(expr)
    },
  })
  return found
}

/** The edit that writes code in place of a stretch of code, as the place in the document wants it written. */
export function codeEdit(analysis: Analysis, use: ExpressionUse, at: Span, code: string): Edit {
  return { span: rawSpan(use.source, at), newText: encodedFor(analysis, use, code) }
}

export function encodedFor({ tree }: Analysis, { expression, attribute }: ExpressionUse, code: string): string {
  if (expression.verbatim) return code
  if (attribute === undefined) return encodeExpressionContent(code, tree.dialect)
  const quote = attribute.value?.quote === "'" ? "'" : '"'
  return encodeExpressionValue(code, tree.dialect, quote)
}
