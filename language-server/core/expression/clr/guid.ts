import { badFormat } from './clr-exception.ts'
import { type ClrType, clrType } from './clr-type.ts'
import type { ClrObject } from './values.ts'

const guidType = clrType('System.Guid')

/** A GUID by its 32 hexadecimal digits in the order they are written. */
export class ClrGuid implements ClrObject {
  readonly digits: string
  constructor(digits: string) {
    this.digits = digits
  }
  get clrType(): ClrType {
    return guidType
  }
  clrText(format = 'D'): string {
    const d = this.digits
    const dashed = `${d.slice(0, 8)}-${d.slice(8, 12)}-${d.slice(12, 16)}-${d.slice(16, 20)}-${d.slice(20)}`
    switch (format.toUpperCase()) {
      case 'N':
        return d
      case 'B':
        return `{${dashed}}`
      case 'P':
        return `(${dashed})`
      case '':
      case 'D':
        return dashed
      default:
        throw badFormat('Format String can be only "D", "d", "N", "n", "P", "p", "B", "b", "X" or "x".')
    }
  }
  clrEquals(other: unknown): boolean {
    return other instanceof ClrGuid && other.digits === this.digits
  }
  hashKey(): string {
    return `g${this.digits}`
  }
  compareTo(other: unknown): number {
    const text = other instanceof ClrGuid ? other.digits : ''
    return this.digits < text ? -1 : this.digits > text ? 1 : 0
  }
}

export const emptyGuid = new ClrGuid('0'.repeat(32))

/** Reads the forms N, D, B and P; undefined for anything else. */
export function parseGuid(text: string): ClrGuid | undefined {
  const match = /^\s*(?:\{([0-9a-f-]{36})\}|\(([0-9a-f-]{36})\)|([0-9a-f-]{36})|([0-9a-f]{32}))\s*$/i.exec(text)
  const body = match?.[1] ?? match?.[2] ?? match?.[3]
  if (body)
    return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(body)
      ? new ClrGuid(body.replaceAll('-', '').toLowerCase())
      : undefined
  return match?.[4] ? new ClrGuid(match[4].toLowerCase()) : undefined
}

const order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15]

/** The first three groups are stored low byte first. */
export function guidBytes(guid: ClrGuid): Uint8Array {
  return Uint8Array.from(order, (at) => Number.parseInt(guid.digits.slice(at * 2, at * 2 + 2), 16))
}

export function guidOfBytes(bytes: Uint8Array): ClrGuid {
  const hex = new Array<string>(16).fill('00')
  order.forEach((at, index) => {
    hex[at] = (bytes[index] ?? 0).toString(16).padStart(2, '0')
  })
  return new ClrGuid(hex.join(''))
}
