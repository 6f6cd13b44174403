import { type ClrType, isNullable, isUnknown, sameType, shortType, types, underlying } from '../clr/clr-type.ts'
import { fitsIn, isIntegral, isNumeric, toInteger } from '../clr/number.ts'
import { ClrInteger } from '../clr/values.ts'
import { explicitConversion, implicitConversion } from '../convert.ts'
import { binaryOperation, unaryOperation } from '../operators.ts'
import { isEnum, isValueType } from '../registry.ts'
import type { Expr } from '../tree.ts'
import type { Binder } from './binder.ts'
import { attempt, type Bound, locate, noCall } from './bound.ts'
import { bindCondition, bindTarget, convert } from './conversions.ts'
import { reportNotAssignable } from './not-assignable.ts'

export function bindUnary(binder: Binder, expr: Extract<Expr, { kind: 'unary' }>): Bound {
  if (expr.operator === '++' || expr.operator === '--')
    return bindIncrement(binder, expr.operand, expr.operator, 'new', expr)
  const operand = binder.bind(expr.operand)
  const isBare =
    expr.operand.kind === 'literal' && expr.operand.literal.kind === 'number' && !/u/.test(expr.operand.literal.suffix)
  if (expr.operator === '-' && isBare && operand.constant?.value instanceof ClrInteger) {
    // -2147483648 and -9223372036854775808 are ints and longs although their digits alone are not.
    const value = -operand.constant.value.value
    const type = fitsIn(value, types.int) ? types.int : types.long
    const constant = type === types.int ? Number(value) : value
    if (operand.type.name === 'System.UInt32' || value === -(1n << 63n))
      return { type, run: () => constant, constant: { value: constant } }
  }
  const operation = unaryOperation(expr.operator, operand.type, binder.overflows)
  if (!operation) {
    binder.report(
      'CS0023',
      `Operator '${expr.operator}' cannot be applied to operand of type '${shortType(operand.type)}'`,
      expr,
    )
    return binder.failing(`Operator '${expr.operator}'`, `cannot be applied to '${shortType(operand.type)}'`)
  }
  const { run } = operand
  const folded = operand.constant && attempt(() => operation.run(operand.constant?.value, null, noCall))
  if (expr.operator === '-' && operand.constant && !binder.isUnchecked && isIntegral(operation.type)) {
    const strict = unaryOperation(expr.operator, operand.type, 'throw')
    if (!attempt(() => strict?.run(operand.constant?.value, null, noCall))) reportOverflow(binder, expr)
  }
  if (folded) return { type: operation.type, run: () => folded.value, constant: folded }
  return { type: operation.type, run: (frame) => operation.run(run(frame), null, frame.evaluation) }
}

export function bindIncrement(binder: Binder, target: Expr, operator: string, gives: 'old' | 'new', at: Expr): Bound {
  const bound = binder.bind(target)
  const one: Bound = { type: types.int, run: () => 1, constant: { value: 1 } }
  const counts = isUnknown(bound.type) || isNumeric(underlying(bound.type)) || isEnum(underlying(bound.type))
  const operation = counts ? binaryOperation(operator[0] ?? '+', bound.type, one.type, binder.overflows) : undefined
  const back = operation && explicitConversion(operation.type, bound.type, binder.overflows)
  if (!operation || !back || !bound.store) {
    if (!bound.store) reportNotAssignable(binder, bound, target, 'step')
    else
      binder.report(
        'CS0023',
        `Operator '${operator}' cannot be applied to operand of type '${shortType(bound.type)}'`,
        at,
      )
    return binder.failing(`Operator '${operator}'`, 'cannot be applied here')
  }
  return {
    type: bound.type,
    run: (frame) => {
      const place = locate(bound, frame)
      const old = place.get()
      const next = back(operation.run(old, 1, frame.evaluation), frame.evaluation)
      place.set(next)
      return gives === 'old' ? old : next
    },
  }
}

