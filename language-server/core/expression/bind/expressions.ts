import { type ClrType, clrType, isNullable, nullableOf, shortType, types, underlying } from '../clr/clr-type.ts'
import { ClrAnonymous, ClrTuple, ClrTypeObject } from '../clr/values.ts'
import { defaultValue, explicitConversion, isInstance } from '../convert.ts'
import { isValueType } from '../registry.ts'
import type { Expr } from '../tree.ts'
import { bindArrayOf, bindNewArray } from './arrays.ts'
import { bindAssignment } from './assignments.ts'
import type { Binder } from './binder.ts'
import type { Bound } from './bound.ts'
import { bindInvocation } from './calls.ts'
import { bindCast, bindFree, bindTarget } from './conversions.ts'
import { bindNew } from './creation.ts'
import { bindElement } from './elements.ts'
import { asException } from './failures.ts'
import { bindLambda } from './lambdas.ts'
import { bindInterpolated, bindLiteral } from './literals.ts'
import { bindEntity, lateValue } from './members.ts'
import { checkThrown, isVar, resolveType } from './names.ts'
import { bindBinary, bindConditional, bindIncrement, bindUnary } from './operators.ts'
import { bindPattern } from './patterns.ts'
import { bindQuery } from './query.ts'

export function bindHere(binder: Binder, expr: Expr): Bound {
  switch (expr.kind) {
    case 'literal':
      return bindLiteral(binder, expr)
    case 'parenthesized':
      return binder.bind(expr.inner)
    case 'name':
    case 'member':
    case 'type-expression': {
      const entity = bindEntity(binder, expr)
      if (entity.kind === 'value') return entity.bound
      if (entity.kind === 'late') return lateValue(entity)
      const name = entity.kind === 'type' ? shortType(entity.type) : entity.name
      binder.report(
        entity.kind === 'type' ? 'CS0119' : 'CS0118',
        `'${name}' is a ${entity.kind}, which is not valid in the given context`,
        expr,
      )
      return binder.failing(`'${name}'`, 'is not a value')
    }
    case 'receiver':
      return binder.receivers.at(-1) ?? binder.failing('the receiver', 'is missing')
    case 'conditional-access':
      return bindConditionalAccess(binder, expr)
    case 'invocation':
      return bindInvocation(binder, expr)
    case 'element':
      return bindElement(binder, expr)
    case 'new':
      return bindNew(binder, expr)
    case 'new-array':
      return bindNewArray(binder, expr)
    case 'new-anonymous': {
      const members = expr.members.map((one) => bindAnonymousMember(binder, one.value))
      const type: ClrType = {
        name: '<>anonymous',
        args: members.map((one) => one.type),
        labels: expr.members.map((one) => one.name.name),
      }
      return {
        type,
        run: (frame) =>
          new ClrAnonymous(
            type,
            members.map((one) => one.run(frame)),
          ),
      }
    }
    case 'array-initializer':
      return bindArrayOf(binder, undefined, expr.initializer)
    case 'cast':
      return bindCast(binder, expr)
    case 'as': {
      const operand = binder.bind(expr.operand)
      const to = resolveType(binder, expr.type)
      if (isValueType(to) && !isNullable(to))
        binder.report('CS0077', `The 'as' operator needs a reference or nullable type, not '${shortType(to)}'`, expr)
      else if (!explicitConversion(operand.type, to, 'wrap'))
        binder.report(
          'CS0039',
          `Cannot convert type '${shortType(operand.type)}' to '${shortType(to)}' via a reference conversion or boxing conversion`,
          expr,
        )
      return {
        type: to,
        run: (frame) => {
          const value = operand.run(frame)
          return isInstance(value, to) ? value : null
        },
      }
    }
    case 'is': {
      const operand = binder.bind(expr.operand)
      const test = bindPattern(binder, expr.pattern, operand.type)
      return { type: types.bool, run: (frame) => test(frame, operand.run(frame)) }
    }
    case 'unary':
      return bindUnary(binder, expr)
    case 'postfix':
      return bindIncrement(binder, expr.operand, expr.operator, 'old', expr)
    case 'binary':
      return bindBinary(binder, expr)
    case 'conditional':
      return bindConditional(binder, expr)
    case 'assignment':
      return bindAssignment(binder, expr)
    case 'interpolated':
      return bindInterpolated(binder, expr)
    case 'lambda': {
      const explicit = expr.parameters.map((one) => (one.type ? resolveType(binder, one.type) : types.unknown))
      const lambda = bindLambda(binder, expr, explicit)
      binder.diagnostics.push(...lambda.diagnostics)
      return { type: types.unknown, run: lambda.make }
    }
    case 'tuple': {
      const elements = expr.elements.map((one) => binder.bind(one.value))
      const type: ClrType = {
        ...clrType(`System.ValueTuple\`${elements.length}`, ...elements.map((one) => one.type)),
        labels: expr.elements.map((one, index) => one.name?.name ?? projected(one.value) ?? `Item${index + 1}`),
      }
      return {
        type,
        run: (frame) =>
          new ClrTuple(
            type,
            elements.map((one) => one.run(frame)),
          ),
      }
    }
    case 'typeof': {
      const value = new ClrTypeObject(resolveType(binder, expr.type))
      return { type: types.type, run: () => value }
    }
    case 'default': {
      if (!expr.type) return { type: types.null, run: () => null, constant: { value: null } }
      const type = resolveType(binder, expr.type)
      return { type, run: () => defaultValue(type) }
    }
    case 'checked': {
      const { overflows, isUnchecked } = binder
      binder.overflows = expr.checked ? 'throw' : 'wrap'
      binder.isUnchecked = !expr.checked
      const inner = binder.bind(expr.inner)
      Object.assign(binder, { overflows, isUnchecked })
      return inner
    }
    case 'query':
      return bindQuery(binder, expr)
    case 'throw': {
      const value = binder.bind(expr.value)
      checkThrown(binder, value.type, expr.value)
      return {
        type: types.null,
        run: (frame) => {
          throw asException(value.run(frame))
        },
      }
    }
    case 'named-value':
      return binder.failing(`The named value '${expr.name}'`, 'has no value here')
    case 'declaration': {
      const type = isVar(expr.type) ? types.unknown : resolveType(binder, expr.type)
      return binder.bindLocal(binder.declare(expr.name, type))
    }
    case 'ref':
      return { ...binder.failing('A reference to a variable', 'is not simulated'), type: binder.bind(expr.inner).type }
    case 'await':
      // A lambda may be an async one.
      if (binder.scope.isOutermost)
        binder.report('CS4033', "The 'await' operator can only be used within an async method", expr)
      binder.bind(expr.inner)
      return binder.failing("'await'", 'cannot be used within expressions')
    case 'unsupported':
      return binder.failing(`This ${expr.feature}`, 'needs a newer C#')
    default:
      return binder.failing('An expression', 'is missing here')
  }
}

