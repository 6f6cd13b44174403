import { isAllowedUnknown, isOtherNamespace, memberUse, type RefusedType, refusedType } from '../allowed.ts'
import { arrayOf, type ClrType, clrType, isUnknown, keywordTypes, nullableOf, types } from '../clr/clr-type.ts'
import { findTypeName, isNamespace, isValueType, knownType } from '../registry.ts'
import type { Expr, Identifier, TypeSyntax } from '../tree.ts'
import type { Binder } from './binder.ts'
import { contextType, cursorName, type Entity } from './bound.ts'

export const isVar = (type: TypeSyntax): boolean =>
  type.kind === 'named-type' && type.parts.length === 1 && type.parts[0]?.name === 'var'

export function resolveType(binder: Binder, syntax: TypeSyntax): ClrType {
  switch (syntax.kind) {
    case 'predefined-type':
      return keywordTypes[syntax.keyword] ?? types.unknown
    case 'nullable-type':
      return bindNullable(binder, syntax)
    case 'array-type':
      return syntax.rank > 1 ? types.unknown : arrayOf(resolveType(binder, syntax.element))
    case 'tuple-type': {
      const type = clrType(
        `System.ValueTuple\`${syntax.elements.length}`,
        ...syntax.elements.map((one) => resolveType(binder, one.type)),
      )
      return { ...type, labels: syntax.elements.map((one, index) => one.name?.name ?? `Item${index + 1}`) }
    }
    case 'missing-type':
      return types.unknown
    default:
  }
  const last = syntax.parts.at(-1)
  const args = (last?.args ?? []).map((arg) => resolveType(binder, arg))
  const text = writtenName(syntax.parts)
  if (text === 'var')
    binder.report('CS0825', "The contextual keyword 'var' may only appear within a local variable declaration", syntax)
  // Its members are bound when the expression runs, which the analyser of the service refuses.
  if (text === 'dynamic') binder.report('APIM0006', 'Dynamic member invocation is not supported', syntax)
  if (text === 'dynamic' || text === 'var' || binder.typeParameters.has(text)) return types.unknown
  if (last?.name === cursorName) {
    const before = syntax.parts
      .slice(0, -1)
      .map((part) => part.name)
      .join('.')
    binder.meetCursor('type', before === '' ? undefined : { kind: 'namespace', name: before })
    return types.unknown
  }
  if (text === '' || syntax.parts.some((part) => part.name === '')) return types.unknown
  const name = typeNamed(binder, text, args.length, syntax)
  if (name) return clrType(name, ...args)
  if (name === undefined) reportUnknownType(binder, text, args.length, syntax)
  return types.unknown
}

function writtenName(parts: readonly Identifier[]): string {
  const [first] = parts
  if (parts.length === 1 && first) return first.name
  const names = parts.map((part) => part.name)
  return (names[0] === 'global' ? names.slice(1) : names).join('.')
}

/** `string?` is none of C# 7, where only values can be null besides references. */
function bindNullable(binder: Binder, syntax: Extract<TypeSyntax, { kind: 'nullable-type' }>): ClrType {
  const element = resolveType(binder, syntax.element)
  const isReference = element.name === '[]' || (knownType(element.name) !== undefined && !isValueType(element))
  if (!isReference) return nullableOf(element)
  binder.report('CS8370', "Nullable reference types ('string?') need C# 8.", syntax)
  return element
}

interface Place {
  readonly start: number
  readonly end: number
}

/**
 * The full name of a type that the code names, with a finding when the service refuses it. `null`: it is a type, but nothing is
 * known of it; undefined: nobody knows such a type.
 */
export function typeNamed(binder: Binder, text: string, arity: number, at: Place): string | null | undefined {
  const name = findTypeName(text, arity)
  const refused = name === undefined ? refusedType(text) : refusedDefinition(name)
  if (refused) {
    binder.report(
      'APIM0001',
      `Usage of type '${refused.name}' is not supported within expressions`,
      at,
      refused.disputed ? 'warning' : 'error',
    )
  }
  if (name) return name
  return refused || isAllowedUnknown(text) ? null : undefined
}

const refusals = new Map<string, RefusedType | null>()

/** The same by the full name of a type that is defined here; there are not so many of them. */
function refusedDefinition(name: string): RefusedType | undefined {
  let found = refusals.get(name)
  if (found === undefined) {
    found = refusedType(name) ?? null
    refusals.set(name, found)
  }
  return found ?? undefined
}

function reportUnknownType(binder: Binder, text: string, arity: number, at: Place): void {
  const other = [0, 1, 2, 3].find((count) => count !== arity && findTypeName(text, count) !== undefined)
  if (other === undefined) {
    binder.report('CS0246', `The type or namespace name '${text}' could not be found`, at)
    return
  }
  if (other === 0) binder.report('CS0308', `The non-generic type '${text}' cannot be used with type arguments`, at)
  else binder.report('CS0305', `Using the generic type '${text}' requires ${other} type arguments`, at)
}

/** Only exceptions can be thrown. */
export function checkThrown(binder: Binder, type: ClrType, at: Place): void {
  const fits = isUnknown(type) || type.name === 'null' || type.name.endsWith('Exception')
  if (!fits) binder.report('CS0155', 'The type caught or thrown must be derived from System.Exception', at)
}

/** A finding when the list of allowed members leaves one out. */
export function checkMemberUse(binder: Binder, declaring: string, name: string, at: Place): void {
  const use = memberUse(declaring, name)
  if (use === 'allowed') return
  binder.report(
    'APIM0002',
    `Usage of member '${name}' of type '${declaring}' is not supported within expressions`,
    at,
    use === 'refused' ? 'error' : 'warning',
  )
}

export function bindName(binder: Binder, expr: Extract<Expr, { kind: 'name' }>, quiet: boolean): Entity | undefined {
  const local = binder.scope.find(expr.name)
  if (local) return { kind: 'value', bound: binder.bindLocal(local) }
  if (expr.name === 'context')
    return { kind: 'value', bound: { type: contextType, run: (frame) => frame.evaluation.contextView } }
  const known = findTypeName(expr.name, expr.typeArgs?.length ?? 0)
  const name = known && typeNamed(binder, expr.name, expr.typeArgs?.length ?? 0, expr)
  if (name)
    return { kind: 'type', type: clrType(name, ...(expr.typeArgs ?? []).map((arg) => resolveType(binder, arg))) }
  if (isNamespace(expr.name) || isOtherNamespace(expr.name)) return { kind: 'namespace', name: expr.name }
  if (expr.name === cursorName) binder.meetCursor('name')
  const arity = known ? undefined : [1, 2, 3].find((count) => findTypeName(expr.name, count))
  if (arity !== undefined && expr.typeArgs === undefined) {
    binder.report('CS0305', `Using the generic type '${expr.name}' requires ${arity} type arguments`, expr)
    return undefined
  }
  if (!quiet && expr.name !== '' && typeNamed(binder, expr.name, 0, expr) === undefined)
    binder.reportUnknownName(expr.name, expr)
  return undefined
}
