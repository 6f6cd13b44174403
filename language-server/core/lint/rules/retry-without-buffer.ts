import { policiesIn } from '../../model/pipeline.ts'
import { ancestors } from '../../syntax/query.ts'
import { addAttributes } from '../fixes/attributes.ts'
import { hasAttribute } from '../reading.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'retry-without-buffer',
  severity: 'warning',
  category: 'reliability',
  summary: 'A forward-request that is retried keeps the body of the request.',
  why: 'The body is streamed to the back end and gone after the first attempt; the retry of a POST or PUT sends none (https://learn.microsoft.com/azure/api-management/retry-policy).',
  examples: {
    options: { resources: { operation: { method: 'POST', urlTemplate: '/orders' } } },
    bad: `<policies>
  <backend>
    <retry condition="@(context.Response.StatusCode == 503)" count="3" interval="1">
      <forward-request />
       ^^^^^^^^^^^^^^^ retry-without-buffer
    </retry>
  </backend>
</policies>`,
    good: `<policies>
  <backend>
    <retry condition="@(context.Response.StatusCode == 503)" count="3" interval="1">
      <forward-request buffer-request-body="true" />
    </retry>
  </backend>
</policies>`,
  },
  check: (cx) => ({
    'forward-request'(meaning) {
      const { element } = meaning
      if (hasAttribute(meaning, 'buffer-request-body')) return
      const retry = ancestors(element).find(({ name }) => name === 'retry')
      if (retry === undefined) return
      // A body that is written anew at each attempt, or an operation without one, needs no buffer.
      if ([...policiesIn(retry)].some(({ name }) => name === 'set-body')) return
      const method = cx.analysis.options.resources?.operation?.method
      if (method !== undefined && /^(?:GET|HEAD|DELETE|OPTIONS)$/i.test(method)) return
      cx.report({
        element,
        severity: method === undefined ? 'info' : 'warning',
        message: 'The body of the request is gone after the first attempt.',
        fixes: () => [
          {
            title: 'Add buffer-request-body="true"',
            edits: [addAttributes(element, [['buffer-request-body', 'true']])],
            preferred: true,
          },
        ],
      })
    },
  }),
})
