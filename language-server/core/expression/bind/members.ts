import { isOtherNamespace } from '../allowed.ts'
import { isAbsent } from '../beyond.ts'
import type { Candidate } from '../candidate.ts'
import { notSimulated, nullReference } from '../clr/clr-exception.ts'
import { type ClrType, clrType, isNullable, isUnknown, shortType, substitute, types } from '../clr/clr-type.ts'
import { ClrEnum, ClrTuple } from '../clr/values.ts'
import type { Call } from '../definition.ts'
import type { Frame } from '../frame.ts'
import { lateGet } from '../late.ts'
import { extensionsNamed, findTypeName, isNamespace, knownType, lookUp, substitutionOf } from '../registry.ts'
import type { Expr } from '../tree.ts'
import { isConstantField, isSettable } from '../type-facts.ts'
import type { Binder } from './binder.ts'
import { attempt, type Bound, cursorName, type Entity, type MethodGroup, noCall, noValue } from './bound.ts'
import { takesReceiver } from './conversions.ts'
import { bindName, checkMemberUse, resolveType, typeNamed } from './names.ts'

export function bindEntity(binder: Binder, expr: Expr): Entity {
  switch (expr.kind) {
    case 'name': {
      const entity = bindName(binder, expr, false)
      return (
        entity ?? { kind: 'value', bound: binder.failing(`'${expr.name}'`, 'does not exist in the current context') }
      )
    }
    case 'type-expression':
      return { kind: 'type', type: resolveType(binder, expr.type) }
    case 'member':
      return bindMember(binder, expr)
    case 'parenthesized':
      return { kind: 'value', bound: binder.bind(expr.inner) }
    default:
      return { kind: 'value', bound: binder.bind(expr) }
  }
}

function bindMember(binder: Binder, expr: Extract<Expr, { kind: 'member' }>): Entity {
  const { target, name } = expr
  const owner =
    target.kind === 'name' ? (bindName(binder, target, true) ?? bindEntity(binder, target)) : bindEntity(binder, target)
  if (name.name === cursorName) binder.meetCursor('member', owner)
  if (name.name === '') return { kind: 'value', bound: binder.failing('the member', 'is missing') }
  if (owner.kind === 'namespace') {
    const full = `${owner.name}.${name.name}`
    const known = findTypeName(full, expr.typeArgs?.length ?? 0)
    const found = known && typeNamed(binder, full, expr.typeArgs?.length ?? 0, expr)
    if (found)
      return { kind: 'type', type: clrType(found, ...(expr.typeArgs ?? []).map((arg) => resolveType(binder, arg))) }
    if (isNamespace(full) || isOtherNamespace(full)) return { kind: 'namespace', name: full }
    if (typeNamed(binder, full, expr.typeArgs?.length ?? 0, expr) === null)
      return { kind: 'value', bound: binder.failing(`'${full}'`, 'is not simulated') }
    binder.report(
      'CS0234',
      `The type or namespace name '${name.name}' does not exist in the namespace '${owner.name}'`,
      name,
    )
    return { kind: 'value', bound: binder.failing(`'${full}'`, 'is not known') }
  }
  if (owner.kind === 'type') return bindStaticMember(binder, owner.type, expr)
  const self = owner.kind === 'late' ? lateValue(owner) : owner.bound
  if (self.group) {
    reportGroupOwner(binder, self.group, target)
    return { kind: 'value', bound: binder.failing(`'${self.group.name}'`, 'is a method') }
  }
  binder.staticTypes.set(target, self.type)
  return bindInstanceMember(binder, self, expr)
}

/** A method is no value: its members are those of what it would give. */
function reportGroupOwner(binder: Binder, group: MethodGroup, at: Expr): void {
  if (group.candidates.length === 0 && group.self && !group.extensions.some((one) => takesReceiver(one, group.self)))
    binder.report('CS1061', `'${shortType(group.self.type)}' does not contain a definition for '${group.name}'`, at)
  else binder.report('CS0119', `'${group.name}' is a method, which is not valid in the given context`, at)
}

