import { type ClrType, clrType } from './clr-type.ts'
import type { ClrObject } from './values.ts'

const most = 2147483647

/** Knuth's subtractive generator as `System.Random` has it with a seed. */
export class ClrRandom implements ClrObject {
  private readonly seeds = new Array<number>(56).fill(0)
  private next = 0
  private nextp = 21
  constructor(seed: number) {
    let mj = 161803398 - (seed === -2147483648 ? most : Math.abs(seed))
    this.seeds[55] = mj
    let mk = 1
    for (let index = 1; index < 55; index++) {
      const at = (21 * index) % 55
      this.seeds[at] = mk
      mk = mj - mk
      if (mk < 0) mk += most
      mj = this.seeds[at] ?? 0
    }
    for (let round = 1; round < 5; round++) {
      for (let index = 1; index < 56; index++) {
        let value = ((this.seeds[index] ?? 0) - (this.seeds[1 + ((index + 30) % 55)] ?? 0)) | 0
        if (value < 0) value += most
        this.seeds[index] = value
      }
    }
  }
  get clrType(): ClrType {
    return clrType('System.Random')
  }
  /** In [0, 2147483647). */
  integer(): number {
    if (++this.next >= 56) this.next = 1
    if (++this.nextp >= 56) this.nextp = 1
    let value = (this.seeds[this.next] ?? 0) - (this.seeds[this.nextp] ?? 0)
    if (value === most) value--
    if (value < 0) value += most
    this.seeds[this.next] = value
    return value
  }
  /** In [0, 1). */
  fraction(): number {
    return this.integer() * (1 / most)
  }
}
