import { ClrException } from '../clr/clr-exception.ts'
import { type ClrType, isUnknown, sameType, shortType, types } from '../clr/clr-type.ts'
import { isIntegral } from '../clr/number.ts'
import { textOf } from '../clr/text.ts'
import { type Converter, defaultValue, explicitConversion, implicitConversion } from '../convert.ts'
import type { Frame } from '../frame.ts'
import { lateInvoke } from '../late.ts'
import { resolveOverload } from '../overload.ts'
import { delegateShape } from '../registry.ts'
import type { Expr } from '../tree.ts'
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
  const converter = explicitConversion(operand.type, to, operand.constant ? 'wrap' : binder.overflows, operand.constant)
  if (!converter) {
    binder.report('CS0030', `Cannot convert type '${shortType(operand.type)}' to '${shortType(to)}'`, expr)
    return { type: to, run: operand.run }
  }
  return applyConversion(operand, to, converter)
}

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
  const shape = expr.kind === 'lambda' ? delegateShape(to) : undefined
  if (expr.kind !== 'lambda' || !shape) return binder.bind(expr)
  const lambda = binder.rooms.bindLambda(binder, expr, shape.parameters, shape.returns)
  binder.diagnostics.push(...lambda.diagnostics)
  return { type: to, run: lambda.make }
}

const suffixes: Readonly<Record<string, string>> = { 'System.Single': 'F', 'System.Decimal': 'M' }

/** Applies the implicit conversion to a type; reports CS0029 when there is none. */
export function convert(
  binder: Binder,
  bound: Bound,
  to: ClrType,
  at: { readonly start: number; readonly end: number },
): Bound {
  if (sameType(bound.type, to) || isUnknown(to)) return bound
  if (bound.group) {
    const shape = delegateShape(to)
    const group = bound.group
    if (shape) return { type: to, run: groupDelegate(group, shape.parameters) }
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
    else if (explicit && bound.constant && bound.type.name === 'System.Double' && suffixes[to.name])
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
