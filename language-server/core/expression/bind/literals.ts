import { type ClrType, types } from '../clr/clr-type.ts'
import { parseDecimal } from '../clr/decimal.ts'
import { sizedText } from '../clr/meter.ts'
import { convertNumber, fitsIn, toNumber } from '../clr/number.ts'
import { align, textOf } from '../clr/text.ts'
import { ClrDouble, ClrInteger, ClrSingle, charOf } from '../clr/values.ts'
import type { Frame } from '../frame.ts'
import type { Expr } from '../tree.ts'
import type { Binder } from './binder.ts'
import type { Bound } from './bound.ts'

/** The types that a whole number can have, by its suffix. */
const choices: Readonly<Record<string, readonly ClrType[]>> = {
  '': [types.int, types.uint, types.long, types.ulong],
  u: [types.uint, types.ulong],
  l: [types.long, types.ulong],
  ul: [types.ulong],
  d: [types.double],
}

export function bindLiteral(binder: Binder, expr: Extract<Expr, { kind: 'literal' }>): Bound {
  const { literal } = expr
  const constant = (type: ClrType, value: unknown): Bound => ({ type, run: () => value, constant: { value } })
  switch (literal.kind) {
    case 'string':
      return constant(types.string, literal.value)
    case 'bool':
      return constant(types.bool, literal.value)
    case 'null':
      return constant(types.null, null)
    case 'char':
      return constant(types.char, charOf(literal.value))
    default:
  }
  if (literal.suffix === 'm')
    return constant(types.decimal, parseDecimal(literal.digits) ?? convertNumber(0, types.decimal))
  if (literal.suffix === 'f') return constant(types.float, new ClrSingle(Number(literal.digits)))
  if (literal.real) return constant(types.double, new ClrDouble(Number(literal.digits)))
  const prefix = literal.radix === 16 ? '0x' : literal.radix === 2 ? '0b' : ''
  const value = BigInt(prefix + literal.digits)
  const type = (choices[literal.suffix] ?? []).find((one) => fitsIn(value, one))
  if (!type) {
    binder.report('CS1021', 'Integral constant is too large', expr)
    return constant(types.unknown, null)
  }
  if (type === types.int) return constant(type, Number(value))
  return constant(type, type === types.long ? value : new ClrInteger(type, value))
}

export function bindInterpolated(binder: Binder, expr: Extract<Expr, { kind: 'interpolated' }>): Bound {
  const parts = expr.parts.map((part): ((frame: Frame) => string) => {
    if (part.kind === 'text') return () => part.value
    const value = binder.bind(part.value)
    const width = part.alignment ? binder.bind(part.alignment) : undefined
    const { format } = part
    if (!width && format === undefined) return (frame) => textOf(value.run(frame))
    return (frame) => align(textOf(value.run(frame), format), width ? toNumber(width.run(frame)) : 0)
  })
  return {
    type: types.string,
    run: (frame) => {
      let text = ''
      for (const part of parts) text += part(frame)
      return sizedText(text)
    },
  }
}
