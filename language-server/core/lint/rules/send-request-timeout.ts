import { addAttributes } from '../fixes/attributes.ts'
import { hasAttribute } from '../reading.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'send-request-timeout',
  severity: 'info',
  category: 'reliability',
  set: 'strict',
  reach: 'element',
  summary: 'A request that a caller waits for says how long it may take.',
  why: 'Without timeout, send-request waits 60 seconds. While the other side hangs, every caller of this API does, and their requests pile up in the gateway.',
  examples: {
    bad: `<fragment>
  <send-request response-variable-name="answer">
   ^^^^^^^^^^^^ send-request-timeout
    <set-url>https://check.contoso.com/callers</set-url>
    <set-method>GET</set-method>
  </send-request>
</fragment>`,
    good: `<fragment>
  <send-request response-variable-name="answer" timeout="10">
    <set-url>https://check.contoso.com/callers</set-url>
    <set-method>GET</set-method>
  </send-request>
</fragment>`,
  },
  check: (cx) => ({
    'send-request'(meaning) {
      const { element } = meaning
      if (hasAttribute(meaning, 'timeout') || hasAttribute(meaning, 'timeout-ms')) return
      cx.report({
        element,
        message: 'Callers wait up to 60 seconds for this request.',
        fixes: () => [
          { title: 'Add timeout="10"', edits: [addAttributes(element, [['timeout', '10']])], preferred: true },
        ],
      })
    },
  }),
})
