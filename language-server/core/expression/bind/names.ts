import { arrayOf, type ClrType, clrType, keywordTypes, nullableOf, types } from '../clr/clr-type.ts'
import { findTypeName, isNamespace } from '../registry.ts'
import type { Expr, TypeSyntax } from '../tree.ts'
import type { Binder } from './binder.ts'
import { contextType, cursorName, type Entity } from './bound.ts'

export const isVar = (type: TypeSyntax): boolean =>
  type.kind === 'named-type' && type.parts.length === 1 && type.parts[0]?.name === 'var'

export function resolveType(binder: Binder, syntax: TypeSyntax): ClrType {
  switch (syntax.kind) {
    case 'predefined-type':
      return keywordTypes[syntax.keyword] ?? types.unknown
    case 'nullable-type':
      return nullableOf(resolveType(binder, syntax.element))
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
  const text = syntax.parts.map((part) => part.name).join('.')
  if (text === 'dynamic' || text === 'var') return types.unknown
  if (last?.name === cursorName) {
    const before = syntax.parts
      .slice(0, -1)
      .map((part) => part.name)
      .join('.')
    binder.meetCursor('type', before === '' ? undefined : { kind: 'namespace', name: before })
    return types.unknown
  }
  const name = findTypeName(text, args.length)
  if (name) return clrType(name, ...args)
  if (text !== '' && !syntax.parts.some((part) => part.name === '')) {
    binder.report(
      'CS0246',
      `The type or namespace name '${text}' could not be found, or it cannot be used within expressions`,
      syntax,
    )
  }
  return types.unknown
}

export function bindName(binder: Binder, expr: Extract<Expr, { kind: 'name' }>, quiet: boolean): Entity | undefined {
  const local = binder.scope.find(expr.name)
  if (local) return { kind: 'value', bound: binder.bindLocal(local) }
  if (expr.name === 'context')
    return { kind: 'value', bound: { type: contextType, run: (frame) => frame.evaluation.contextView } }
  const name = findTypeName(expr.name, expr.typeArgs?.length ?? 0)
  if (name)
    return { kind: 'type', type: clrType(name, ...(expr.typeArgs ?? []).map((arg) => resolveType(binder, arg))) }
  if (isNamespace(expr.name)) return { kind: 'namespace', name: expr.name }
  if (expr.name === cursorName) binder.meetCursor('name')
  if (!quiet && expr.name !== '')
    binder.report('CS0103', `The name '${expr.name}' does not exist in the current context`, expr)
  return undefined
}
