import { notSimulated } from '../clr/clr-exception.ts'
import { type ClrType, isUnknown, keywordTypes, shortType, types } from '../clr/clr-type.ts'
import { ClrAnonymous, typeOf } from '../clr/values.ts'
import { defaultValue } from '../convert.ts'
import type { Frame } from '../frame.ts'
import { resolveOverload } from '../overload.ts'
import { constructorsOf, delegateShape, elementType, isInterface, isValueType, knownType } from '../registry.ts'
import type { Expr, Initializer } from '../tree.ts'
import { isAbstractClass, isStaticClass } from '../type-facts.ts'
import type { Binder } from './binder.ts'
import type { Bound } from './bound.ts'
import { bindInvocation } from './calls.ts'
import { bindTarget, convert } from './conversions.ts'
import { bindArguments, emitCall } from './emit.ts'
import { checkMemberUse, resolveType } from './names.ts'
import { reportAmbiguous, reportArguments } from './no-overload.ts'
import { runResolution } from './run-resolution.ts'

export function bindNew(binder: Binder, expr: Extract<Expr, { kind: 'new' }>): Bound {
  const type = resolveType(binder, expr.type)
  const created = bindConstruction(binder, type, expr)
  return expr.initializer ? bindInitialized(binder, created, expr.initializer) : created
}

function bindConstruction(binder: Binder, type: ClrType, expr: Extract<Expr, { kind: 'new' }>): Bound {
  if (delegateShape(type)) {
    const arg = expr.args[0]?.value
    return arg
      ? convert(binder, bindTarget(binder, arg, type), type, expr)
      : binder.failing('A delegate', 'needs a method')
  }
  const prepared = bindArguments(binder, expr.args)
  if (isUnknown(type)) return binder.failing('The type', 'is not known')
  if (type.name === 'System.Object') return { type, run: () => new ClrAnonymous(type, []) }
  const candidates = constructorsOf(type)
  const resolution = resolveOverload(
    candidates,
    prepared.map((one) => one.info),
    undefined,
  )
  if (resolution) {
    checkMemberUse(binder, type.name, '.ctor', expr.type)
    reportAmbiguous(binder, resolution, prepared, { name: '.ctor', at: expr })
  }
  if (resolution)
    return { ...emitCall(binder, { ...resolution, typeArgs: type.args }, prepared, undefined, { name: '.ctor' }), type }
  if (isStaticClass(type.name)) {
    binder.report('CS0712', `Cannot create an instance of the static class '${shortType(type)}'`, expr)
    return { type: types.unknown, run: notCreated(type) }
  }
  if (prepared.length === 0 && isValueType(type)) return { type, run: () => defaultValue(type) }
  if (isInterface(type) || isAbstractClass(type.name)) {
    binder.report('CS0144', `Cannot create an instance of the abstract class or interface '${shortType(type)}'`, expr)
  } else if (candidates.length > 0 || Object.values(keywordTypes).some((one) => one.name === type.name)) {
    reportArguments(binder, { name: '.ctor', candidates, args: prepared, before: 0, at: expr.type, owner: type })
  }
  if (isUnknown(type) || candidates.length === 0)
    return {
      type,
      run: () => {
        throw notSimulated(`${type.name}..ctor`)
      },
    }
  return {
    type,
    run: (frame) => {
      const values = prepared.map((one) => one.bound?.run(frame) ?? null)
      const late = resolveOverload(
        candidates,
        values.map((value) => ({ type: typeOf(value), constant: { value } })),
        undefined,
      )
      if (!late) throw notSimulated(`${type.name}..ctor`)
      return runResolution({ ...late, typeArgs: type.args }, undefined, values, frame.evaluation)
    },
  }
}

const notCreated = (type: ClrType) => (): never => {
  throw notSimulated(`${type.name}..ctor`)
}

function bindInitialized(binder: Binder, created: Bound, initializer: Initializer): Bound {
  const local = binder.scope.declare('new', created.type)
  const target = binder.bindLocal(local)
  const steps = bindInitializer(binder, target, initializer)
  return {
    type: created.type,
    run: (frame) => {
      const value = created.run(frame)
      target.store?.(frame, value)
      for (const step of steps) step(frame)
      return value
    },
  }
}

function bindInitializer(binder: Binder, target: Bound, initializer: Initializer): ((frame: Frame) => void)[] {
  const isSequence = isUnknown(target.type) || elementType(target.type) !== undefined || !knownType(target.type.name)
  if (!isSequence && initializer.elements.some(({ kind }) => kind === 'value' || kind === 'add')) {
    binder.report(
      'CS1922',
      `Cannot initialize type '${shortType(target.type)}' with a collection initializer because it does not implement 'System.Collections.IEnumerable'`,
      initializer,
    )
    return []
  }
  return initializer.elements.map((element) => {
    if (element.kind === 'value' || element.kind === 'add') {
      const values = element.kind === 'value' ? [element.value] : element.args
      const at = { start: element.start, end: element.end }
      const call: Extract<Expr, { kind: 'invocation' }> = {
        kind: 'invocation',
        callee: { kind: 'member', target: { kind: 'receiver', ...at }, name: { name: 'Add', ...at }, ...at },
        args: values.map((value) => ({ value, start: value.start, end: value.end })),
        ...at,
      }
      binder.receivers.push(target)
      const bound = bindInvocation(binder, call)
      binder.receivers.pop()
      return bound.run
    }
    binder.receivers.push(target)
    const at = { start: element.start, end: element.start }
    const place: Expr =
      element.kind === 'member'
        ? {
            kind: 'member',
            target: { kind: 'receiver', ...at },
            name: element.name,
            start: element.start,
            end: element.name.end,
          }
        : {
            kind: 'element',
            target: { kind: 'receiver', ...at },
            args: element.args,
            start: element.start,
            end: element.end,
          }
    const before = binder.diagnostics.length
    const bound = binder.bind(place)
    const found = binder.diagnostics.splice(before)
    binder.diagnostics.push(...found.map((one) => (one.code === 'CS1061' ? { ...one, code: 'CS0117' } : one)))
    binder.receivers.pop()
    if (element.value.kind === 'nested-initializer') {
      const local = binder.bindLocal(binder.scope.declare('nested', bound.type))
      const steps = bindInitializer(binder, local, element.value.initializer)
      return (frame) => {
        local.store?.(frame, bound.run(frame))
        for (const step of steps) step(frame)
      }
    }
    const value = convert(binder, bindTarget(binder, element.value, bound.type), bound.type, element.value)
    if (!bound.store && !isUnknown(bound.type)) {
      const name = element.kind === 'member' ? `'${element.name.name}'` : 'This indexer'
      binder.report('CS0200', `${name} cannot be assigned to: it is read only`, element)
    }
    return (frame) => {
      bound.store?.(frame, value.run(frame))
    }
  })
}
