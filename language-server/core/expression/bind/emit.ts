import type { ArgumentInfo } from '../candidate.ts'
import { notSimulated, nullReference } from '../clr/clr-exception.ts'
import { type ClrType, isNullable, types } from '../clr/clr-type.ts'
import { weigh } from '../clr/meter.ts'
import { convertNumber, isNumeric } from '../clr/number.ts'
import { arrayFrom, type Ref } from '../clr/values.ts'
import { defaultValue } from '../convert.ts'
import type { Call } from '../definition.ts'
import type { Frame } from '../frame.ts'
import { type Resolution, resolveOverload } from '../overload.ts'
import { delegateShape } from '../registry.ts'
import type { Argument, Expr } from '../tree.ts'
import type { Binder } from './binder.ts'
import { type Bound, noValue, type PreparedArgument } from './bound.ts'
import { groupDelegate } from './conversions.ts'
import { bindLambda } from './lambdas.ts'
import { isVar, resolveType } from './names.ts'

export function bindArguments(binder: Binder, args: readonly Argument[]): PreparedArgument[] {
  return args.map((arg) => prepareArgument(binder, arg))
}

function prepareArgument(binder: Binder, arg: Argument): PreparedArgument {
  const value = unwrap(arg.value)
  if (value.kind === 'lambda') {
    const explicit = value.parameters.length > 0 && value.parameters.every((one) => one.type)
    const explicitTypes = explicit
      ? value.parameters.map((one) => (one.type ? resolveType(binder, one.type) : types.unknown))
      : undefined
    return {
      expr: value,
      info: {
        ...markedAs(arg),
        type: types.lambda,
        lambda: {
          parameterCount: value.parameters.length,
          ...(explicitTypes && { explicitTypes }),
          resultFor: (parameters) => bindLambda(binder, value, parameters).type,
        },
      },
    }
  }
  if (arg.modifier === 'out') {
    if (value.kind === 'declaration' && isVar(value.type))
      return { expr: value, info: { ...markedAs(arg), type: types.unknown, takesType: true } }
    if (value.kind === 'name' && value.name === '_' && !binder.scope.find('_'))
      return { expr: value, info: { ...markedAs(arg), type: types.unknown, takesType: true } }
  }
  if (value.kind === 'default' && !value.type) return { expr: value, info: { ...markedAs(arg), type: types.unknown } }
  const bound = binder.bind(value)
  if (bound.group) {
    const { group } = bound
    return {
      expr: value,
      bound,
      info: {
        ...markedAs(arg),
        type: types.methodGroup,
        group: {
          resultFor: (parameters) =>
            resolveOverload(
              group.candidates,
              parameters.map((type) => ({ type })),
              undefined,
            )?.returnType,
        },
      },
    }
  }
  // Nearly all arguments have neither a name nor a modifier, and one shape is quicker to make than three merged ones.
  if (!arg.name && !arg.modifier) {
    const { type, constant } = bound
    return { expr: value, bound, info: constant ? { type, constant } : { type } }
  }
  return {
    expr: value,
    bound,
    info: { ...markedAs(arg), type: bound.type, ...(bound.constant && { constant: bound.constant }) },
  }
}

/** What an argument says beside its value. */
const markedAs = ({ name, modifier }: Argument): Pick<ArgumentInfo, 'name' | 'modifier'> => ({
  ...(name && { name: name.name }),
  ...(modifier && { modifier }),
})

