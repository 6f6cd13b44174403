import { addAttributes } from '../fixes/attributes.ts'
import { hasAttribute } from '../reading.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'forward-request-timeout',
  severity: 'hint',
  category: 'reliability',
  set: 'strict',
  reach: 'element',
  summary: 'forward-request says how long the back end may take.',
  why: 'Without timeout, callers wait 300 seconds for a back end that hangs, and their requests pile up in the gateway.',
  examples: {
    bad: `<policies>
  <backend>
    <forward-request />
     ^^^^^^^^^^^^^^^ forward-request-timeout
  </backend>
</policies>`,
    good: `<policies>
  <backend>
    <forward-request timeout="60" />
  </backend>
</policies>`,
  },
  check: (cx) => ({
    'forward-request'(meaning) {
      const { element } = meaning
      if (hasAttribute(meaning, 'timeout') || hasAttribute(meaning, 'timeout-ms')) return
      cx.report({
        element,
        message: 'Callers wait up to 300 seconds for the back end.',
        fixes: () => [
          { title: 'Add timeout="60"', edits: [addAttributes(element, [['timeout', '60']])], preferred: true },
        ],
      })
    },
  }),
})
