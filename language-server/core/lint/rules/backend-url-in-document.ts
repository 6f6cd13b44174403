import { hostOf } from '../hosts.ts'
import { literal, valueSpan } from '../reading.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'backend-url-in-document',
  severity: 'hint',
  category: 'style',
  set: 'strict',
  reach: 'element',
  summary: 'A policy names a back end by its id, not by its URL.',
  why: 'A back end of the instance has its URL, credentials, certificate checks and circuit breaker in one place, and may differ between environments without a change of the policy.',
  remedy: 'Make a back end with this URL and name it by backend-id, or put the host into a named value.',
  examples: {
    bad: `<fragment>
  <set-backend-service base-url="https://orders.contoso.com" />
                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^ backend-url-in-document
</fragment>`,
    good: `<fragment>
  <set-backend-service backend-id="orders" />
</fragment>`,
  },
  check: (cx) => ({
    'set-backend-service'(meaning) {
      const host = hostOf(literal(meaning, 'base-url') ?? '')
      const span = valueSpan(meaning.element, 'base-url')
      if (host === undefined || span === undefined) return
      cx.report({ element: meaning.element, span, message: `The host ${host} stands in the policy.` })
    },
  }),
})
