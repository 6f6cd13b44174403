import { nearest } from '../core/text/nearest.ts'
import { InputError } from './input-error.ts'

/**
 * An object of the file; undefined when it is absent or null.
 * @param keys that it may have; any when absent
 * @throws InputError when it is something else, or has a key that nothing reads
 */
export function objectAt(
  value: unknown,
  path: string,
  keys?: readonly string[],
): Readonly<Record<string, unknown>> | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'object' || Array.isArray(value)) throw new InputError(`${path}: an object is expected here.`)
  for (const key of Object.keys(value)) {
    if (keys === undefined || keys.includes(key)) continue
    const meant = nearest(key, keys)
    throw new InputError(
      `${path}: '${key}' is not known here; ${meant === undefined ? `known are ${keys.join(', ')}` : `did you mean '${meant}'`}.`,
    )
  }
  return value as Readonly<Record<string, unknown>>
}

export function textAt(value: unknown, path: string): string | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value === 'object') throw new InputError(`${path}: a text is expected here.`)
  return String(value)
}

export function numberAt(value: unknown, path: string): number | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'number') throw new InputError(`${path}: a number is expected here.`)
  return value
}

export function flagAt(value: unknown, path: string): boolean | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'boolean') throw new InputError(`${path}: true or false is expected here.`)
  return value
}

/** The texts of an object, each with its default. */
export function textsAt<K extends string>(
  value: Readonly<Record<string, unknown>>,
  path: string,
  defaults: Readonly<Record<K, string>>,
): Record<K, string> {
  const texts: Record<K, string> = { ...defaults }
  for (const key of Object.keys(defaults) as K[]) texts[key] = textAt(value[key], `${path}.${key}`) ?? defaults[key]
  return texts
}

/** A list of names; what stands in it may be a text or an object with a name. */
export function namesAt(value: unknown, path: string): string[] {
  if (!Array.isArray(value)) throw new InputError(`${path}: a list of names is expected here.`)
  return value.map((one, at) => {
    const place = `${path}[${at}]`
    const name =
      typeof one === 'object' && one !== null
        ? textAt(objectAt(one, place, ['id', 'name'])?.name, place)
        : textAt(one, place)
    return name ?? ''
  })
}

/** Moments in ISO 8601, as milliseconds since 1970-01-01T00:00:00Z. */
export function timesAt<K extends string>(
  value: Readonly<Record<string, unknown>>,
  path: string,
  keys: readonly K[],
): Partial<Record<K, number>> {
  const times: Partial<Record<K, number>> = {}
  for (const key of keys) {
    const text = textAt(value[key], `${path}.${key}`)
    if (text === undefined) continue
    const at = Date.parse(text)
    if (Number.isNaN(at)) throw new InputError(`${path}.${key}: '${text}' is no time such as 2026-01-01T00:00:00Z.`)
    times[key] = at
  }
  return times
}
