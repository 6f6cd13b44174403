import { clrType } from './clr-type.ts'
import type { ClrObject } from './values.ts'

/** An integer that 64 bits do not hold. */
export class BigNumber implements ClrObject {
  readonly clrType = clrType('System.Numerics.BigInteger')
  readonly value: bigint
  constructor(value: bigint) {
    this.value = value
  }
  clrText(): string {
    return String(this.value)
  }
  clrEquals(other: unknown): boolean {
    return other instanceof BigNumber && other.value === this.value
  }
}
