import type { ArgumentInfo } from '../candidate.ts'
import { nullReference } from '../clr/clr-exception.ts'
import { type ClrType, clrType, isUnknown, sameType, shortType, substitute, types } from '../clr/clr-type.ts'
import { arrayFrom } from '../clr/values.ts'
import { implicitConversion } from '../convert.ts'
import type { Local } from '../frame.ts'
import { lateInvoke } from '../late.ts'
import { resolveOverload } from '../overload.ts'
import { delegateShape, extensionsNamed, findBase, findTypeName, substitutionOf } from '../registry.ts'
import type { Argument, Expr } from '../tree.ts'
import type { Binder } from './binder.ts'
import { type Bound, cursorName, type Entity, type MethodGroup, type PreparedArgument } from './bound.ts'
import { bindTarget, convert } from './conversions.ts'
import { bindArguments, emitCall } from './emit.ts'
import { notSimulatedName } from './failures.ts'
import { bindEntity } from './members.ts'
import { checkMemberUse, resolveType } from './names.ts'
import { reportAmbiguous, reportNoOverload } from './no-overload.ts'
import { reportNotAssignable } from './not-assignable.ts'

export function bindInvocation(binder: Binder, expr: Extract<Expr, { kind: 'invocation' }>): Bound {
  const { callee } = expr
  if (callee.kind === 'parenthesized' && callee.inner.kind === 'lambda')
    binder.report('CS0149', 'Method name expected: a lambda is called through a variable of a delegate type', callee)
  if (callee.kind === 'name') {
    if (callee.name === 'nameof' && expr.args.length === 1 && !binder.scope.find('nameof'))
      return bindNameof(binder, expr)
    const local = binder.scope.find(callee.name)
    if (local?.callable) return bindLocalFunctionCall(binder, local, expr)
    if (!local && callee.name !== 'context') {
      if (callee.name === cursorName) binder.meetCursor('name')
      if (findTypeName(callee.name, callee.typeArgs?.length ?? 0))
        binder.report(
          'CS1955',
          `Non-invocable member '${callee.name}' cannot be used like a method: write 'new'.`,
          callee,
        )
      else binder.reportUnknownName(callee.name, callee)
      for (const arg of expr.args) if (arg.value.kind !== 'lambda') binder.bind(arg.value)
      return binder.failing(`'${callee.name}'`, 'does not exist in the current context')
    }
  }
  const entity = bindEntity(binder, callee)
  if (entity.kind === 'late') return bindLateCall(binder, entity, expr)
  if (entity.kind !== 'value') {
    binder.report('CS1955', 'Non-invocable member cannot be used like a method', callee)
    return binder.failing('A type', 'cannot be called')
  }
  const { bound } = entity
  if (bound.group) return bindGroupCall(binder, bound.group, expr)
  const shape = delegateShape(bound.type)
  if (shape) {
    const args = expr.args.map((arg, index) =>
      passArgument(binder, arg, index, shape.parameters[index] ?? types.unknown),
    )
    if (args.length > shape.parameters.length)
      binder.report('CS1593', `Delegate '${shortType(bound.type)}' does not take ${args.length} arguments`, expr)
    else if (args.length < shape.parameters.length)
      binder.report(
        'CS7036',
        `There is no argument given that corresponds to parameter ${args.length + 1} of '${shortType(bound.type)}'`,
        expr,
      )
    return {
      type: shape.returns,
      run: (frame) => {
        const target = bound.run(frame)
        if (typeof target !== 'function') throw nullReference()
        return target(...args.map((arg) => arg.run(frame)))
      },
    }
  }
  const beside = callee.kind === 'member' && !isUnknown(bound.type) ? extensionGroup(binder, callee) : undefined
  if (beside) return bindGroupCall(binder, beside, expr)
  const args = expr.args.map((arg) => bindTarget(binder, arg.value, types.unknown))
  if (!isUnknown(bound.type)) {
    const name = callee.kind === 'member' ? callee.name.name : 'value'
    binder.report('CS1955', `Non-invocable member '${name}' cannot be used like a method.`, callee)
  }
  return {
    type: types.unknown,
    run: (frame) => {
      const target = bound.run(frame)
      if (typeof target !== 'function') throw notSimulatedName('The value', 'cannot be called')
      return target(...args.map((arg) => arg.run(frame)))
    },
  }
}

