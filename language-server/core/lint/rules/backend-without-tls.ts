import { isPrivateHost } from '../hosts.ts'
import { literal, valueSpan } from '../reading.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'backend-without-tls',
  severity: 'warning',
  category: 'security',
  reach: 'element',
  summary: 'Requests are forwarded to the back end over HTTPS.',
  why: 'Over plain HTTP, everybody on the way can read and change what callers and back end say to each other, tokens and keys included. Hosts of private networks are not reported.',
  examples: {
    bad: `<fragment>
  <set-backend-service base-url="http://orders.contoso.com" />
                                 ^^^^^^^^^^^^^^^^^^^^^^^^^ backend-without-tls
</fragment>`,
    good: `<fragment>
  <set-backend-service base-url="https://orders.contoso.com" />
</fragment>`,
  },
  check: (cx) => ({
    'set-backend-service'(meaning) {
      const url = literal(meaning, 'base-url') ?? ''
      const span = valueSpan(meaning.element, 'base-url')
      if (span === undefined || !/^http:\/\//i.test(url) || isPrivateHost(url)) return
      const scheme = { start: span.start, end: span.start + 'http://'.length }
      cx.report({
        element: meaning.element,
        span,
        message: `The back end ${url} is called over plain HTTP.`,
        fixes: () => [{ title: 'Use https', edits: [{ span: scheme, newText: 'https://' }], preferred: true }],
      })
    },
  }),
})
