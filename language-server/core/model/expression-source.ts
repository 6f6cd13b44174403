import type { ExpressionSource } from '../expression/tree.ts'
import { decodeCode } from '../syntax/decode.ts'
import type { Expression } from '../syntax/tree.ts'

/** The C# of an expression as the compiler sees it, entities decoded, with the way back to the document. */
export function sourceOf(expression: Expression, text: string): ExpressionSource {
  const { text: code, toRaw } = decodeCode(text, expression)
  return { code, form: expression.form, toRaw }
}
