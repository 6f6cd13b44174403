import type { Expression } from '../syntax/tree.ts'
import { codePieces, type Piece } from './code-pieces.ts'
import { spaceBetween } from './code-spacing.ts'
import { writeComment } from './comment.ts'
import type { Page } from './page.ts'
import { hasLineEnd, isBlank, type Writer } from './writer.ts'

/** A line that others are indented relative to: columns of its indentation in the document, and as it is written. */
interface Anchor {
  readonly old: number
  readonly now: number
}

/** An open bracket. */
interface Frame {
  readonly bracket: string
  /** Braces: columns of the line that their own line is aligned with. */
  readonly indentation: number
  /** Braces around statements, as against those around the elements of an initializer. */
  readonly isBlock: boolean
  /** The number of the line that it stands on. */
  readonly line: number
  /** Of the statement, or of the line that the bracket stands on. */
  anchor: Anchor
  /** The first word of the statement. */
  statement: string
  /** True when a statement or an element is to begin. */
  fresh: boolean
  /** Behind `case x:`, where statements stand deeper. */
  labelled: boolean
  /** Columns of the first line of the statement that begins with a dot: those behind it stand under it. */
  chain: number | undefined
}

/**
 * Writes an expression, with its lines indented relative to the one that it begins on. Statements go where their braces say; the
 * lines that continue one move with its first. Lines within strings and the words of comments stay as they are.
 */
export function writeExpression(writer: Writer, expression: Expression, page: Page): void {
  const { text } = page
  const multiLine = hasLineEnd(text.slice(expression.start, expression.end))
  const pieces = multiLine && expression.terminated && !expression.verbatim ? codePieces(expression, text) : undefined
  if (pieces === undefined) {
    writer.keep(expression.end)
    return
  }
  const base = writer.indentation()
  const root = rootFrame(writer, expression, pieces, page)
  const frames: Frame[] = [root]
  /** The round brackets that are open, and the one closed last: where they stand and their line's indentation. */
  const opened: Paren[] = []
  let closed: Paren | undefined
  // A line that begins within a string is none of these.
  let line: Anchor = { old: page.indentationAt(expression.start), now: base }
  let number = 0

  writer.keep(expression.code.start)
  let previous: Piece | undefined
  const following = nextTokens(pieces)
  for (const [index, piece] of pieces.entries()) {
    const frame = frames[frames.length - 1] ?? root
    const paren = previous?.text === ')' ? closed : undefined
    const gap = text.slice(writer.at, piece.start)
    if (hasLineEnd(gap)) {
      const alignment = paren?.indentation ?? line.now
      const columns = columnsOf({ piece, next: following[index], frame, page, alignment })
      const atEdge = index === 0 || piece.text === '}' || pieces[index - 1]?.text === '{'
      if (isBlank(gap)) writer.breakLine(piece.start, columns, atEdge ? 'drop' : 'keep')
      else writer.keep(piece.start)
      line = { old: page.indentationAt(piece.start), now: writer.indentation() }
      number++
    } else writeGap(writer, gap, pieces, index)

    if (piece.text === '') {
      writeComment(writer, piece, page)
      continue
    }
    writer.keep(piece.end)
    if (!isCloser(piece)) beginStatement(frame, piece, line)
    const before = previous
    previous = piece
    if (piece.kind !== 'punctuator') continue
    const anchor = frame.bracket !== '{' && frame.line === number ? frame.anchor : line
    if (piece.text === '(' || piece.text === '[') {
      if (piece.text === '(') opened.push({ index, indentation: line.now })
      frames.push(newFrame({ bracket: piece.text, anchor, indentation: line.now, isBlock: false, line: number }))
    } else if (piece.text === '{') {
      const isBlock =
        before === undefined || (paren === undefined ? opensBlock(before) : !isCreated(pieces, paren.index))
      const indentation = isBlock && paren !== undefined ? paren.indentation : line.now
      frames.push(newFrame({ bracket: '{', anchor, indentation, isBlock, line: number }))
    } else if (isCloser(piece)) {
      frames.pop()
      if (piece.text === ')') closed = opened.pop()
      const around = frames[frames.length - 1]
      if (piece.text === '}' && around?.isBlock) around.fresh = endsStatement(following[index + 1])
    } else endStatement(frame, piece.text)
  }
  const end = expression.end - 1
  const gap = text.slice(writer.at, end)
  if (hasLineEnd(gap) && isBlank(gap)) writer.breakLine(end, base, 'drop')
  writer.keep(expression.end)
}

/** The blanks between two tokens of one line. */
function writeGap(writer: Writer, gap: string, pieces: readonly Piece[], index: number): void {
  const piece = pieces[index]
  if (piece === undefined) return
  const before = pieces[index - 1]
  const wanted = before && isBlank(gap) ? spaceBetween({ first: pieces[index - 2], before, piece }) : undefined
  if (wanted === undefined) writer.keep(piece.start)
  else writer.put(piece.start, ' '.repeat(wanted))
}

