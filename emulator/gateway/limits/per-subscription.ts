import type { Element } from '../../../language-server/core/syntax/tree.ts'
import { CompileError } from '../compile/compile-error.ts'
import type { Compiler } from '../compile/compiler.ts'
import { childElements } from '../compile/source.ts'
import type { Exchange } from '../pipeline/exchange.ts'

/** A limit of `rate-limit` or `quota`: of all calls, or of those of one API or operation. */
interface ScopedLimit<T> {
  readonly limit: T
  /** Tells the limits of one policy apart. */
  readonly key: string
  readonly applies: (exchange: Exchange) => boolean
}

/**
 * The limit of the policy itself, and those of the APIs and operations inside it.
 * @param read undefined: the element sets no limit of its own.
 */
export function scopedLimits<T>(
  element: Element,
  compiler: Compiler,
  read: (element: Element) => T | undefined,
): ScopedLimit<T>[] {
  const apis = childElements(element, 'api').flatMap((api, at) => {
    const isApi = named(api, compiler)
    const key = `/api[${at}]`
    const applies = (exchange: Exchange) => isApi(exchange.match?.api)
    const operations = childElements(api, 'operation').flatMap((operation, nth) => {
      const isOperation = named(operation, compiler)
      return scoped(read(operation), {
        key: `${key}/operation[${nth}]`,
        applies: (exchange) => applies(exchange) && isOperation(exchange.match?.operation),
      })
    })
    return [...scoped(read(api), { key, applies }), ...operations]
  })
  return [...scoped(read(element), { key: '', applies: () => true }), ...apis]
}

const scoped = <T>(limit: T | undefined, of: Omit<ScopedLimit<T>, 'limit'>): ScopedLimit<T>[] =>
  limit === undefined ? [] : [{ limit, ...of }]

function named(element: Element, compiler: Compiler): (entity: { id: string; name: string } | undefined) => boolean {
  const id = compiler.literal(element, 'id')
  const name = compiler.literal(element, 'name')
  return (entity) => entity !== undefined && (id === undefined ? entity.name === name : entity.id === id)
}

/**
 * `renewal-period` in milliseconds. The API or operation inside a policy has that of the policy, and may not say so in a `quota`
 * (https://github.com/MicrosoftDocs/azure-docs/issues/15164).
 */
export function renewalPeriod(
  own: Element,
  compiler: Compiler,
  { policy, least }: { readonly policy: Element; readonly least: 0 | 1 },
): number {
  const said = compiler.literal(own, 'renewal-period') === undefined ? policy : own
  return wholeNumber(said, compiler, { name: 'renewal-period', least }) * 1000
}

/** An attribute that holds a whole number of at least `least`. @throws CompileError when it does not. */
export function wholeNumber(
  element: Element,
  compiler: Compiler,
  { name, least }: { readonly name: string; readonly least: 0 | 1 },
): number {
  const value = Number(compiler.literal(element, name))
  if (!Number.isInteger(value) || value < least)
    throw new CompileError(
      `"${name}" of <${element.name}> is not a whole number ${least === 0 ? 'of at least 0' : 'above 0'}`,
    )
  return value
}
