import type { Element } from '../../../language-server/core/syntax/tree.ts'
import { CompileError } from '../compile/compile-error.ts'
import type { Compiler } from '../compile/compiler.ts'
import type { Exchange } from '../pipeline/exchange.ts'
import { fault } from '../pipeline/fault.ts'
import { renewalPeriod, wholeNumber } from './per-subscription.ts'
import type { QuotaPeriod, Used } from './quotas.ts'

interface Quota {
  readonly calls: number | undefined
  readonly bytes: number | undefined
  /** Milliseconds. */
  readonly length: number
}

/** Reads the limits of `quota` or `quota-by-key`. @throws CompileError when it sets none. */
export function quotaOf(policy: Element, compiler: Compiler): Quota {
  const quota = quotaInside(policy, compiler, policy)
  if (!quota) throw new CompileError(`<${policy.name}> needs "calls" or "bandwidth"`)
  return quota
}

/** Reads the limits of an API or operation inside a `quota`; undefined when it sets none. */
export function quotaInside(element: Element, compiler: Compiler, policy: Element): Quota | undefined {
  const optional = (name: string): number | undefined =>
    compiler.literal(element, name) === undefined ? undefined : wholeNumber(element, compiler, { name, least: 0 })
  const calls = optional('calls')
  const kilobytes = optional('bandwidth')
  if (calls === undefined && kilobytes === undefined) return undefined
  const length = renewalPeriod(element, compiler, { policy, least: 0 })
  return { calls, bytes: kilobytes === undefined ? undefined : kilobytes * 1024, length }
}

/** @throws PolicyFault 403 when a quota is used up. https://learn.microsoft.com/azure/api-management/quota-policy */
export function requireQuota(quota: Quota, { calls, bytes, renewsIn }: Used): void {
  const what =
    quota.calls !== undefined && calls >= quota.calls
      ? 'call volume'
      : quota.bytes !== undefined && bytes >= quota.bytes
        ? 'bandwidth'
        : undefined
  if (what === undefined) return
  const renewal = renewsIn === undefined ? '' : ` Quota will be replenished in ${clock(renewsIn)}.`
  throw fault({
    reason: 'QuotaExceeded',
    message: `Out of ${what} quota.${renewal}`,
    status: 403,
    ...(renewsIn === undefined ? {} : { headers: ['Retry-After', String(renewsIn)] }),
  })
}

/** Counts the bytes of both bodies once the response is known. */
export function countBandwidth(
  exchange: Exchange,
  quotas: { add(key: string, period: QuotaPeriod, amount: { readonly bytes: number }): void },
  { key, period }: { readonly key: string; readonly period: QuotaPeriod },
): void {
  const sent = Number(exchange.request.headers.first('Content-Length') ?? 0)
  exchange.afterwards(() => {
    const { response } = exchange
    const announced = response?.headers.first('Content-Length')
    const received = response?.body?.content?.length ?? (announced === undefined ? undefined : Number(announced))
    if (received === undefined && response?.body)
      exchange.trace.say('The response does not say how long it is, so its bytes do not count for the quota.')
    quotas.add(key, period, { bytes: sent + (received ?? 0) })
  })
}

/** `hh:mm:ss`, days in front when there are any. */
function clock(seconds: number): string {
  const parts = [Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60]
  const days = Math.floor(seconds / 86_400)
  return (days > 0 ? `${days}.` : '') + parts.map((part) => String(part).padStart(2, '0')).join(':')
}
