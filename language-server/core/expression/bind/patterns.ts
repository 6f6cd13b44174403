import { type ClrType, isUnknown } from '../clr/clr-type.ts'
import { equal } from '../clr/equality.ts'
import { implicitConversion, isInstance } from '../convert.ts'
import type { Frame } from '../frame.ts'
import { findTypeName } from '../registry.ts'
import type { Expr, Pattern, TypeSyntax } from '../tree.ts'
import type { Binder } from './binder.ts'
import type { Bound } from './bound.ts'
import { convert } from './conversions.ts'
import { resolveType } from './names.ts'

export function bindPattern(
  binder: Binder,
  pattern: Pattern,
  subject: ClrType,
): (frame: Frame, value: unknown) => boolean {
  switch (pattern.kind) {
    case 'var-pattern': {
      const local = binder.bindLocal(binder.declare(pattern.name, subject))
      return (frame, value) => {
        local.store?.(frame, value)
        return true
      }
    }
    case 'declaration-pattern': {
      const type = resolveType(binder, pattern.type)
      const local = binder.bindLocal(binder.declare(pattern.name, type))
      return (frame, value) => {
        if (!isInstance(value, type)) return false
        local.store?.(frame, value)
        return true
      }
    }
    case 'type-pattern': {
      const asValue = constantOfType(binder, pattern.type)
      if (asValue) return (frame, value) => equal(value, asValue.run(frame))
      const type = resolveType(binder, pattern.type)
      return (_frame, value) => isInstance(value, type)
    }
    default: {
      const bound = binder.bind(pattern.value)
      const value =
        isUnknown(subject) || subject.name === 'System.Object'
          ? bound
          : implicitConversion(bound.type, subject, bound.constant)
            ? convert(binder, bound, subject, pattern)
            : bound
      return (frame, one) => equal(one, value.run(frame))
    }
  }
}

/** A dotted name in a pattern that is a constant, not a type: `DayOfWeek.Monday`. */
function constantOfType(binder: Binder, syntax: TypeSyntax): Bound | undefined {
  if (syntax.kind !== 'named-type' || syntax.parts.some((part) => part.args)) return undefined
  if (findTypeName(syntax.parts.map((part) => part.name).join('.'), 0)) return undefined
  const [first, ...rest] = syntax.parts
  if (!first) return undefined
  let expr: Expr = { kind: 'name', name: first.name, start: first.start, end: first.end }
  for (const part of rest) expr = { kind: 'member', target: expr, name: part, start: first.start, end: part.end }
  return binder.bind(expr)
}