/** The call of a resolved member. */
export function emitCall(
  binder: Binder,
  resolution: Resolution,
  prepared: readonly PreparedArgument[],
  self: Bound | undefined,
  group: { readonly name: string },
): Bound {
  const { candidate, slots, typeArgs } = resolution
  const { member } = candidate
  const after: ((frame: Frame, values: unknown[]) => void)[] = []
  const runs = slots.map((slot, at): ((frame: Frame) => unknown) => {
    if (slot.kind === 'default') {
      const value =
        slot.value === null
          ? defaultValue(slot.type)
          : typeof slot.value === 'number' && isNumeric(slot.type)
            ? convertNumber(slot.value, slot.type)
            : slot.value
      return () => value
    }
    if (slot.kind === 'params') {
      const items = slot.items.map((item) => {
        const arg = prepared[item.index]
        const run = arg ? bindArgument(binder, arg, slot.element) : noValue
        return (frame: Frame) => item.convert(run(frame), frame.evaluation)
      })
      const { element } = slot
      return (frame) =>
        arrayFrom(
          element,
          items.map((item) => item(frame)),
        )
    }
    const arg = prepared[slot.index]
    if (!arg) return noValue
    if (arg.info.modifier === 'out' || arg.info.modifier === 'ref') {
      const target = outTarget(binder, arg, slot.type)
      after.push((frame, values) => {
        target.store?.(frame, (values[at] as Ref).value)
      })
      return (frame) => ({ value: arg.info.modifier === 'ref' ? target.run(frame) : null })
    }
    const run = bindArgument(binder, arg, slot.type)
    const { convert } = slot
    return (frame) => convert(run(frame), frame.evaluation)
  })
  const implementation = member.member.run as ((call: Call, ...args: unknown[]) => unknown) | undefined
  if (self === undefined && member.declaring === 'IMessageBody')
    binder.readsBody.request = binder.readsBody.response = true
  if (!implementation) {
    return {
      type: resolution.returnType,
      run: () => {
        throw notSimulated(`${member.declaring}.${group.name}`)
      },
    }
  }
  const generic =
    typeArgs.length > 0 &&
    (member.signature.typeParameters.length > 0 ||
      member.isStatic ||
      member.signature.kind === 'ctor' ||
      // The value does not tell its type when it is null.
      member.declaring === 'System.Nullable`1')
  const callOf = generic
    ? (frame: Frame): Call => frame.evaluation.withTypes(typeArgs)
    : (frame: Frame): Call => frame.evaluation
  const nullable = self ? isNullable(self.type) : true
  const runSelf = self?.run
  const type = resolution.returnType
  if (after.length === 0 && runSelf) {
    const [first, second] = runs
    const own = (frame: Frame): unknown => {
      const value = runSelf(frame)
      if ((value === null || value === undefined) && !nullable) throw nullReference()
      return value
    }
    if (runs.length === 0) return { type, run: (frame) => weighed(implementation(callOf(frame), own(frame))) }
    if (runs.length === 1 && first)
      return { type, run: (frame) => weighed(implementation(callOf(frame), own(frame), first(frame))) }
    if (runs.length === 2 && first && second)
      return { type, run: (frame) => weighed(implementation(callOf(frame), own(frame), first(frame), second(frame))) }
    return {
      type,
      run: (frame) => weighed(implementation(callOf(frame), own(frame), ...runs.map((run) => run(frame)))),
    }
  }
  return {
    type,
    run: (frame) => {
      const owner = runSelf?.(frame)
      if (runSelf && (owner === null || owner === undefined) && !nullable) throw nullReference()
      const values = runs.map((run) => run(frame))
      const result = runSelf
        ? implementation(callOf(frame), owner, ...values)
        : implementation(callOf(frame), ...values)
      for (const step of after) step(frame, values)
      return weighed(result)
    },
  }
}

/** What a call gave, unless it is too large. */
function weighed(value: unknown): unknown {
  if (typeof value === 'string' ? value.length > 255 : typeof value === 'object') weigh(value)
  return value
}

/** An argument for a parameter of a type: lambdas and method groups become delegates of it. */
function bindArgument(binder: Binder, arg: PreparedArgument, to: ClrType): (frame: Frame) => unknown {
  const { expr } = arg
  if (expr.kind === 'lambda') {
    const shape = delegateShape(to)
    const lambda = bindLambda(binder, expr, arg.info.lambda?.explicitTypes ?? shape?.parameters ?? [], shape?.returns)
    binder.diagnostics.push(...lambda.diagnostics)
    return lambda.make
  }
  if (arg.bound?.group) return groupDelegate(arg.bound.group, delegateShape(to)?.parameters ?? [])
  if (expr.kind === 'default' && !expr.type) return () => defaultValue(to)
  return arg.bound?.run ?? noValue
}

function outTarget(binder: Binder, arg: PreparedArgument, type: ClrType): Bound {
  if (!arg.info.takesType) return arg.bound ?? binder.failing('An out argument', 'cannot be assigned')
  if (arg.expr.kind === 'declaration') {
    const local = binder.declare(arg.expr.name, type)
    binder.staticTypes.set(arg.expr, type)
    return binder.bindLocal(local)
  }
  return { type, run: noValue, store: () => {} }
}

const unwrap = (expr: Expr): Expr =>
  expr.kind === 'parenthesized' && unwrap(expr.inner).kind === 'lambda' ? unwrap(expr.inner) : expr