interface Paren {
  readonly index: number
  readonly indentation: number
}

const isCloser = ({ kind, text }: Piece): boolean =>
  kind === 'punctuator' && (text === ')' || text === ']' || text === '}')

type NewFrame = Pick<Frame, 'bracket' | 'anchor' | 'indentation' | 'isBlock' | 'line'>

const newFrame = (from: NewFrame): Frame => ({
  ...from,
  statement: '',
  fresh: from.bracket === '{',
  labelled: false,
  chain: undefined,
})

/** The expression's own brackets. What is set in under `@(` all along keeps its place under it. */
function rootFrame(writer: Writer, expression: Expression, pieces: readonly Piece[], page: Page): Frame {
  const { start, form } = expression
  const indentation = writer.indentation()
  const column = page.columnAt(start)
  let at = expression.code.start
  let least = Number.POSITIVE_INFINITY
  for (const piece of pieces) {
    if (hasLineEnd(page.text.slice(at, piece.start))) least = Math.min(least, page.columnAt(piece.start))
    at = piece.end
  }
  const isUnder = form === 'paren' && least > column
  const anchor = isUnder ? { old: column, now: writer.column() } : { old: page.indentationAt(start), now: indentation }
  return newFrame({ bracket: form === 'brace' ? '{' : '(', anchor, indentation, isBlock: form === 'brace', line: 0 })
}

interface LineStart {
  readonly piece: Piece
  /** The next token, the piece itself if it is one. */
  readonly next: Piece | undefined
  readonly frame: Frame
  readonly page: Page
  /** Columns of the line that a brace which begins this line belongs to. */
  readonly alignment: number
}

/** Columns of the indentation of a line that begins with a piece. */
function columnsOf({ piece, next, frame, page, alignment }: LineStart): number {
  const { deeper } = page.style
  if (piece.text === '}') return frame.indentation
  const relative = page.columnAt(piece.start) - frame.anchor.old
  if (piece.text === ')' || piece.text === ']') return frame.anchor.now + Math.max(0, relative)
  const moved = relative > 0 ? frame.anchor.now + relative : deeper(frame.anchor.now)
  if (frame.fresh) {
    if (next?.text === 'else' && relative > 0 && !/^(?:if|else)$/.test(frame.statement)) return moved
    return deeper(frame.indentation, frame.labelled && !isLabel(next) ? 2 : 1)
  }
  if (piece.text === '{') return alignment
  if (piece.text !== '.' && piece.text !== '?.') return moved
  frame.chain ??= moved
  return frame.chain
}

const isLabel = (piece: Piece | undefined): boolean => piece?.text === 'case' || piece?.text === 'default'

function beginStatement(frame: Frame, piece: Piece, line: Anchor): void {
  if (frame.bracket !== '{' || !frame.fresh) return
  frame.fresh = false
  frame.chain = undefined
  frame.anchor = line
  frame.statement = piece.text
}

function endStatement(frame: Frame, text: string): void {
  if (frame.bracket !== '{') return
  if (text === (frame.isBlock ? ';' : ',')) frame.fresh = true
  if (text === ':' && frame.isBlock && (frame.statement === 'case' || frame.statement === 'default')) {
    frame.fresh = true
    frame.labelled = true
    frame.statement = ''
  }
}

/** Behind the `}` of a block: whether what follows is another statement. */
const endsStatement = (next: Piece | undefined): boolean =>
  next === undefined || next.kind !== 'punctuator' || /^(?:[{}([]|\+\+|--)$/.test(next.text)

/** For each piece the token that it is or that comes after it. */
function nextTokens(pieces: readonly Piece[]): readonly (Piece | undefined)[] {
  const next: (Piece | undefined)[] = []
  let token: Piece | undefined
  for (let at = pieces.length - 1; at >= 0; at--) {
    if (pieces[at]?.text !== '') token = pieces[at]
    next[at] = token
  }
  return next
}

const TYPE_PART =
  /^(?:[.<>,?[\]]|::|bool|byte|char|decimal|double|float|int|long|object|sbyte|short|string|uint|ulong|ushort)$/

/** True when a `{` behind this token begins a block rather than an initializer. */
const opensBlock = ({ text }: Piece): boolean => /^(?:[;{}:]|=>|else|do|try|finally|checked|unchecked)$/.test(text)

/** True when the round bracket at an index holds the arguments of a `new`. */
function isCreated(pieces: readonly Piece[], paren: number): boolean {
  for (let at = paren - 1; at >= 0; at--) {
    const piece = pieces[at]
    if (piece?.text === 'new') return true
    const isType = piece?.kind === 'identifier' || piece?.text === '' || TYPE_PART.test(piece?.text ?? '')
    if (!isType) return false
  }
  return false
}
