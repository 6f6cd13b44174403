import { literal, valueSpan } from '../reading.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'token-in-query',
  severity: 'warning',
  category: 'security',
  reach: 'element',
  summary: 'Tokens travel in a header, not in the query.',
  why: 'URLs are written to the logs of every proxy and gateway on the way, kept in histories, and passed on as referrer; a token in one is read by whoever reads those (https://datatracker.ietf.org/doc/html/rfc6750#section-5.3).',
  remedy: 'Take the token from the Authorization header (header-name="Authorization").',
  examples: {
    bad: `<fragment>
  <validate-jwt query-parameter-name="access_token">
                                      ^^^^^^^^^^^^ token-in-query
    <openid-config url="https://login.contoso.com/.well-known/openid-configuration" />
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
    'validate-jwt'(meaning) {
      const name = literal(meaning, 'query-parameter-name')
      const span = valueSpan(meaning.element, 'query-parameter-name')
      if (name === undefined || span === undefined) return
      cx.report({
        element: meaning.element,
        span,
        message: `The token is taken from the query parameter '${name}', which logs and histories keep.`,
      })
    },
    'set-query-parameter'(meaning) {
      const name = literal(meaning, 'name')
      const span = valueSpan(meaning.element, 'name')
      if (span === undefined || !/^(?:access_token|id_token|bearer)$/i.test(name ?? '')) return
      if (literal(meaning, 'exists-action') === 'delete') return
      cx.report({
        element: meaning.element,
        span,
        message: `A token is put into the query parameter '${name}', which logs keep.`,
      })
    },
  }),
})
