import { checkTree } from '../expression/check.ts'
import type { ClrType } from '../expression/clr/clr-type.ts'
import { type Expr, type ExpressionTree, rawSpan } from '../expression/tree.ts'
import { oncePerAnalysis } from '../model/analysis.ts'
import { isReadable } from '../model/expressions.ts'
import type { Moment } from '../model/flow.ts'
import type { BodyRead, NamedRead, PartRead } from '../model/flow-reads.ts'
import { flowOf } from '../model/variables.ts'
import type { Setter } from '../model/variables-setter.ts'
import type { Span } from '../text/span.ts'
import type { Context } from './rule.ts'

/** A read of the context, in an expression whose C# can be told. */
export type Judged<Read> = Omit<Moment, 'read'> & {
  readonly read: Read
  readonly tree: ExpressionTree
  /** The span in the document of something in the code. */
  readonly toDocument: (at: Span) => Span
  /** As it stands in the code. */
  readonly textOf: (at: Span) => string
}

interface Kinds {
  readonly entry: NamedRead
  readonly body: BodyRead
  readonly part: PartRead
}

type ReadsByKind = { readonly [K in keyof Kinds]: readonly Judged<Kinds[K]>[] }

const NONE: ReadsByKind = { entry: [], body: [], part: [] }

/**
 * Reads of one kind in the order in which they run. None in a document with broken XML, where nobody knows what runs, and none in
 * expressions that do not parse or in which another tool has something left to replace.
 */
export function contextReads<K extends keyof Kinds>({ analysis }: Context, kind: K): ReadsByKind[K] {
  return judgedReads(analysis)[kind]
}

/** Asked for by many rules in turn. */
const judgedReads = oncePerAnalysis((analysis): ReadsByKind => {
  if (analysis.tree.mistakes.some(({ name }) => name !== 'raw-ampersand')) return NONE
  const entry: Judged<NamedRead>[] = []
  const body: Judged<BodyRead>[] = []
  const part: Judged<PartRead>[] = []
  for (const moment of flowOf(analysis).moments) {
    const { read, use } = moment
    const { tree, source } = use
    if (tree === undefined || use.meaning.role === 'foreign') continue
    if (!isReadable(tree, analysis.options.placeholders)) continue
    const judged = {
      ...moment,
      tree,
      toDocument: (at: Span) => rawSpan(source, at),
      textOf: ({ start, end }: Span) => source.code.slice(start, end),
    }
    if (read.kind === 'entry') entry.push({ ...judged, read })
    else if (read.kind === 'body') body.push({ ...judged, read })
    else part.push({ ...judged, read })
  }
  return { entry, body, part }
})

export const typeOf = ({ tree }: { readonly tree: ExpressionTree }, term: Expr): ClrType | undefined =>
  checkTree(tree).typeOf(term)

/** Where it stands, counted from 1: `line 12`; `another scope` where it is not in this document. */
export function placeOf({ analysis }: Context, { place, from }: Setter): string {
  if (place === undefined) return from ?? 'another scope'
  return `line ${analysis.lines.positionAt(place.span.start).line + 1}`
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[]): string {
  const all = [...new Set(words)]
  const last = all.at(-1) ?? ''
  return all.length < 2 ? last : `${all.slice(0, -1).join(', ')} and ${last}`
}

/** Where in C# text a term with its parentheses stripped begins and ends. */
export const bare = (term: Expr): Expr => (term.kind === 'parenthesized' ? bare(term.inner) : term)
