import { type ClrType, clrType } from './clr-type.ts'
import type { ClrGrouping } from './grouping.ts'
import { type ClrObject, ClrSequence } from './values.ts'

/** `ILookup<TKey, TElement>`: the groups by the hash of their keys. */
export class ClrLookup implements ClrObject {
  readonly clrType: ClrType
  readonly element: ClrType
  readonly groups: ReadonlyMap<unknown, ClrGrouping>
  constructor(types: { readonly key: ClrType; readonly element: ClrType }, groups: ReadonlyMap<unknown, ClrGrouping>) {
    this.clrType = clrType('System.Linq.ILookup`2', types.key, types.element)
    this.element = types.element
    this.groups = groups
  }
  of(hash: unknown): unknown {
    return this.groups.get(hash) ?? new ClrSequence(this.element, () => [][Symbol.iterator]())
  }
  [Symbol.iterator](): Iterator<unknown> {
    return this.groups.values()
  }
}
