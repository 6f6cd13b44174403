import { ClrException } from '../clr/clr-exception.ts'
import { arrayOf, type ClrType, types } from '../clr/clr-type.ts'
import { checkCount } from '../clr/meter.ts'
import { isIntegral, toInteger, toNumber } from '../clr/number.ts'
import { arrayFrom, ClrArray } from '../clr/values.ts'
import { bestCommonType, defaultValue, implicitConversion } from '../convert.ts'
import type { Expr, Initializer } from '../tree.ts'
import type { Binder } from './binder.ts'
import type { Bound } from './bound.ts'
import { bindTarget, convert } from './conversions.ts'
import { resolveType } from './names.ts'

export function bindNewArray(binder: Binder, expr: Extract<Expr, { kind: 'new-array' }>): Bound {
  const element = expr.element ? resolveType(binder, expr.element) : undefined
  if (expr.initializer) return bindArrayOf(binder, element, expr.initializer)
  const type = arrayOf(element ?? types.unknown)
  const [first] = expr.sizes
  const length = first && binder.bind(first)
  const counts = [types.int, types.uint, types.long, types.ulong]
  const fitting = length && counts.find((one) => implicitConversion(length.type, one, length.constant))
  const size = first && length && convert(binder, length, fitting ?? types.int, first)
  const of = element ?? types.unknown
  if (first && length?.constant && isIntegral(length.type) && toInteger(length.constant.value) < 0n)
    binder.report('CS0248', 'Cannot create an array with a negative size', first)
  if (expr.sizes.length !== 1 || !size)
    return binder.failing('An array of more than one dimension', 'is not simulated here')
  return {
    type,
    run: (frame) => {
      const length = toNumber(size.run(frame))
      if (length < 0)
        throw new ClrException('System.OverflowException', 'Arithmetic operation resulted in an overflow.')
      checkCount(of.name === 'System.Byte' ? length >> 3 : length)
      frame.evaluation.tick(length >> 3)
      if (of.name === 'System.Byte') return new Uint8Array(length)
      return new ClrArray(
        of,
        Array.from({ length }, () => defaultValue(of)),
      )
    },
  }
}

export function bindArrayOf(binder: Binder, element: ClrType | undefined, initializer: Initializer): Bound {
  const items = initializer.elements.map((item) =>
    item.kind === 'value'
      ? element
        ? bindTarget(binder, item.value, element)
        : binder.bind(item.value)
      : binder.failing('An element', 'does not fit'),
  )
  let of = element
  if (!of) {
    of = items.some((item) => item.group) ? undefined : bestCommonType(items.map((item) => item.type))
    if (!of) {
      binder.report('CS0826', 'No best type found for implicitly-typed array', initializer)
      of = types.unknown
    }
  }
  const to = of
  const converted = items.map((item, index) => convert(binder, item, to, initializer.elements[index] ?? initializer))
  return {
    type: arrayOf(to),
    run: (frame) =>
      arrayFrom(
        to,
        converted.map((item) => item.run(frame)),
      ),
  }
}