/** `list.Count()`: the property `Count` cannot be called, the extension method beside it can. */
function extensionGroup(binder: Binder, callee: Extract<Expr, { kind: 'member' }>): MethodGroup | undefined {
  const extensions = extensionsNamed(callee.name.name)
  if (extensions.length === 0) return undefined
  const self = binder.bind(callee.target)
  const fits = extensions.some(({ member }) => {
    const first = member.signature.parameters[0]
    return first !== undefined && findBase(self.type, first.type.name) !== undefined
  })
  return fits ? { name: callee.name.name, candidates: [], extensions, self } : undefined
}

function bindNameof(binder: Binder, expr: Extract<Expr, { kind: 'invocation' }>): Bound {
  const arg = expr.args[0]?.value
  if (arg && (arg.kind === 'name' || arg.kind === 'member')) {
    // A name is no use: a member of a type needs no value here (C# specification 12.8.23).
    const before = binder.diagnostics.length
    bindEntity(binder, arg)
    const found = binder.diagnostics.splice(before).filter(({ code }) => code !== 'CS0120')
    binder.diagnostics.push(...found)
  } else binder.report('CS8081', 'Expression does not have a name', arg ?? expr)
  const name = arg?.kind === 'name' ? arg.name : arg?.kind === 'member' ? arg.name.name : ''
  return { type: types.string, run: () => name, constant: { value: name } }
}

function bindLocalFunctionCall(binder: Binder, local: Local, expr: Extract<Expr, { kind: 'invocation' }>): Bound {
  const callable = local.callable
  const target = binder.bindLocal(local)
  if (!callable) return target
  const args: Bound[] = callable.parameters.map((parameter, index) => {
    const named = expr.args.find((arg) => arg.name?.name === parameter.name)
    if (parameter.isParams && !named) {
      const element = parameter.type.args[0] ?? types.unknown
      const rest = expr.args.slice(index)
      const first = rest.length === 1 && rest[0] ? binder.bind(rest[0].value) : undefined
      if (first && implicitConversion(first.type, parameter.type)) return first
      const items = rest.map((arg, at) => passArgument(binder, arg, index + at, element))
      return {
        type: parameter.type,
        run: (frame) =>
          arrayFrom(
            element,
            items.map((item) => item.run(frame)),
          ),
      }
    }
    const arg = named ?? expr.args[index]
    if (!arg) {
      if (!parameter.default)
        binder.report(
          'CS7036',
          `There is no argument given that corresponds to the required parameter '${parameter.name}'`,
          expr,
        )
      const value = parameter.default?.value ?? null
      return { type: parameter.type, run: () => value }
    }
    return passArgument(binder, arg, index, parameter.type)
  })
  const isOpenEnded = callable.parameters.at(-1)?.isParams === true
  if (expr.args.length > callable.parameters.length && !isOpenEnded)
    binder.report('CS1501', `No overload for method '${local.name}' takes ${expr.args.length} arguments`, expr)
  const stray = expr.args.find((arg) => arg.name && !callable.parameters.some((one) => one.name === arg.name?.name))
  if (stray?.name)
    binder.report(
      'CS1739',
      `The best overload for '${local.name}' does not have a parameter named '${stray.name.name}'`,
      stray,
    )
  return {
    type: callable.returns,
    run: (frame) => (target.run(frame) as (...args: unknown[]) => unknown)(...args.map((arg) => arg.run(frame))),
  }
}

function passArgument(binder: Binder, arg: Argument, index: number, to: ClrType): Bound {
  const value = bindTarget(binder, arg.value, to)
  if (isUnknown(to) || value.group || implicitConversion(value.type, to, value.constant))
    return convert(binder, value, to, arg)
  const message = `Argument ${index + 1}: cannot convert from '${shortType(value.type)}' to '${shortType(to)}'`
  binder.report('CS1503', message, arg)
  return { type: to, run: value.run }
}

