import { contains } from '../text/span.ts'
import type { Action } from './action.ts'
import { literalAt, secretIn } from './parts/literal.ts'
import { extraction } from './parts/named-value.ts'
import { trimmed } from './parts/selected-policies.ts'

/** Ids that the service looks up when a policy is saved, or that other policies name. */
const FIXED: ReadonlySet<string> = new Set(['variable-name', 'fragment-id'])

const action: Action = {
  id: 'extract-named-value',
  kind: 'refactor.extract',
  offer({ analysis, span, around }) {
    const literal = literalAt(analysis, span)
    if (literal === undefined || literal.owner.role === 'unknown') return undefined
    const { owner, attribute, name } = literal
    if (attribute !== undefined && FIXED.has(attribute.spec?.format ?? ''))
      return { title: 'Extract to a named value', disabled: `'${name}' is a name that has to stand there itself.` }
    const secret = secretIn(analysis, literal)
    const chosen = trimmed(analysis, span)
    const isPart = chosen.start < chosen.end && contains(literal.span, chosen)
    const policy = owner.role === 'child' && owner.parent?.role === 'policy' ? owner.parent : owner
    const base = attribute === undefined && name !== owner.name ? name : `${policy.name}-${name}`
    return extraction({
      analysis,
      around,
      span: isPart ? chosen : (secret ?? literal.span),
      base,
      sensitivity: secret === undefined ? 'plain' : 'secret',
    })
  },
}
export default action
