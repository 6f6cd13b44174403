import { ClrException } from './clr/clr-exception.ts'
import { type ClrType, isNullable, isUnknown, nullableOf, sameType, types, underlying } from './clr/clr-type.ts'
import { equal } from './clr/equality.ts'
import { sizedText } from './clr/meter.ts'
import {
  arithmetic,
  compareNumbers,
  convertNumber,
  isIntegral,
  isNumeric,
  promote,
  shift,
  toInteger,
} from './clr/number.ts'
import { textOf } from './clr/text.ts'
import { oncePerPair } from './clr/type-pairs.ts'
import { ClrEnum, ClrTypeObject, integerEnum, typeOf } from './clr/values.ts'
import { implicitConversion, isReferenceConversion, mayImplement } from './convert.ts'
import type { Call } from './definition.ts'
import { isEnum, isValueType, knownType, membersNamed } from './registry.ts'

export interface Operation {
  readonly type: ClrType
  readonly run: (a: unknown, b: unknown, call: Call) => unknown
}

const methodNames: Readonly<Record<string, string>> = {
  '+': 'op_Addition',
  '-': 'op_Subtraction',
  '*': 'op_Multiply',
  '/': 'op_Division',
  '%': 'op_Modulus',
  '==': 'op_Equality',
  '!=': 'op_Inequality',
  '<': 'op_LessThan',
  '>': 'op_GreaterThan',
  '<=': 'op_LessThanOrEqual',
  '>=': 'op_GreaterThanOrEqual',
  '&': 'op_BitwiseAnd',
  '|': 'op_BitwiseOr',
  '^': 'op_ExclusiveOr',
}

const comparisons: Readonly<Record<string, (order: number) => boolean>> = {
  '<': (order) => order < 0,
  '>': (order) => order > 0,
  '<=': (order) => order <= 0,
  '>=': (order) => order >= 0,
  '==': (order) => order === 0,
  '!=': (order) => order !== 0,
}

/** The meaning of a binary operator for two static types; undefined when it has none (CS0019). `&&`, `||` and `??` are not operators of values. */
export function binaryOperation(
  operator: string,
  left: ClrType,
  right: ClrType,
  overflows: 'wrap' | 'throw',
): Operation | undefined {
  const ofOperator = operations[overflows]
  let find = ofOperator.get(operator)
  if (find === undefined) {
    find = oncePerPair((a, b) => findOperation(operator, a, b, overflows))
    ofOperator.set(operator, find)
  }
  return find(left, right)
}

type Operations = Map<string, (left: ClrType, right: ClrType) => Operation | undefined>
/** By operator. */
const operations: Readonly<Record<'wrap' | 'throw', Operations>> = { wrap: new Map(), throw: new Map() }

function findOperation(
  operator: string,
  left: ClrType,
  right: ClrType,
  overflows: 'wrap' | 'throw',
): Operation | undefined {
  if (isUnknown(left) || isUnknown(right)) return late(operator, overflows, left, right)
  const own = operator === '+' ? userOperation(operator, left, right) : undefined
  if (own) return own
  if (
    operator === '+' &&
    (left.name === 'System.String' || right.name === 'System.String') &&
    left.name !== 'System.Void' &&
    right.name !== 'System.Void'
  ) {
    return concatenation
  }
  const user = userOperation(operator, left, right)
  if (user) return user
  // A bare null beside a nullable value is of its type: `count + null`.
  const compares = operator === '==' || operator === '!='
  const liftsNull = (other: ClrType): boolean => isNullable(other) || (!compares && isValueType(other))
  const a = left.name === 'null' && liftsNull(right) ? underlying(right) : underlying(left)
  const b = right.name === 'null' && liftsNull(left) ? underlying(left) : underlying(right)
  const plain = valueOperation(operator, a, b, overflows)
  const lifted = [left, right].some((one) => isNullable(one) || one.name === 'null')
  if (plain) return lifted ? lift(operator, plain) : plain
  if (operator === '==' || operator === '!=') return equality(operator, left, right)
  // A bare null is a text where nothing else takes it.
  const isText = (one: ClrType, other: ClrType): boolean =>
    one.name === 'null' && other.name !== 'null' && other.name !== 'System.Void' && other.name !== 'method group'
  if (operator === '+' && (isText(left, right) || isText(right, left))) return concatenation
  return undefined
}

const concatenation: Operation = { type: types.string, run: (a, b) => sizedText(textOf(a) + textOf(b)) }

