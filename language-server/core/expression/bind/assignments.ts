import { ClrException } from '../clr/clr-exception.ts'
import { type ClrType, isUnknown, sameType, shortType, types } from '../clr/clr-type.ts'
import { ClrTuple } from '../clr/values.ts'
import { explicitConversion, implicitConversion } from '../convert.ts'
import type { Frame } from '../frame.ts'
import { binaryOperation } from '../operators.ts'
import type { Expr } from '../tree.ts'
import type { Binder } from './binder.ts'
import { type Bound, locate } from './bound.ts'
import { bindTarget, convert } from './conversions.ts'
import { isVar, resolveType } from './names.ts'
import { reportNotAssignable } from './not-assignable.ts'

export function bindAssignment(binder: Binder, expr: Extract<Expr, { kind: 'assignment' }>): Bound {
  if (expr.operator === '=' && (expr.target.kind === 'tuple' || isDeconstruction(expr.target)))
    return bindDeconstruction(binder, expr)
  if (expr.operator === '=' && expr.target.kind === 'name' && expr.target.name === '_' && !binder.scope.find('_'))
    return binder.bind(expr.value)
  const target = binder.bind(expr.target)
  if (!target.store) reportNotAssignable(binder, target, expr.target, 'assign')
  const store =
    target.store ??
    (() => {
      throw new ClrException('System.NotSupportedException', 'This cannot be assigned to: it is read only.')
    })
  if (expr.operator === '=') {
    const find = target.locate
    const value = convert(binder, bindTarget(binder, expr.value, target.type), target.type, expr.value)
    return {
      type: target.type,
      run: (frame) => {
        // The parts of the place come first (C# specification 12.21.2).
        const place = find?.(frame)
        const result = value.run(frame)
        if (place) place.set(result)
        else store(frame, result)
        return result
      },
    }
  }
  const value = binder.bind(expr.value)
  const operator = expr.operator.slice(0, -1)
  const operation = binaryOperation(operator, target.type, value.type, binder.overflows)
  const back = operation && (explicitConversion(operation.type, target.type, binder.overflows) ?? undefined)
  if (operation && !back && sameOperand(operation.type, value.type)) {
    binder.report(
      'CS0029',
      `Cannot implicitly convert type '${shortType(operation.type)}' to '${shortType(target.type)}'`,
      expr,
    )
    return binder.failing(`Operator '${expr.operator}'`, 'cannot be applied here')
  }
  if (!operation || !back) {
    binder.report(
      'CS0019',
      `Operator '${expr.operator}' cannot be applied to operands of type '${shortType(target.type)}' and '${shortType(value.type)}'`,
      expr,
    )
    return binder.failing(`Operator '${expr.operator}'`, 'cannot be applied here')
  }
  // C# specification 12.18.4: what the operator gives is cast back only where the operand alone would fit.
  const fits =
    operator === '<<' ||
    operator === '>>' ||
    implicitConversion(operation.type, target.type) !== undefined ||
    implicitConversion(value.type, target.type, value.constant) !== undefined
  if (!fits)
    binder.report(
      'CS0266',
      `Cannot implicitly convert type '${shortType(operation.type)}' to '${shortType(target.type)}'. An explicit conversion exists (are you missing a cast?)`,
      expr,
    )
  return {
    type: target.type,
    run: (frame) => {
      const place = target.store
        ? locate(target, frame)
        : { get: () => target.run(frame), set: () => store(frame, null) }
      const before = place.get()
      const result = back(operation.run(before, value.run(frame), frame.evaluation), frame.evaluation)
      place.set(result)
      return result
    },
  }
}

function bindDeconstruction(binder: Binder, expr: Extract<Expr, { kind: 'assignment' }>): Bound {
  const value = binder.bind(expr.value)
  const parts =
    expr.target.kind === 'tuple' ? expr.target.elements : expr.target.kind === 'invocation' ? expr.target.args : []
  const declares = expr.target.kind === 'invocation'
  checkParts(binder, value.type, parts.length, expr.target)
  const stores = parts.map((part, index): ((frame: Frame, value: unknown) => void) | undefined => {
    const type = value.type.args[index] ?? types.unknown
    if (part.value.kind === 'name' && part.value.name === '_') return undefined
    if (declares && part.value.kind === 'name') return binder.bindLocal(binder.declare(part.value, type)).store
    if (part.value.kind === 'declaration') {
      const declared = isVar(part.value.type) ? type : resolveType(binder, part.value.type)
      if (!implicitConversion(type, declared))
        binder.report(
          'CS0029',
          `Cannot implicitly convert type '${shortType(type)}' to '${shortType(declared)}'`,
          part.value,
        )
      return binder.bindLocal(binder.declare(part.value.name, declared)).store
    }
    return binder.bind(part.value).store
  })
  return {
    type: value.type,
    run: (frame) => {
      const tuple = value.run(frame)
      const values = tuple instanceof ClrTuple ? tuple.values : []
      stores.forEach((store, index) => {
        store?.(frame, values[index])
      })
      return tuple
    },
  }
}

/** Only tuples are taken apart: no other type of an expression has a `Deconstruct` in .NET Framework. */
function checkParts(binder: Binder, type: ClrType, count: number, at: Expr): void {
  // Newer .NET has one for pairs.
  if (isUnknown(type) || type.name.startsWith('System.Collections.Generic.KeyValuePair')) return
  if (!/^System\.(Value)?Tuple`/.test(type.name))
    binder.report(
      'CS8129',
      `No suitable 'Deconstruct' instance or extension method was found for type '${shortType(type)}', with ${count} out parameters and a void return type`,
      at,
    )
  else if (type.args.length !== count)
    binder.report(
      'CS8132',
      `Cannot deconstruct a tuple of '${type.args.length}' elements into '${count}' variables`,
      at,
    )
}

const sameOperand = (a: ClrType, b: ClrType): boolean => sameType(a, b) || a.name === 'System.String'

const isDeconstruction = (expr: Expr): boolean =>
  expr.kind === 'invocation' && expr.callee.kind === 'name' && expr.callee.name === 'var'
