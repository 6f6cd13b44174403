import { attribute } from '../../syntax/query.ts'
import { removeAttribute } from '../fixes/attributes.ts'
import { literal } from '../reading.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'cache-any-status',
  severity: 'warning',
  category: 'reliability',
  reach: 'element',
  summary: 'Only good answers are cached.',
  why: 'With cache-response="true" every answer is stored, whatever its status: one failure of the back end is then given to all callers until it expires (https://learn.microsoft.com/azure/api-management/cache-store-policy). Without it, only answers with 200 are stored.',
  remedy: 'Leave the attribute out, or say in an expression which answers are stored.',
  examples: {
    bad: `<policies>
  <inbound>
    <cache-lookup vary-by-developer="false" vary-by-developer-groups="false" />
  </inbound>
  <outbound>
    <cache-store duration="60" cache-response="true" />
                               ^^^^^^^^^^^^^^^^^^^^^ cache-any-status
  </outbound>
</policies>`,
    good: `<policies>
  <inbound>
    <cache-lookup vary-by-developer="false" vary-by-developer-groups="false" />
  </inbound>
  <outbound>
    <cache-store duration="60" />
  </outbound>
</policies>`,
  },
  check: (cx) => ({
    'cache-store'(meaning) {
      const { element } = meaning
      const found = attribute(element, 'cache-response')
      if (found === undefined || literal(meaning, 'cache-response')?.toLowerCase() !== 'true') return
      // Inside a choose, its condition says which answers these are.
      if (meaning.parent?.name === 'when' || meaning.parent?.name === 'otherwise') return
      cx.report({
        element,
        span: { start: found.start, end: found.end },
        message: 'Errors of the back end are cached too.',
        fixes: () => [
          { title: 'Remove cache-response', edits: [removeAttribute(found, cx.analysis.text)], preferred: true },
        ],
      })
    },
  }),
})