function bindLateCall(
  binder: Binder,
  entity: Extract<Entity, { kind: 'late' }>,
  expr: Extract<Expr, { kind: 'invocation' }>,
): Bound {
  const args = expr.args.map((arg) =>
    arg.modifier === 'out'
      ? binder.failing('An out argument', 'needs a known method')
      : bindTarget(binder, arg.value, types.unknown),
  )
  const typeArgs =
    expr.callee.kind === 'member' ? expr.callee.typeArgs?.map((arg) => resolveType(binder, arg)) : undefined
  const { target, name } = entity
  return {
    type: types.unknown,
    run: (frame) =>
      lateInvoke(
        frame.evaluation,
        target.run(frame),
        name,
        args.map((arg) => arg.run(frame)),
        typeArgs,
      ),
  }
}

function bindGroupCall(binder: Binder, group: MethodGroup, expr: Extract<Expr, { kind: 'invocation' }>): Bound {
  const explicit =
    expr.callee.kind === 'member' ? expr.callee.typeArgs?.map((arg) => resolveType(binder, arg)) : undefined
  const prepared = bindArguments(binder, expr.args)
  const { self } = group
  const infos = prepared.map((one) => one.info)
  const resolution = resolveOverload(group.candidates, infos, explicit)
  if (resolution) {
    reportAmbiguous(binder, resolution, prepared, { name: group.name, at: expr })
    checkPassed(binder, prepared)
    checkMemberUse(
      binder,
      resolution.candidate.member.declaring,
      group.name,
      expr.callee.kind === 'member' ? expr.callee.name : expr.callee,
    )
    return emitCall(binder, resolution, prepared, self, group)
  }
  if (self && group.extensions.length > 0) {
    const receiver: PreparedArgument = { expr: expr.callee, bound: self, info: { type: self.type } }
    const all = [receiver, ...prepared]
    const extension = resolveOverload(
      group.extensions,
      all.map((one) => one.info),
      explicit,
    )
    if (extension) return emitCall(binder, extension, all, undefined, group)
  }
  if (!reportOtherAccess(binder, group, infos, expr))
    reportNoOverload(binder, { group, args: prepared, expr, explicit })
  const args = prepared.map((one) => one.bound ?? binder.failing('An argument', 'does not fit'))
  if (!self) {
    const first = group.candidates[0]
    return {
      ...binder.failing(`'${first?.member.declaring}.${group.name}'`, 'has no overload for these arguments'),
      type: commonReturn(group),
    }
  }
  return {
    type: commonReturn(group),
    run: (frame) =>
      lateInvoke(
        frame.evaluation,
        self.run(frame),
        group.name,
        args.map((arg) => arg.run(frame)),
        explicit,
      ),
  }
}

/** A method that the arguments fit, but which needs a value where a type stands, or the other way round. */
function reportOtherAccess(
  binder: Binder,
  { name, others = [], self }: MethodGroup,
  infos: readonly ArgumentInfo[],
  expr: Extract<Expr, { kind: 'invocation' }>,
): boolean {
  const other = others.length > 0 ? resolveOverload(others, infos, undefined) : undefined
  if (!other) return false
  const full = `${shortType(clrType(other.candidate.member.declaring))}.${name}`
  if (self)
    binder.report(
      'CS0176',
      `Member '${full}' cannot be accessed with an instance reference; qualify it with a type name instead`,
      expr.callee,
    )
  else
    binder.report(
      'CS0120',
      `An object reference is required for the non-static field, method, or property '${full}'`,
      expr.callee,
    )
  return true
}

/** What `ref` and `out` write to must be assignable. */
function checkPassed(binder: Binder, prepared: readonly PreparedArgument[]): void {
  for (const { expr, bound, info } of prepared)
    if (bound && !bound.store && (info.modifier === 'out' || info.modifier === 'ref'))
      reportNotAssignable(binder, bound, expr, 'pass')
}

function commonReturn(group: MethodGroup): ClrType {
  const [first, ...rest] = group.candidates.map((one) =>
    substitute(one.member.signature.returnType, substitutionOf(one.on)),
  )
  return first && rest.every((one) => sameType(one, first)) && !first.name.startsWith('!') && first.args.length === 0
    ? first
    : types.unknown
}
