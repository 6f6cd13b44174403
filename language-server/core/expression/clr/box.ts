import { type ClrType, clrType } from './clr-type.ts'
import type { ClrObject } from './values.ts'

/** An object of a type that has no class of its own here. */
export class ClrBox<Value> implements ClrObject {
  readonly clrType: ClrType
  readonly value: Value
  constructor(type: string, value: Value) {
    this.clrType = clrType(type)
    this.value = value
  }
}