function bindConditionalAccess(binder: Binder, expr: Extract<Expr, { kind: 'conditional-access' }>): Bound {
  const target = binder.bind(expr.target)
  if (isValueType(target.type) && !isNullable(target.type))
    binder.report(
      'CS0023',
      `Operator '?' cannot be applied to operand of type '${shortType(target.type)}'`,
      expr.target,
    )
  const local = binder.scope.declare('?', underlying(target.type))
  const receiver = binder.bindLocal(local)
  binder.receivers.push(receiver)
  const access = bindFree(binder, expr.access)
  binder.receivers.pop()
  const type = isValueType(access.type) && access.type.name !== 'System.Void' ? nullableOf(access.type) : access.type
  return {
    type,
    run: (frame) => {
      const value = target.run(frame)
      if (value === null || value === undefined) return null
      receiver.store?.(frame, value)
      return access.run(frame)
    },
  }
}

function bindAnonymousMember(binder: Binder, expr: Expr): Bound {
  const bound = expr.kind === 'lambda' ? bindTarget(binder, expr, types.unknown) : binder.bind(expr)
  const names: Readonly<Record<string, string>> = { null: '<null>', 'System.Void': 'void' }
  const what = expr.kind === 'lambda' ? 'lambda expression' : bound.group ? 'method group' : names[bound.type.name]
  if (what && expr.kind !== 'throw') binder.report('CS0828', `Cannot assign ${what} to anonymous type property`, expr)
  return what ? { ...bound, type: types.unknown } : bound
}

function projected(expr: Expr): string | undefined {
  return expr.kind === 'name' ? expr.name : expr.kind === 'member' ? expr.name.name : undefined
}
