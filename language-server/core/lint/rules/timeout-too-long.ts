import { literal, valueSpan } from '../reading.ts'
import { rule } from '../rule.ts'

/** https://learn.microsoft.com/azure/api-management/forward-request-policy: values above it may not be honoured, since the network below drops idle connections. */
const LIMIT = 240

export default rule({
  id: 'timeout-too-long',
  severity: 'info',
  category: 'reliability',
  reach: 'element',
  summary: 'forward-request waits for 240 seconds at most.',
  why: 'The network below the gateway drops connections that are idle for four minutes, so that a longer timeout may never be reached; the caller sees a broken connection instead of an answer.',
  remedy: 'Answer long work with 202 and an address to ask for the result.',
  examples: {
    bad: `<policies>
  <backend>
    <forward-request timeout="600" />
                              ^^^ timeout-too-long
  </backend>
</policies>`,
    good: `<policies>
  <backend>
    <forward-request timeout="240" />
  </backend>
</policies>`,
  },
  check: (cx) => ({
    'forward-request'(meaning) {
      const seconds = Number(literal(meaning, 'timeout') ?? '')
      const span = valueSpan(meaning.element, 'timeout')
      if (span === undefined || !(seconds > LIMIT)) return
      cx.report({
        element: meaning.element,
        span,
        message: `Idle connections are dropped after about ${LIMIT} seconds, so that ${seconds} may not be reached.`,
      })
    },
  }),
})
