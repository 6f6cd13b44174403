import type { Piece } from './code-pieces.ts'

const SPACED = /^(?:=|==|!=|\+=|-=|\*=|\/=|%=|&=|\|=|\^=|&&|\|\||\?\?|=>|<=)$/
const MAYBE_UNARY = /^[-+*/%]$/
const BEFORE_BRACKET = /^(?:if|for|foreach|while|switch|catch|using|lock|return|in|when|else|case|throw)$/
const BEHIND_BLOCK = /^(?:else|catch|finally|while)$/
const OPERAND = /^(?:identifier|number|string|interpolated|char)$/

/** Three tokens in a row; the gap in question is between the last two. */
export interface Gap {
  readonly first: Piece | undefined
  readonly before: Piece
  readonly piece: Piece
}

/**
 * The spaces that `dotnet format` writes between two tokens of one line; undefined where the tokens alone do not tell (type arguments,
 * signs, casts, `?` and `:`), and beside comments: those stay as they are.
 */
export function spaceBetween({ first, before, piece }: Gap): 0 | 1 | undefined {
  if (before.text === '' || piece.text === '') return undefined
  const kinds = [before.kind, piece.kind]
  if (kinds.includes('named-value') || kinds.includes('bad')) return undefined
  if (piece.kind === 'punctuator') {
    if (piece.text === ',' || piece.text === ')' || piece.text === ']')
      return before.text === ',' ? undefined : closing(before)
    if (piece.text === ';') return before.text === ';' || before.text === '(' ? undefined : 0
    if (piece.text === '(' && before.kind === 'keyword' && BEFORE_BRACKET.test(before.text)) return 1
    if (piece.text === '{' && !/^[({[]$/.test(before.text)) return 1
    if (piece.text === '}') return 1
    // `>=` is two tokens.
    if (piece.text === '=' && before.text === '>') return undefined
    if (SPACED.test(piece.text)) return 1
    if (MAYBE_UNARY.test(piece.text)) return isOperand(before) ? 1 : undefined
  }
  if (before.kind !== 'punctuator') return undefined
  if (before.text === ',' || before.text === ';') return piece.text === '>' ? undefined : 1
  if (before.text === '(' || before.text === '[') return 0
  if (before.text === '{') return 1
  if (before.text === '}' && BEHIND_BLOCK.test(piece.text)) return 1
  if (before.text === '=' && first?.text === '>') return undefined
  if (SPACED.test(before.text)) return 1
  if (MAYBE_UNARY.test(before.text)) return first !== undefined && isOperand(first) ? 1 : undefined
  return undefined
}

/** In front of a closing bracket or a comma; `[,]` and `<,>` are types. */
const closing = (before: Piece): 0 | undefined =>
  before.text === '[' || before.text === '<' || before.text === ';' ? undefined : 0

/** What a sign behind it adds to or takes from; a `)` may end a cast. */
const isOperand = ({ kind, text }: Piece): boolean => OPERAND.test(kind) || text === ']'
