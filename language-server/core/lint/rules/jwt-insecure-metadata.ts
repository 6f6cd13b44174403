import { valueSpan, written } from '../reading.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'jwt-insecure-metadata',
  severity: 'warning',
  category: 'security',
  reach: 'element',
  summary: 'The OpenID configuration of an issuer is read over HTTPS.',
  why: 'The keys that tokens are checked with come from it. Over plain HTTP, whoever stands between can put in keys of their own, and with them make tokens that pass.',
  examples: {
    bad: `<fragment>
  <validate-jwt header-name="Authorization">
    <openid-config url="http://login.contoso.com/.well-known/openid-configuration" />
                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ jwt-insecure-metadata
    <audiences>
      <audience>orders</audience>
    </audiences>
  </validate-jwt>
</fragment>`,
    good: `<fragment>
  <validate-jwt header-name="Authorization">
    <openid-config url="https://login.contoso.com/.well-known/openid-configuration" />
    <audiences>
      <audience>orders</audience>
    </audiences>
  </validate-jwt>
</fragment>`,
  },
  check: (cx) => ({
    'openid-config'(meaning) {
      const url = written(meaning, 'url') ?? ''
      if (!/^http:\/\//i.test(url) || /^http:\/\/(?:localhost|127\.|\[::1\])/i.test(url)) return
      const span = valueSpan(meaning.element, 'url')
      if (span === undefined) return
      const scheme = { start: span.start, end: span.start + 'http://'.length }
      cx.report({
        element: meaning.element,
        span,
        message: 'The keys that tokens are checked with are read over plain HTTP.',
        fixes: () => [{ title: 'Use https', edits: [{ span: scheme, newText: 'https://' }], preferred: true }],
      })
    },
  }),
})