function valueOperation(operator: string, a: ClrType, b: ClrType, overflows: 'wrap' | 'throw'): Operation | undefined {
  const compares = comparisons[operator]
  if (operator === '<<' || operator === '>>') {
    const width = promote(a, types.int)
    if (!isIntegral(a) || !width || !implicitConversion(b, types.int)) return undefined
    const run = shift(operator, width)
    return { type: width, run: (x, y) => run(convertNumber(x, width), y) }
  }
  const type = promote(a, b)
  if (type) {
    if (compares) {
      if (sameType(a, types.int) && sameType(b, types.int)) return int32Comparison(operator)
      return {
        type: types.bool,
        run: (x, y) => compares(compareNumbers(convertNumber(x, type), convertNumber(y, type))),
      }
    }
    const run = arithmetic(operator, type, overflows)
    if (!run) return undefined
    if (sameType(a, type) && sameType(b, type)) return { type, run }
    return { type, run: (x, y) => run(convertNumber(x, type), convertNumber(y, type)) }
  }
  if (a.name === 'System.Boolean' && b.name === 'System.Boolean') {
    const run = booleanOperators[operator]
    return run && { type: types.bool, run: (x, y) => run(x === true, y === true) }
  }
  return enumOperation(operator, a, b)
}

function int32Comparison(operator: string): Operation | undefined {
  const run: Readonly<Record<string, (x: unknown, y: unknown) => boolean>> = {
    '==': (x, y) => x === y,
    '!=': (x, y) => x !== y,
    '<': (x, y) => (x as number) < (y as number),
    '>': (x, y) => (x as number) > (y as number),
    '<=': (x, y) => (x as number) <= (y as number),
    '>=': (x, y) => (x as number) >= (y as number),
  }
  const chosen = run[operator]
  return chosen && { type: types.bool, run: chosen }
}

const booleanOperators: Readonly<Record<string, (a: boolean, b: boolean) => boolean>> = {
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '&': (a, b) => a && b,
  '|': (a, b) => a || b,
  '^': (a, b) => a !== b,
}

function enumOperation(operator: string, a: ClrType, b: ClrType): Operation | undefined {
  const type = isEnum(a) ? a : isEnum(b) ? b : undefined
  if (!type) return undefined
  const other = type === a ? b : a
  const compares = comparisons[operator]
  if (compares) {
    if (!sameType(other, type)) return undefined
    return { type: types.bool, run: (x, y) => compares(Number(toInteger(x) - toInteger(y))) }
  }
  const names = knownType(type.name)?.definition.values ?? {}
  if (['&', '|', '^'].includes(operator) && sameType(a, b)) {
    const run = arithmetic(operator, types.int, 'wrap')
    return (
      run && {
        type,
        run: (x, y) => new ClrEnum(type, Number(run(Number(toInteger(x)), Number(toInteger(y)))), names),
      }
    )
  }
  if (operator === '-' && sameType(a, b))
    return { type: types.int, run: (x, y) => (x as ClrEnum).value - (y as ClrEnum).value }
  if ((operator === '+' || operator === '-') && isIntegral(other)) {
    const run = arithmetic(operator, types.long, 'wrap')
    return run && { type, run: (x, y) => new ClrEnum(type, Number(run(toInteger(x), toInteger(y))), names) }
  }
  return undefined
}

/** Operators on `T?`: null gives null, comparisons give false, equality compares. */
function lift(operator: string, plain: Operation): Operation {
  if (operator === '==' || operator === '!=') {
    const same = operator === '=='
    return {
      type: types.bool,
      run: (a, b, call) => (a === null || b === null ? (a === b) === same : plain.run(a, b, call)),
    }
  }
  if (Object.hasOwn(comparisons, operator)) {
    return { type: types.bool, run: (a, b, call) => a !== null && b !== null && plain.run(a, b, call) }
  }
  if (plain.type.name === 'System.Boolean') {
    const decides = operator === '&' ? false : operator === '|' ? true : undefined
    return {
      type: nullableOf(types.bool),
      run: (a, b, call) =>
        decides !== undefined && (a === decides || b === decides)
          ? decides
          : a === null || b === null
            ? null
            : plain.run(a, b, call),
    }
  }
  return {
    type: nullableOf(plain.type),
    run: (a, b, call) => (a === null || b === null ? null : plain.run(a, b, call)),
  }
}

function userOperation(operator: string, left: ClrType, right: ClrType): Operation | undefined {
  const name = methodNames[operator]
  if (!name) return undefined
  const a = underlying(left)
  const b = underlying(right)
  const found = [...membersNamed(a, name), ...(sameType(a, b) ? [] : membersNamed(b, name))]
  for (const { member } of found) {
    const [first, second] = member.signature.parameters
    if (!first || !second) continue
    const before = implicitConversion(left.name === 'null' ? left : a, first.type)
    const after = implicitConversion(right.name === 'null' ? right : b, second.type)
    if (!before || !after) continue
    const run = member.member.run as ((call: Call, a: unknown, b: unknown) => unknown) | undefined
    if (!run) continue
    const plain: Operation = {
      type: member.signature.returnType,
      run: (x, y, call) => run(call, before(x, call), after(y, call)),
    }
    return isNullable(left) ||
      isNullable(right) ||
      ((left.name === 'null' || right.name === 'null') && isValueType(first.type))
      ? lift(operator, plain)
      : plain
  }
  return undefined
}

