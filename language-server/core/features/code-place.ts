import type { Analysis } from '../model/analysis.ts'
import { decodeCode } from '../syntax/decode.ts'
import type { Expression } from '../syntax/tree.ts'
import type { Span } from '../text/span.ts'
import { locate } from './complete/location.ts'

/** A cursor in the C# of a document, entities decoded. */
export interface CodePlace {
  readonly code: string
  readonly form: Expression['form']
  /** Of the cursor, in the code. */
  readonly offset: number
  toDocument(span: Span): Span
}

/** The place in an expression; undefined in front of its code. */
export function codePlaceIn(analysis: Analysis, expression: Expression, offset: number): CodePlace | undefined {
  if (offset < expression.code.start) return undefined
  const { text, toDecoded, toRaw } = decodeCode(analysis.text, expression)
  return {
    code: text,
    offset: toDecoded(offset),
    form: expression.form,
    toDocument: ({ start, end }) => ({ start: toRaw(start), end: toRaw(end) }),
  }
}

/** The place in whichever expression the cursor is in, however unfinished. */
export function codePlaceAt(analysis: Analysis, offset: number): CodePlace | undefined {
  const location = locate(analysis, offset)
  if (location.place === 'expression') return codePlaceIn(analysis, location.expression, offset)
  // An expression without its end is over with its last word: the blanks behind it belong to what is being typed.
  const open = analysis
    .expressions()
    .find(
      ({ expression: { terminated, end } }) =>
        !terminated && end <= offset && isBlank(analysis.text.slice(end, offset)),
    )
  return open && codePlaceIn(analysis, open.expression, offset)
}

const isBlank = (text: string): boolean => /^[ \t]*$/.test(text)
