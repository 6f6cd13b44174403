import { type ClrType, isNullable, isUnknown, shortType, underlying } from '../clr/clr-type.ts'
import { equal } from '../clr/equality.ts'
import { isNumeric } from '../clr/number.ts'
import { explicitConversion, isInstance } from '../convert.ts'
import type { Frame } from '../frame.ts'
import { findTypeName } from '../registry.ts'
import type { Expr, Pattern, TypeSyntax } from '../tree.ts'
import { isSealed } from '../type-facts.ts'
import type { Binder } from './binder.ts'
import type { Bound } from './bound.ts'
import { convert } from './conversions.ts'
import { resolveType } from './names.ts'

export function bindPattern(
  binder: Binder,
  pattern: Pattern,
  subject: ClrType,
  place: 'is' | 'label' = 'is',
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
      checkPossible(binder, subject, type, pattern.type)
      const local = binder.bindLocal(binder.declare(pattern.name, type))
      return (frame, value) => {
        if (!isInstance(value, type)) return false
        local.store?.(frame, value)
        return true
      }
    }
    case 'type-pattern': {
      const asValue = constantOfType(binder, pattern.type, place)
      if (asValue) return bindConstant(binder, asValue, subject, pattern)
      const type = resolveType(binder, pattern.type)
      return (_frame, value) => isInstance(value, type)
    }
    default:
      return bindConstant(binder, binder.bind(pattern.value), subject, pattern.value)
  }
}

interface Place {
  readonly start: number
  readonly end: number
}

/** A value to compare with: the compiler must know it, and it must be one of the type that is looked at. */
function bindConstant(
  binder: Binder,
  bound: Bound,
  subject: ClrType,
  at: Place,
): (frame: Frame, value: unknown) => boolean {
  const value =
    isUnknown(subject) || isUnknown(bound.type) || subject.name === 'System.Object' || subject.name === 'null'
      ? bound
      : convert(binder, bound, subject, at)
  if (!bound.constant && !isUnknown(bound.type) && !bound.group)
    binder.report('CS0150', 'A constant value is expected', at)
  return (frame, one) => equal(one, value.run(frame))
}

/** No value of one type is ever one of the other. */
function checkPossible(binder: Binder, subject: ClrType, type: ClrType, at: Place): void {
  if (isUnknown(subject) || isUnknown(type)) return
  if (isNullable(type))
    binder.report('CS8116', `It is not legal to use nullable type '${shortType(type)}' in a pattern`, at)
  else if (
    subject.name === 'null' ||
    !explicitConversion(subject, type, 'wrap') ||
    (isNumeric(underlying(subject)) !== isNumeric(type) && isSealed(subject) && isSealed(type))
  )
    binder.report(
      'CS8121',
      `An expression of type '${shortType(subject)}' cannot be handled by a pattern of type '${shortType(type)}'`,
      at,
    )
}

/** A dotted name in a pattern that is a constant, not a type: `DayOfWeek.Monday`. */
function constantOfType(binder: Binder, syntax: TypeSyntax, place: 'is' | 'label'): Bound | undefined {
  if (syntax.kind !== 'named-type' || syntax.parts.some((part) => part.args)) return undefined
  if (findTypeName(syntax.parts.map((part) => part.name).join('.'), 0)) return undefined
  const [first, ...rest] = syntax.parts
  if (!first) return undefined
  // A single name that nothing has was meant as a type after `is`.
  if (place === 'is' && rest.length === 0 && !binder.scope.find(first.name)) return undefined
  let expr: Expr = { kind: 'name', name: first.name, start: first.start, end: first.end }
  for (const part of rest) expr = { kind: 'member', target: expr, name: part, start: first.start, end: part.end }
  return binder.bind(expr)
}