export function bindBinary(binder: Binder, expr: Extract<Expr, { kind: 'binary' }>): Bound {
  const { operator } = expr
  if (operator === '??') return bindCoalesce(binder, expr)
  const left = binder.bind(expr.left)
  const right = binder.bind(expr.right)
  if (operator === '&&' || operator === '||') {
    const isCondition = ({ type }: Bound): boolean => implicitConversion(type, types.bool) !== undefined
    if (!isCondition(left) || !isCondition(right)) {
      const what = `cannot be applied to operands of type '${shortType(left.type)}' and '${shortType(right.type)}'`
      binder.report('CS0019', `Operator '${operator}' ${what}`, expr)
      return { ...binder.failing(`Operator '${operator}'`, what), type: types.bool }
    }
    const a = bindCondition(binder, left, expr.left)
    const b = bindCondition(binder, right, expr.right)
    return {
      type: types.bool,
      run: operator === '&&' ? (frame) => a(frame) && b(frame) : (frame) => a(frame) || b(frame),
    }
  }
  if (operator === '==' || operator === '!=') checkReferences(binder, left, right, expr)
  if (
    (operator === '/' || operator === '%') &&
    right.constant &&
    (isIntegral(left.type) || left.type.name === 'System.Decimal') &&
    isZero(right)
  )
    binder.report('CS0020', 'Division by constant zero', expr)
  const shifts = operator === '<<' || operator === '>>'
  const operation =
    enumZero(binder, operator, left, right) ??
    binaryOperation(operator, besides(left, right, shifts), besides(right, left, shifts), binder.overflows)
  if (!operation || left.group || right.group) {
    const isAmbiguous = operator === '+' && left.type.name === 'null' && right.type.name === 'null'
    binder.report(
      isAmbiguous ? 'CS0034' : 'CS0019',
      `Operator '${operator}' ${isAmbiguous ? 'is ambiguous on' : 'cannot be applied to'} operands of type '${shortType(left.type)}' and '${shortType(right.type)}'`,
      expr,
    )
    return binder.failing(
      `Operator '${operator}'`,
      `cannot be applied to '${shortType(left.type)}' and '${shortType(right.type)}'`,
    )
  }
  if (left.constant && right.constant) {
    const { constant: a } = left
    const { constant: b } = right
    const folded = attempt(() => operation.run(a.value, b.value, noCall))
    if (folded && !binder.isUnchecked && (isIntegral(operation.type) || operation.type.name === 'System.Decimal')) {
      const strict = binaryOperation(operator, besides(left, right, shifts), besides(right, left, shifts), 'throw')
      if (!attempt(() => strict?.run(a.value, b.value, noCall))) reportOverflow(binder, expr)
    }
    if (folded) return { type: operation.type, run: () => folded.value, constant: folded }
  }
  const { run: runLeft } = left
  const { run: runRight } = right
  return { type: operation.type, run: (frame) => operation.run(runLeft(frame), runRight(frame), frame.evaluation) }
}

const reportOverflow = (binder: Binder, at: Expr): void =>
  binder.report('CS0220', 'The operation overflows at compile time in checked mode', at)

/** The type of an operand: a whole constant beside an unsigned operand is of its type where it fits (`ticks - 1`, `mask & 0xff`). */
function besides(operand: Bound, other: Bound, shifts: boolean): ClrType {
  const to = underlying(other.type)
  if (shifts) return operand.type
  const isWhole = operand.type.name === 'System.Int32' || operand.type.name === 'System.Int64'
  if (!operand.constant || !isWhole || (to.name !== 'System.UInt32' && to.name !== 'System.UInt64')) return operand.type
  return implicitConversion(operand.type, to, operand.constant) ? to : operand.type
}

/** The constant 0, and no other number, becomes a value of the enumeration that it is compared or combined with. */
function enumZero(binder: Binder, operator: string, left: Bound, right: Bound): ReturnType<typeof binaryOperation> {
  if (operator === '+' || operator === '-') return undefined
  const { type } = isEnum(underlying(left.type)) ? left : right
  const other = type === left.type ? right : left
  if (!isEnum(underlying(type)) || other.constant?.value !== 0) return undefined
  return binaryOperation(operator, type, type, binder.overflows)
}

