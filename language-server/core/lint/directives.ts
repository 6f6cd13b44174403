import { rawSpan } from '../expression/tree.ts'
import type { Analysis } from '../model/analysis.ts'
import { walk } from '../syntax/query.ts'
import type { Span } from '../text/span.ts'

/**
 * A comment that speaks to the checks: `policywright-disable-next-line RULE[, RULE]: REASON`, and likewise `-disable`, `-enable` and
 * `-disable-file`. It may stand in XML and, as `//` or a block comment, in the C# of an expression.
 */
export interface Directive {
  readonly kind: DirectiveKind | 'unknown'
  /** What is written behind `policywright-`. */
  readonly word: Span & { readonly text: string }
  readonly rules: readonly NamedRule[]
  readonly reason: string
  /** The whole comment. */
  readonly span: Span
}

/** A rule that a directive names. */
export interface NamedRule {
  readonly id: string
  readonly span: Span
}

export const DIRECTIVES = ['disable-next-line', 'disable', 'enable', 'disable-file'] as const
export type DirectiveKind = (typeof DIRECTIVES)[number]

/** What every directive holds; a text without it is looked at no closer. */
const MARK = 'policywright-'
const directive = /^(?:<!--|\/\/|\/\*)\s*policywright-([\w-]+)([^:]*?)(?::([\s\S]*?))?\s*(?:-->|\*\/)?$/

/** Every directive of a document, in document order. */
export function directivesOf(analysis: Analysis): readonly Directive[] {
  const { text, tree } = analysis
  if (!text.includes(MARK)) return []
  const found: Directive[] = []
  const read = (span: Span): void => {
    const parsed = parseDirective(text, span)
    if (parsed !== undefined) found.push(parsed)
  }
  walk(tree, {
    content(content) {
      if (content.kind === 'comment') read(content)
    },
  })
  for (const { tree: code, source } of analysis.expressions()) {
    if (code === undefined || !source.code.includes(MARK)) continue
    for (const { fullStart, start } of code.tokens) {
      // Comments stand in the gaps between tokens.
      for (const { 0: comment, index } of source.code
        .slice(fullStart, start)
        .matchAll(/\/\*[\s\S]*?\*\/|\/\/[^\r\n]*/g))
        read(rawSpan(source, { start: fullStart + index, end: fullStart + index + comment.length }))
    }
  }
  return found.sort((a, b) => a.span.start - b.span.start)
}

function parseDirective(text: string, span: Span): Directive | undefined {
  const match = directive.exec(text.slice(span.start, span.end))
  if (match === null) return undefined
  const [whole, word = '', list = '', reason = ''] = match
  const wordStart = span.start + whole.indexOf(MARK) + MARK.length
  const listStart = wordStart + word.length
  return {
    kind: DIRECTIVES.find((kind) => kind === word) ?? 'unknown',
    word: { start: wordStart, end: listStart, text: word },
    rules: [...list.matchAll(/[^\s,]+/g)].map(({ 0: id, index }) => ({
      id,
      span: { start: listStart + index, end: listStart + index + id.length },
    })),
    reason: reason.trim(),
    span,
  }
}
