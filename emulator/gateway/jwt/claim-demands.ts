import type { Element } from '../../../language-server/core/syntax/tree.ts'
import type { Compiler, Read } from '../compile/compiler.ts'
import { childElement, childElements } from '../compile/source.ts'
import type { Exchange } from '../pipeline/exchange.ts'
import { fault } from '../pipeline/fault.ts'
import type { ClaimDemand } from './claim-checks.ts'

/** The texts of `<container><item>…</item></container>`; undefined when the container is absent or empty. */
export function textsOf(
  element: Element,
  names: { readonly container: string; readonly item: string },
  compiler: Compiler,
): Read<readonly string[]> | undefined {
  const container = childElement(element, names.container)
  const items = container ? childElements(container, names.item) : []
  if (items.length === 0) return undefined
  return settled(items.map((item) => compiler.contentText(item)))
}

/** `<required-claims>` */
export function requiredClaims(element: Element, compiler: Compiler): Read<readonly ClaimDemand[]> {
  const container = childElement(element, 'required-claims')
  const claims = (container ? childElements(container, 'claim') : []).map((claim) => {
    const name = compiler.need(claim, 'name')
    const match = compiler.textOr(claim, 'match', 'all')
    const separator = compiler.text(claim, 'separator')
    const values = settled(childElements(claim, 'value').map((value) => compiler.contentText(value)))
    return (exchange: Exchange): ClaimDemand => {
      const how = match(exchange)
      if (how !== 'all' && how !== 'any')
        throw fault({
          reason: 'ExpressionValueEvaluationFailure',
          message: `"match" is "${how}" instead of "all" or "any".`,
        })
      return { names: [name(exchange)], match: how, separator: separator?.(exchange), values: values(exchange) }
    }
  })
  return (exchange) => claims.map((claim) => claim(exchange))
}

const settled =
  (reads: readonly Read<string>[]): Read<readonly string[]> =>
  (exchange) =>
    reads.map((read) => read(exchange).trim())
