import { badRequest, preconditionFailed } from './arm-error.ts'
import type { Call } from './resource.ts'
import type { Entity } from './store.ts'

/**
 * A PUT without `If-Match` overwrites, `*` matches anything, even nothing; any other value must be the entity's ETag.
 * @throws ArmError 412
 */
export function requireMatch(call: Call, existing: Entity | undefined): void {
  const wanted = call.headers['if-match']
  if (wanted !== undefined && wanted !== '*' && !listed(wanted, existing?.etag)) throw preconditionFailed()
  if (call.headers['if-none-match'] === '*' && existing) throw preconditionFailed()
}

/** PATCH and DELETE of policies, named values and their like must say what they have seen. */
export function requireStatedMatch(call: Call, existing: Entity): void {
  if (call.headers['if-match'] === undefined)
    throw badRequest(`The header If-Match is required for ${call.method}; '*' matches any version.`)
  requireMatch(call, existing)
}

export const isUnmodified = (call: Call, entity: Entity): boolean =>
  listed(String(call.headers['if-none-match'] ?? ''), entity.etag)

/** Some clients drop the quotes; the service takes both. */
const listed = (header: string, etag: string | undefined): boolean =>
  etag !== undefined &&
  header
    .split(',')
    .map((part) => part.trim().replace(/^W\//, ''))
    .some((part) => part === etag || `"${part}"` === etag)