/** `==` without an operator of its own: strings by value, references by identity. Boxed values are never the same object. */
function equality(operator: string, left: ClrType, right: ClrType): Operation | undefined {
  const same = operator === '=='
  const nulls = left.name === 'null' || right.name === 'null'
  if (nulls) {
    const other = left.name === 'null' ? right : left
    // Lifted: a value is never null. The compiler allows it (warning CS0472) where the type has the operator.
    if (isValueType(other) && !isNullable(other)) return { type: types.bool, run: () => !same }
    return { type: types.bool, run: (a, b) => (a === b) === same }
  }
  if (left.name === 'System.String' && right.name === 'System.String')
    return { type: types.bool, run: (a, b) => (a === b) === same }
  if (isValueType(left) || isValueType(right)) {
    if (sameType(left, right) && (isNullable(left) || left.name.startsWith('System.ValueTuple')))
      return { type: types.bool, run: (a, b) => equal(a, b) === same }
    return undefined
  }
  // A value of one type may be one of the other, too: of an interface, unless the type is sealed and has not got it.
  const related =
    isReferenceConversion(left, right) ||
    isReferenceConversion(right, left) ||
    mayImplement(left, right) ||
    mayImplement(right, left)
  if (!related) return undefined
  return { type: types.bool, run: (a, b) => sameReference(a, b) === same }
}

/** Two strings that came by different ways are different objects in .NET even when their text is equal. */
function sameReference(a: unknown, b: unknown): boolean {
  if (a === null || b === null) return a === b
  if (a instanceof ClrTypeObject) return equal(a, b)
  return typeof a === 'object' && a === b && !isValueType(typeOf(a))
}

function late(operator: string, overflows: 'wrap' | 'throw', left: ClrType, right: ClrType): Operation {
  const type = Object.hasOwn(comparisons, operator) ? types.bool : types.unknown
  return {
    type: operator === '+' && (left.name === 'System.String' || right.name === 'System.String') ? types.string : type,
    run: (a, b, call) => {
      const operation = binaryOperation(operator, lateType(a), lateType(b), overflows)
      if (operation) return operation.run(a, b, call)
      throw new ClrException(
        'Microsoft.CSharp.RuntimeBinder.RuntimeBinderException',
        `Operator '${operator}' cannot be applied to operands of type '${typeOf(a).name}' and '${typeOf(b).name}'`,
      )
    },
  }
}

const lateType = (value: unknown): ClrType => {
  const type = typeOf(value)
  return isUnknown(type) ? types.object : type
}

/** The meaning of `- + ~ !` for a static type. */
export function unaryOperation(operator: string, type: ClrType, overflows: 'wrap' | 'throw'): Operation | undefined {
  if (isUnknown(type)) {
    return {
      type: types.unknown,
      run: (a, b, call) => {
        const operation = unaryOperation(operator, lateType(a), overflows)
        if (!operation)
          throw new ClrException(
            'Microsoft.CSharp.RuntimeBinder.RuntimeBinderException',
            `Operator '${operator}' cannot be applied to operand of type '${typeOf(a).name}'`,
          )
        return operation.run(a, b, call)
      },
    }
  }
  const plain = plainUnary(operator, underlying(type), overflows)
  if (!plain || !isNullable(type)) return plain
  return { type: nullableOf(plain.type), run: (a, b, call) => (a === null ? null : plain.run(a, b, call)) }
}

function plainUnary(operator: string, type: ClrType, overflows: 'wrap' | 'throw'): Operation | undefined {
  if (operator === '!') return type.name === 'System.Boolean' ? { type, run: (a) => a !== true } : undefined
  const user = operator === '-' ? membersNamed(type, 'op_UnaryNegation')[0] : undefined
  const negate = user?.member.member.run as ((call: Call, a: unknown) => unknown) | undefined
  if (negate) return { type, run: (a, _b, call) => negate(call, a) }
  if (operator === '~' && isEnum(type)) return { type, run: (a) => integerEnum(a as ClrEnum, ~(a as ClrEnum).value) }
  if (!isNumeric(type)) return undefined
  const to = operator === '-' && type.name === 'System.UInt32' ? types.long : promote(type, types.int)
  if (!to) return undefined
  if (operator === '+') return { type: to, run: (a) => convertNumber(a, to) }
  if (operator === '~') {
    const flip = arithmetic('^', to, 'wrap')
    return isIntegral(to) && flip
      ? { type: to, run: (a) => flip(convertNumber(a, to), convertNumber(-1, to)) }
      : undefined
  }
  // 0 - x loses the sign of zero; (-1) * x keeps it.
  const real = to.name === 'System.Double' || to.name === 'System.Single'
  const run = arithmetic(real ? '*' : '-', to, overflows)
  const other = convertNumber(real ? -1 : 0, to)
  return run && { type: to, run: (a) => run(other, convertNumber(a, to)) }
}
