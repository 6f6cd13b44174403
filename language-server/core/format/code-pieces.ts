import { lex } from '../expression/lex.ts'
import type { Token } from '../expression/tree.ts'
import { decodeCode } from '../syntax/decode.ts'
import type { Expression } from '../syntax/tree.ts'
import type { Span } from '../text/span.ts'

/** A token or comment of C#, with its place in the document. */
export interface Piece extends Span {
  readonly kind: 'line-comment' | 'block-comment' | Token['kind']
  /** As C# reads it; empty for comments, which count for nothing. */
  readonly text: string
}

/** Faults of the language's version; they leave no doubt where a token ends. */
const CLEAR = 'CS8370'

const partner: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' }

/** Cuts the C# of an expression into pieces; undefined when it is too broken to tell strings from code. */
export function codePieces(expression: Expression, text: string): readonly Piece[] | undefined {
  const { text: code, toRaw } = decodeCode(text, expression)
  const { tokens, faults } = lex(code)
  if (faults.some((fault) => fault.code !== CLEAR) || !isBalanced(tokens)) return undefined
  const pieces: Piece[] = []
  for (const token of tokens) {
    for (const comment of commentsIn(code, token.fullStart, token.start)) {
      pieces.push({ kind: comment.kind, text: '', start: toRaw(comment.start), end: toRaw(comment.end) })
    }
    if (token.kind !== 'end')
      pieces.push({ kind: token.kind, text: token.text, start: toRaw(token.start), end: toRaw(token.end) })
  }
  return pieces
}

function isBalanced(tokens: readonly Token[]): boolean {
  const open: string[] = []
  for (const { kind, text } of tokens) {
    if (kind !== 'punctuator') continue
    if (text === '(' || text === '[' || text === '{') open.push(text)
    else if (partner[text] !== undefined && open.pop() !== partner[text]) return false
  }
  return open.length === 0
}

interface CodeComment extends Span {
  readonly kind: 'line-comment' | 'block-comment'
}

/** The comments between two tokens; blanks behind the text of a line comment are no part of it. */
function commentsIn(code: string, from: number, to: number): readonly CodeComment[] {
  if (to - from < 2) return []
  const found: CodeComment[] = []
  const blanks = code.slice(from, to)
  for (let at = blanks.indexOf('/'); at >= 0; at = blanks.indexOf('/', at)) {
    const isBlock = blanks[at + 1] === '*'
    const close = isBlock ? blanks.indexOf('*/', at + 2) + 2 : lineEnd(blanks, at)
    const kept = isBlock ? close : at + blanks.slice(at, close).trimEnd().length
    found.push({ kind: isBlock ? 'block-comment' : 'line-comment', start: from + at, end: from + kept })
    at = close
  }
  return found
}

function lineEnd(text: string, from: number): number {
  const length = text.slice(from).search(/[\r\n\u0085\u2028\u2029]/)
  return length < 0 ? text.length : from + length
}
