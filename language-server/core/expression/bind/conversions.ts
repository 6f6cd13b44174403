import type { Candidate } from '../candidate.ts'
import { ClrException } from '../clr/clr-exception.ts'
import { type ClrType, isNullable, isOpen, isUnknown, sameType, shortType, types } from '../clr/clr-type.ts'
import { fitsIn, isIntegral, isNumeric, toInteger, toNumber } from '../clr/number.ts'
import { textOf } from '../clr/text.ts'
import { type Converter, defaultValue, explicitConversion, implicitConversion } from '../convert.ts'
import type { Frame } from '../frame.ts'
import { lateInvoke } from '../late.ts'
import { resolveOverload } from '../overload.ts'
import { delegateShape, findBase, isValueType } from '../registry.ts'
import type { BlockStmt, Expr, LambdaExpr } from '../tree.ts'
import type { Binder } from './binder.ts'
import { type Bound, type MethodGroup, noCall } from './bound.ts'
import { resolveType } from './names.ts'
import { runResolution } from './run-resolution.ts'

export function bindCast(binder: Binder, expr: Extract<Expr, { kind: 'cast' }>): Bound {
  const to = resolveType(binder, expr.type)
  if (
    expr.operand.kind === 'lambda' ||
    (expr.operand.kind === 'parenthesized' && expr.operand.inner.kind === 'lambda')
  ) {
    return convert(binder, bindTarget(binder, expr.operand, to), to, expr)
  }
  const operand = binder.bind(expr.operand)
  if (operand.group) return convert(binder, operand, to, expr)
  checkConstantCast(binder, operand, to, expr)
  if (operand.type.name === 'null' && isValueType(to) && !isNullable(to)) {
    binder.report('CS0037', `Cannot convert null to '${shortType(to)}' because it is a non-nullable value type`, expr)
    return { type: to, run: operand.run }
  }
  const converter = explicitConversion(operand.type, to, operand.constant ? 'wrap' : binder.overflows, operand.constant)
  if (!converter) {
    binder.report('CS0030', `Cannot convert type '${shortType(operand.type)}' to '${shortType(to)}'`, expr)
    return { type: to, run: operand.run }
  }
  return applyConversion(operand, to, converter)
}

/** A constant that does not fit its type is an error unless the code says `unchecked`. */
function checkConstantCast(binder: Binder, { constant, type }: Bound, to: ClrType, at: Place): void {
  if (!constant || binder.isUnchecked || !isNumeric(type) || !isIntegral(to)) return
  const { value } = constant
  const fits =
    isIntegral(type) || type.name === 'System.Char' ? fitsIn(toInteger(value), to) : fitsReal(toNumber(value), to)
  if (!fits)
    binder.report(
      'CS0221',
      `Constant value '${textOf(value)}' cannot be converted to a '${shortType(to)}' (use 'unchecked' syntax to override)`,
      at,
    )
}

const fitsReal = (value: number, to: ClrType): boolean =>
  Number.isFinite(value) && fitsIn(BigInt(Math.trunc(value)), to)

function applyConversion(bound: Bound, to: ClrType, converter: Converter): Bound {
  const { run } = bound
  const result: Bound = { type: to, run: (frame) => converter(run(frame), frame.evaluation) }
  if (!bound.constant || bound.constant.value === null) return result
  try {
    const value = converter(bound.constant.value, noCall)
    return { type: to, run: () => value, constant: { value } }
  } catch {
    return result
  }
}

/** An expression where a type is expected: lambdas, arrays and method groups take their shape from it. */
export function bindTarget(binder: Binder, expr: Expr, to: ClrType): Bound {
  if (expr.kind === 'parenthesized') return bindTarget(binder, expr.inner, to)
  if (expr.kind === 'array-initializer')
    return binder.rooms.bindArrayOf(binder, to.name === '[]' ? to.args[0] : undefined, expr.initializer)
  if (expr.kind === 'default' && !expr.type) return { type: to, run: () => defaultValue(to) }
  if (expr.kind !== 'lambda') return binder.bind(expr)
  const shape = delegateShape(to)
  if (!shape && !isUnknown(to))
    binder.report(
      'CS1660',
      `Cannot convert lambda expression to type '${shortType(to)}' because it is not a delegate type`,
      expr,
    )
  else if (shape && shape.parameters.length !== expr.parameters.length && !isParameterless(binder, expr))
    binder.report('CS1593', `Delegate '${shortType(to)}' does not take ${expr.parameters.length} arguments`, expr)
  const explicit = expr.parameters.map((one) => (one.type ? resolveType(binder, one.type) : types.unknown))
  const lambda = binder.rooms.bindLambda(binder, expr, shape?.parameters ?? explicit, shape?.returns)
  binder.diagnostics.push(...lambda.diagnostics)
  const differs = shape?.parameters.some((type, index) => {
    const written = explicit[index]
    return written !== undefined && !isOpen(written) && !isOpen(type) && !sameType(written, type)
  })
  if (differs)
    binder.report(
      'CS1661',
      `Cannot convert lambda expression to type '${shortType(to)}' because the parameter types do not match the delegate parameter types`,
      expr,
    )
  const wantsValue = shape && !isUnknown(shape.returns) && shape.returns.name !== 'System.Void'
  if (wantsValue && expr.body.kind === 'block' && lambda.type.name === 'System.Void' && !leavesByThrow(expr.body))
    binder.report('CS1643', 'Not all code paths return a value in the lambda expression', expr)
  return { type: shape ? to : types.unknown, run: lambda.make }
}

