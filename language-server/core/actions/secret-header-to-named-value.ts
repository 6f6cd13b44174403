import { contains } from '../text/span.ts'
import type { Action } from './action.ts'
import { literalContentOf, secretIn } from './parts/literal.ts'
import { extraction } from './parts/named-value.ts'
import { isBroken } from './parts/selected-policies.ts'

const CARRIERS: ReadonlySet<string> = new Set(['set-header', 'set-query-parameter'])

/** At the policy around the secret; at the secret itself it is an extraction like any other. */
const action: Action = {
  id: 'secret-header-to-named-value',
  kind: 'refactor.extract',
  offer({ analysis, span, around }) {
    const carrier = analysis.meanings.findLast(({ name, element }) => CARRIERS.has(name) && contains(element, span))
    if (carrier === undefined || isBroken(analysis, carrier.element)) return undefined
    for (const element of carrier.elements) {
      const value = analysis.meaningOf(element)
      const literal = value?.name === 'value' ? literalContentOf(analysis, value) : undefined
      const secret = literal && secretIn(analysis, literal)
      if (literal === undefined || secret === undefined) continue
      if (contains(element, span) && span.start >= element.openEnd) return undefined
      return extraction({ analysis, around, span: secret, base: literal.name, sensitivity: 'secret' })
    }
    return undefined
  },
}
export default action
