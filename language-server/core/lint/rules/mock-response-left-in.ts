import { isUnconditional } from '../../model/pipeline.ts'
import { removeElement } from '../fixes/elements.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'mock-response-left-in',
  severity: 'info',
  category: 'style',
  set: 'strict',
  reach: 'element',
  summary: 'mock-response is removed when there is a back end.',
  why: 'It answers every call with an example of the API definition; the back end is never called.',
  examples: {
    bad: `<policies>
  <inbound>
    <base />
    <mock-response status-code="200" content-type="application/json" />
     ^^^^^^^^^^^^^ mock-response-left-in
  </inbound>
</policies>`,
    good: `<policies>
  <inbound>
    <base />
  </inbound>
</policies>`,
  },
  check: (cx) => ({
    'mock-response'({ element, section }) {
      if ((section !== 'inbound' && section !== 'backend') || !isUnconditional(element)) return
      cx.report({
        element,
        message: 'Every call is answered with an example; the back end is never called.',
        fixes: () => [{ title: 'Remove <mock-response>', edits: [removeElement(element, cx.analysis.text)] }],
      })
    },
  }),
})
