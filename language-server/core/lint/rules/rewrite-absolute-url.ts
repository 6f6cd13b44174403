import { hostOf, isPrivateHost } from '../hosts.ts'
import { valueSpan, written } from '../reading.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'rewrite-absolute-url',
  severity: 'warning',
  category: 'reliability',
  reach: 'element',
  summary: 'The template of rewrite-uri is a path, without scheme and host.',
  why: 'It is put behind the URL of the back end: with a host in it the back end is asked for a path that begins with `https:`. set-backend-service is what chooses the host.',
  remedy: 'Put the host into set-backend-service, and the path into rewrite-uri.',
  examples: {
    bad: `<fragment>
  <rewrite-uri template="https://orders.contoso.com/v2/orders" />
                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ rewrite-absolute-url
</fragment>`,
    good: `<fragment>
  <set-backend-service base-url="https://orders.contoso.com" />
  <rewrite-uri template="/v2/orders" />
</fragment>`,
  },
  check: (cx) => ({
    'rewrite-uri'(meaning) {
      const template = written(meaning, 'template') ?? ''
      const span = valueSpan(meaning.element, 'template')
      if (span === undefined || !/^https?:\/\//i.test(template)) return
      const host = isPrivateHost(template) ? '' : ` ${hostOf(template) ?? ''}`
      cx.report({
        element: meaning.element,
        span,
        message: `The template is a path; the host${host} in it is not called.`,
      })
    },
  }),
})