/** A body that ends with an exception needs no value. */
const leavesByThrow = ({ statements }: BlockStmt): boolean => statements.at(-1)?.kind === 'throw-statement'

/** `delegate { … }` without parameters takes any. */
const isParameterless = (binder: Binder, { parameters, start }: LambdaExpr): boolean =>
  parameters.length === 0 && binder.tree.source.code.startsWith('delegate', start)

interface Place {
  readonly start: number
  readonly end: number
}

const isLiteral = (at: Place | Expr): boolean => 'kind' in at && at.kind === 'literal'

const suffixes: Readonly<Record<string, string>> = { 'System.Single': 'F', 'System.Decimal': 'M' }

/** Applies the implicit conversion to a type; reports CS0029 when there is none. */
export function convert(binder: Binder, bound: Bound, to: ClrType, at: Place): Bound {
  if (sameType(bound.type, to) || isUnknown(to)) return bound
  if (bound.group) {
    const shape = delegateShape(to)
    const group = bound.group
    if (shape) return { type: to, run: groupDelegate(group, shape.parameters) }
    reportGroup(binder, group, to, at)
    return { type: types.unknown, run: bound.run }
  }
  const converter = implicitConversion(bound.type, to, bound.constant)
  if (!converter) {
    const explicit = explicitConversion(bound.type, to, binder.overflows)
    if (bound.type.name === 'null')
      binder.report('CS0037', `Cannot convert null to '${shortType(to)}' because it is a non-nullable value type`, at)
    else if (explicit && bound.constant && bound.type.name === 'System.Int32' && isIntegral(to))
      binder.report(
        'CS0031',
        `Constant value '${textOf(bound.constant.value)}' cannot be converted to a '${shortType(to)}'`,
        at,
      )
    else if (explicit && bound.type.name === 'System.Double' && suffixes[to.name] && isLiteral(at))
      binder.report(
        'CS0664',
        `Literal of type double cannot be implicitly converted to type '${shortType(to)}'; use an '${suffixes[to.name]}' suffix to create a literal of this type`,
        at,
      )
    else if (explicit) {
      binder.report(
        'CS0266',
        `Cannot implicitly convert type '${shortType(bound.type)}' to '${shortType(to)}'. An explicit conversion exists (are you missing a cast?)`,
        at,
      )
      return applyConversion(bound, to, explicit)
    } else
      binder.report('CS0029', `Cannot implicitly convert type '${shortType(bound.type)}' to '${shortType(to)}'`, at)
    return { type: to, run: bound.run }
  }
  return applyConversion(bound, to, converter)
}

/** Whether the value before the dot may be the first argument of an extension method. */
export function takesReceiver({ member }: Candidate, self: Bound | undefined): boolean {
  const first = member.signature.parameters[0]
  return (
    first !== undefined &&
    self !== undefined &&
    (first.type.name.startsWith('!') || findBase(self.type, first.type.name) !== undefined)
  )
}

function reportGroup(
  binder: Binder,
  { name, candidates, extensions, self }: MethodGroup,
  to: ClrType,
  at: Place,
): void {
  if (candidates.length === 0 && self && !extensions.some((one) => takesReceiver(one, self)))
    binder.report('CS1061', `'${shortType(self.type)}' does not contain a definition for '${name}'`, at)
  else
    binder.report(
      'CS0428',
      `Cannot convert method group '${name}' to non-delegate type '${shortType(to)}'. Did you intend to invoke the method?`,
      at,
    )
}

/** An expression whose value is only passed on: it needs a type of its own, which lambdas and method groups do not have. */
export function bindFree(binder: Binder, expr: Expr): Bound {
  if (expr.kind === 'parenthesized') return bindFree(binder, expr.inner)
  if (expr.kind === 'lambda') {
    binder.report('CS1660', "Cannot convert lambda expression to type 'object' because it is not a delegate type", expr)
    return bindTarget(binder, expr, types.unknown)
  }
  const bound = binder.bind(expr)
  return bound.group ? convert(binder, bound, types.object, expr) : bound
}

export function groupDelegate(group: MethodGroup, parameters: readonly ClrType[]): (frame: Frame) => unknown {
  const resolution = resolveOverload(
    group.candidates,
    parameters.map((type) => ({ type })),
    undefined,
  )
  return (frame) => {
    const self = group.self?.run(frame)
    return (...args: unknown[]) => {
      if (!resolution) return lateInvoke(frame.evaluation, self, group.name, args)
      return runResolution(resolution, self, args, frame.evaluation)
    }
  }
}

/** A condition; `true` only for the boolean. */
export function bindCondition(binder: Binder, bound: Bound, at: Expr): (frame: Frame) => boolean {
  const { run } = convert(binder, bound, types.bool, at)
  return (frame) => {
    const value = run(frame)
    if (typeof value !== 'boolean')
      throw new ClrException('System.InvalidCastException', 'Specified cast is not valid.')
    return value
  }
}
