import type { ClrType } from './clr-type.ts'
import type { ClrObject } from './values.ts'

/** `IGrouping<TKey, TElement>`. */
export class ClrGrouping implements ClrObject {
  readonly clrType: ClrType
  readonly key: unknown
  readonly items: unknown[] = []
  constructor(clrType: ClrType, key: unknown) {
    this.clrType = clrType
    this.key = key
  }
  [Symbol.iterator](): Iterator<unknown> {
    return this.items[Symbol.iterator]()
  }
}