function bindCoalesce(binder: Binder, expr: Extract<Expr, { kind: 'binary' }>): Bound {
  const left = binder.bind(expr.left)
  const right = bindTarget(binder, expr.right, left.type)
  const inner = underlying(left.type)
  if (isValueType(left.type) && !isNullable(left.type))
    binder.report(
      'CS0019',
      `Operator '??' cannot be applied to operands of type '${shortType(left.type)}' and '${shortType(right.type)}'`,
      expr,
    )
  const choose = (type: ClrType, before: Bound, after: Bound): Bound => ({
    type,
    run: (frame) => {
      const value = before.run(frame)
      return value === null || value === undefined ? after.run(frame) : value
    },
  })
  if (expr.right.kind === 'throw') return choose(inner, left, right)
  if (isNullable(left.type) && implicitConversion(right.type, inner, right.constant))
    return choose(inner, left, convert(binder, right, inner, expr.right))
  if (implicitConversion(right.type, left.type, right.constant)) {
    return choose(
      left.type.name === 'null' ? right.type : left.type,
      left,
      left.type.name === 'null' ? right : convert(binder, right, left.type, expr.right),
    )
  }
  const converter = implicitConversion(inner, right.type)
  if (converter) {
    const { run } = left
    const before: Bound = {
      type: right.type,
      run: (frame) => {
        const value = run(frame)
        return value === null || value === undefined ? null : converter(value, frame.evaluation)
      },
    }
    return choose(right.type, before, right)
  }
  binder.report(
    'CS0019',
    `Operator '??' cannot be applied to operands of type '${shortType(left.type)}' and '${shortType(right.type)}'`,
    expr,
  )
  return choose(types.unknown, left, right)
}

export function bindConditional(binder: Binder, expr: Extract<Expr, { kind: 'conditional' }>): Bound {
  const condition = bindCondition(binder, binder.bind(expr.condition), expr.condition)
  const whenTrue = binder.bind(expr.whenTrue)
  const whenFalse = binder.bind(expr.whenFalse)
  let type: ClrType
  const isNullTwice = whenTrue.type.name === 'null' && whenFalse.type.name === 'null'
  if (isNullTwice && expr.whenTrue.kind !== 'throw' && expr.whenFalse.kind !== 'throw')
    binder.report('CS0173', 'Type of conditional expression cannot be determined: both of its values are null', expr)
  if (sameType(whenTrue.type, whenFalse.type)) type = whenTrue.type
  else {
    const forth = implicitConversion(whenTrue.type, whenFalse.type, whenTrue.constant)
    const back = implicitConversion(whenFalse.type, whenTrue.type, whenFalse.constant)
    if (expr.whenTrue.kind === 'throw') type = whenFalse.type
    else if (expr.whenFalse.kind === 'throw') type = whenTrue.type
    else if (forth && !back) type = whenFalse.type
    else if (back && !forth) type = whenTrue.type
    else if (forth && back) type = whenTrue.constant && !whenFalse.constant ? whenFalse.type : whenTrue.type
    else {
      binder.report(
        'CS0173',
        `Type of conditional expression cannot be determined because there is no implicit conversion between '${shortType(whenTrue.type)}' and '${shortType(whenFalse.type)}'`,
        expr,
      )
      type = types.unknown
    }
  }
  const a = expr.whenTrue.kind === 'throw' ? whenTrue : convert(binder, whenTrue, type, expr.whenTrue)
  const b = expr.whenFalse.kind === 'throw' ? whenFalse : convert(binder, whenFalse, type, expr.whenFalse)
  return { type, run: (frame) => (condition(frame) ? a.run(frame) : b.run(frame)) }
}

const isZero = ({ type, constant }: Bound): boolean => isIntegral(type) && toInteger(constant?.value) === 0n

/** `==` between an object and a text compares references; equal texts made at run time are two objects. */
function checkReferences(binder: Binder, left: Bound, right: Bound, at: Expr): void {
  const isObject = ({ type }: Bound): boolean => type.name === 'System.Object'
  const isText = ({ type }: Bound): boolean => type.name === 'System.String'
  const side = isObject(left) && isText(right) ? 'left' : isText(left) && isObject(right) ? 'right' : undefined
  if (side === undefined) return
  binder.report(
    side === 'left' ? 'CS0252' : 'CS0253',
    `Possible unintended reference comparison; to get a value comparison, cast the ${side} hand side to type 'string'`,
    at,
    'warning',
  )
}