function bindStaticMember(binder: Binder, type: ClrType, expr: Extract<Expr, { kind: 'member' }>): Entity {
  const name = expr.name.name
  const definition = knownType(type.name)?.definition
  if (definition?.values && Object.hasOwn(definition.values, name)) {
    checkMemberUse(binder, type.name, name, expr.name)
    const value = new ClrEnum(type, definition.values[name] ?? 0, definition.values)
    return { kind: 'value', bound: { type, run: () => value, constant: { value } } }
  }
  const { all, ofType: found, ofValue } = lookUp(type, name)
  const property = found.find((one) => one.member.signature.kind === 'property')
  if (property) {
    checkMemberUse(binder, property.member.declaring, name, expr.name)
    const run = property.member.member.run as ((call: Call) => unknown) | undefined
    const returns = substitute(property.member.signature.returnType, substitutionOf(property.on))
    const constant = isConstantField(property.member.declaring, name) && run ? attempt(() => run(noCall)) : undefined
    return {
      kind: 'value',
      bound: {
        type: returns,
        declaring: property.member.declaring,
        ...(constant && { constant }),
        run: run
          ? (frame) => run(type.args.length > 0 ? frame.evaluation.withTypes(type.args) : frame.evaluation)
          : () => {
              throw notSimulated(`${type.name}.${name}`)
            },
      },
    }
  }
  const nested = findTypeName(`${type.name}.${name}`, 0)
  if (nested) return { kind: 'type', type: clrType(nested) }
  if (found.length > 0) {
    const group: MethodGroup = {
      name,
      candidates: found,
      extensions: [],
      others: ofValue,
    }
    return { kind: 'value', bound: { type: types.methodGroup, run: noValue, group } }
  }
  if (definition && isAbsent(type, name)) {
    checkMemberUse(binder, type.name, name, expr.name)
    return { kind: 'value', bound: binder.failing(`'${type.name}.${name}'`, 'is not simulated') }
  }
  if (all.some((one) => one.member.signature.kind === 'method')) {
    const group: MethodGroup = { name, candidates: [], extensions: [], others: all }
    return { kind: 'value', bound: { type: types.methodGroup, run: noValue, group } }
  }
  if (!isUnknown(type) && definition) {
    if (all.length > 0)
      binder.report(
        'CS0120',
        `An object reference is required for the non-static field, method, or property '${shortType(type)}.${name}'`,
        expr,
      )
    else binder.report('CS0117', `'${shortType(type)}' does not contain a definition for '${name}'`, expr.name)
  }
  return { kind: 'value', bound: binder.failing(`'${type.name}.${name}'`, 'is not known') }
}

