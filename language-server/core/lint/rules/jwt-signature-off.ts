import { attribute } from '../../syntax/query.ts'
import { removeAttribute } from '../fixes/attributes.ts'
import { literal } from '../reading.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'jwt-signature-off',
  severity: 'warning',
  category: 'security',
  reach: 'element',
  summary: 'A token check demands signed tokens.',
  why: 'An unsigned token can be written by anybody, with any claims in it.',
  examples: {
    bad: `<fragment>
  <validate-jwt header-name="Authorization" require-signed-tokens="false">
                                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ jwt-signature-off
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
      const found = attribute(meaning.element, 'require-signed-tokens')
      if (found === undefined || literal(meaning, 'require-signed-tokens')?.toLowerCase() !== 'false') return
      cx.report({
        element: meaning.element,
        span: { start: found.start, end: found.end },
        message: 'Unsigned tokens are accepted.',
        fixes: () => [
          { title: 'Remove require-signed-tokens', edits: [removeAttribute(found, cx.analysis.text)], preferred: true },
        ],
      })
    },
  }),
})
