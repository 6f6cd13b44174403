import { type ClrType, clrType } from './clr-type.ts'
import type { ClrCapture, ClrGroup, ClrMatch } from './regex.ts'
import type { ClrObject } from './values.ts'

const ns = 'System.Text.RegularExpressions.'

export class ClrMatches implements ClrObject {
  readonly clrType: ClrType = clrType(`${ns}MatchCollection`)
  readonly items: readonly ClrMatch[]
  constructor(items: readonly ClrMatch[]) {
    this.items = items
  }
  [Symbol.iterator](): Iterator<unknown> {
    return this.items[Symbol.iterator]()
  }
}

export class ClrGroups implements ClrObject {
  readonly clrType: ClrType = clrType(`${ns}GroupCollection`)
  readonly match: ClrMatch
  constructor(match: ClrMatch) {
    this.match = match
  }
  get items(): readonly ClrGroup[] {
    return this.match.groups
  }
  [Symbol.iterator](): Iterator<unknown> {
    return this.match.groups[Symbol.iterator]()
  }
}

export class ClrCaptures implements ClrObject {
  readonly clrType: ClrType = clrType(`${ns}CaptureCollection`)
  readonly items: readonly ClrCapture[]
  constructor(group: ClrGroup) {
    this.items = group.captures
  }
  [Symbol.iterator](): Iterator<unknown> {
    return this.items[Symbol.iterator]()
  }
}
