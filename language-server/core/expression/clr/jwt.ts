import { arrayOf, type ClrType, clrType, types } from './clr-type.ts'
import { ClrDictionary } from './collections.ts'
import { type ClrDateTime, dateTimeOfMilliseconds } from './date-time.ts'
import { decodeUtf8, fromBase64Url } from './utf8.ts'
import { ClrArray, type ClrObject } from './values.ts'

/** A decoded token: read, not verified. */
export class ClrJwt implements ClrObject {
  readonly header: Readonly<Record<string, unknown>>
  readonly payload: Readonly<Record<string, unknown>>
  /** As it was read, without `Bearer `. */
  readonly token: string
  constructor(parts: Pick<ClrJwt, 'header' | 'payload' | 'token'>) {
    this.header = parts.header
    this.payload = parts.payload
    this.token = parts.token
  }
  get clrType(): ClrType {
    return clrType('Jwt')
  }
  text(name: string): string | null {
    const value = this.payload[name]
    return value === undefined || value === null ? null : claimText(value)
  }
  audiences(): string[] {
    return claimTexts(this.payload.aud)
  }
  time(name: string): ClrDateTime | null {
    const value = this.payload[name]
    return typeof value === 'number' ? dateTimeOfMilliseconds(value * 1000, 'Utc') : null
  }
  claims(): ClrDictionary {
    const dictionary = new ClrDictionary(
      types.string,
      arrayOf(types.string),
      null,
      'System.Collections.Generic.IReadOnlyDictionary`2',
    )
    for (const [name, value] of Object.entries(this.payload))
      dictionary.set(name, new ClrArray(types.string, claimTexts(value)))
    return dictionary
  }
}

const claimText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))
const claimTexts = (value: unknown): string[] =>
  value === undefined ? [] : Array.isArray(value) ? value.map(claimText) : [claimText(value)]

/** Reads a JWT, with or without `Bearer ` before it; null when the text is none. */
export function parseJwt(text: string | null): ClrJwt | null {
  const token = (text ?? '').replace(/^Bearer\s+/i, '').trim()
  const [header, payload, ...rest] = token.split('.')
  if (!header || !payload || rest.length !== 1) return null
  const one = readObject(header)
  const two = readObject(payload)
  return one && two ? new ClrJwt({ header: one, payload: two, token }) : null
}

function readObject(part: string): Record<string, unknown> | undefined {
  const bytes = fromBase64Url(part)
  if (!bytes) return undefined
  try {
    const value: unknown = JSON.parse(decodeUtf8(bytes))
    return value !== null && typeof value === 'object' && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}
