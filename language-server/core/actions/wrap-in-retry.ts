import type { Analysis, Meaning } from '../model/analysis.ts'
import { encodeExpressionValue } from '../syntax/decode.ts'
import type { Edit } from '../text/edit.ts'
import { applyEdits } from '../text/edit.ts'
import type { Action } from './action.ts'
import { policiesBelow, type SelectedPolicies } from './parts/selected-policies.ts'
import { wrapIn } from './parts/wrapping.ts'

const action: Action = {
  id: 'wrap-in-retry',
  kind: 'refactor.rewrite',
  offer(place) {
    const offer = wrapIn(place, {
      policy: 'retry',
      tags: (selected, analysis) => [
        `retry condition="${encodeExpressionValue(condition(selected, analysis), analysis.tree.dialect)}" count="3" interval="1"`,
      ],
    })
    if (offer === undefined || 'disabled' in offer) return offer
    return { ...offer, edits: offer.edits.map(({ span, newText }) => ({ span, newText: buffered(newText) })) }
  },
}
export default action

/** What there is to look at behind the policies; without a response nothing is tried again until somebody says when. */
function condition({ policies }: SelectedPolicies, analysis: Analysis): string {
  const below = policies.flatMap((each) => policiesBelow(analysis, each))
  if (below.some(({ name }) => name === 'forward-request')) return '@(context.Response.StatusCode >= 500)'
  const variable = below.map(responseOf).find((name) => name !== undefined)
  if (variable !== undefined) return `@(((IResponse)context.Variables["${variable}"])?.StatusCode >= 500)`
  return '@(false)'
}

function responseOf({ name, attributes }: Meaning): string | undefined {
  if (name !== 'send-request') return undefined
  const value = attributes.find((each) => each.name === 'response-variable-name')?.value
  return value?.kind === 'literal' && /^[\w.-]+$/.test(value.text) ? value.text : undefined
}

/** A body that was not kept cannot be sent twice: https://learn.microsoft.com/azure/api-management/retry-policy */
function buffered(text: string): string {
  const edits: Edit[] = [...text.matchAll(/<forward-request(?=[\s/>])(?![^>]*buffer-request-body)/g)].map((match) => {
    const at = match.index + match[0].length
    return { span: { start: at, end: at }, newText: ' buffer-request-body="true"' }
  })
  return applyEdits(text, edits)
}