function bindInstanceMember(binder: Binder, self: Bound, expr: Extract<Expr, { kind: 'member' }>): Entity {
  const name = expr.name.name
  const { type } = self
  if (isUnknown(type)) {
    if (name === 'Body') binder.readsBody.request = binder.readsBody.response = true
    return { kind: 'late', target: self, name, quiet: true }
  }
  if (type.name === 'null' || type.name === 'System.Void') {
    const what = type.name === 'null' ? '<null>' : 'void'
    if (expr.target.kind !== 'missing')
      binder.report('CS0023', `Operator '.' cannot be applied to operand of type '${what}'`, expr)
    return { kind: 'late', target: { ...self, type: types.unknown }, name, quiet: true }
  }
  const label = type.labels?.indexOf(name) ?? -1
  const isItem = label < 0 && name.startsWith('Item') && /^Item\d$/.test(name)
  const item = isItem && /^System\.(Value)?Tuple`/.test(type.name) ? Number(name.slice(4)) - 1 : label
  if (item >= 0 && item < type.args.length) {
    return {
      kind: 'value',
      bound: {
        type: type.args[item] ?? types.unknown,
        run: (frame) => {
          const value = self.run(frame)
          if (value === null) throw nullReference()
          return (value as ClrTuple).values[item]
        },
        // The members of an anonymous type and of a Tuple are read only.
        ...(type.name.startsWith('System.ValueTuple') && {
          store: (frame: Frame, value: unknown) => {
            const tuple = self.run(frame)
            if (tuple instanceof ClrTuple) tuple.values[item] = value
          },
        }),
      },
    }
  }
  const { all, ofValue, ofType } = lookUp(type, name)
  const property = ofValue.find((one) => one.member.signature.kind === 'property')
  if (property && !expr.typeArgs) return { kind: 'value', bound: bindProperty(binder, self, property, expr) }
  // `property.Value<string>()`: type arguments are for a method, whatever property has the name.
  const found = property ? ofValue.filter((one) => one.member.signature.kind === 'method') : ofValue
  const others = ofType.filter((one) => one.member.signature.kind === 'method')
  const extensions = extensionsNamed(name)
  if (property && found.length === 0 && extensions.length === 0)
    return { kind: 'value', bound: bindProperty(binder, self, property, expr) }
  if (found.length > 0 || extensions.length > 0 || others.length > 0) {
    return {
      kind: 'value',
      bound: { type: types.methodGroup, run: noValue, group: { name, candidates: found, extensions, self, others } },
    }
  }
  if (isAbsent(type, name)) {
    checkMemberUse(binder, type.name, name, expr.name)
    return { kind: 'value', bound: binder.failing(`'${type.name}.${name}'`, 'is not simulated') }
  }
  if (all.length > 0) {
    binder.report(
      'CS0176',
      `Member '${shortType(type)}.${name}' cannot be accessed with an instance reference; qualify it with a type name instead`,
      expr,
    )
  } else if (knownType(type.name) || type.name === '[]' || type.labels) {
    binder.report('CS1061', `'${shortType(type)}' does not contain a definition for '${name}'`, expr.name)
  }
  return { kind: 'late', target: self, name, quiet: false }
}

function bindProperty(
  binder: Binder,
  self: Bound,
  property: Candidate,
  expr: Extract<Expr, { kind: 'member' }>,
): Bound {
  const { member, on } = property
  if (expr.typeArgs)
    binder.report('CS0307', `The property '${expr.name.name}' cannot be used with type arguments`, expr)
  checkMemberUse(binder, member.declaring, member.signature.name, expr.name)
  const returns = substitute(member.signature.returnType, substitutionOf(on))
  const { declaring, signature } = member
  if (signature.name === 'Body') {
    if (declaring === 'IRequest') binder.readsBody.request = true
    if (declaring === 'IResponse' && !isStoredResponse(expr.target)) binder.readsBody.response = true
  }
  const run = member.member.run as ((call: Call, self: unknown) => unknown) | undefined
  const fails = (): never => {
    throw notSimulated(`${declaring}.${signature.name}`)
  }
  const set =
    (member.member.set as ((call: Call, self: unknown, value: unknown) => unknown) | undefined) ??
    (isSettable(member.declaring, member.signature.name) ? fails : undefined)
  if (!run) return { type: returns, run: fails, ...(set && { store: fails }) }
  const nullable = isNullable(self.type)
  const { run: target } = self
  return {
    type: returns,
    run: (frame) => {
      const value = target(frame)
      if ((value === null || value === undefined) && !nullable) throw nullReference()
      return run(frame.evaluation, value)
    },
    ...(set && {
      store: (frame: Frame, value: unknown) => {
        const owner = target(frame)
        if (owner === null) throw nullReference()
        set(frame.evaluation, owner, value)
      },
    }),
  }
}

export function lateValue(entity: Extract<Entity, { kind: 'late' }>): Bound {
  const { target, name } = entity
  return { type: types.unknown, run: (frame) => lateGet(frame.evaluation, target.run(frame), name) }
}

/** `((IResponse)context.Variables["x"])` is a response that was stored, not the one being sent. */
function isStoredResponse(expr: Expr): boolean {
  switch (expr.kind) {
    case 'parenthesized':
      return isStoredResponse(expr.inner)
    case 'cast':
    case 'as':
      return isVariable(expr.operand)
    case 'invocation':
      return isVariable(expr)
    default:
      return false
  }
}

function isVariable(expr: Expr): boolean {
  switch (expr.kind) {
    case 'parenthesized':
      return isVariable(expr.inner)
    case 'element':
      return isVariable(expr.target)
    case 'invocation':
      return isVariable(expr.callee)
    case 'member':
      return expr.name.name === 'Variables' || isVariable(expr.target)
    default:
      return false
  }
}
