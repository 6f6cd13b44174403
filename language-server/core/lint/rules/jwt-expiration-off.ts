import { attribute } from '../../syntax/query.ts'
import { removeAttribute } from '../fixes/attributes.ts'
import { literal } from '../reading.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'jwt-expiration-off',
  severity: 'warning',
  category: 'security',
  reach: 'element',
  summary: 'A token check demands that tokens expire.',
  why: 'A token without expiry is good for ever: once it leaks, nothing but new signing keys takes it back.',
  examples: {
    bad: `<fragment>
  <validate-jwt header-name="Authorization" require-expiration-time="false">
                                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ jwt-expiration-off
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
      const found = attribute(meaning.element, 'require-expiration-time')
      if (found === undefined || literal(meaning, 'require-expiration-time')?.toLowerCase() !== 'false') return
      cx.report({
        element: meaning.element,
        span: { start: found.start, end: found.end },
        message: 'Tokens without expiry are accepted.',
        fixes: () => [
          {
            title: 'Remove require-expiration-time',
            edits: [removeAttribute(found, cx.analysis.text)],
            preferred: true,
          },
        ],
      })
    },
  }),
})
