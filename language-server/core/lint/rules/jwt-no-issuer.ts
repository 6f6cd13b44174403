import { rule } from '../rule.ts'
import { readTokenCheck } from '../token-check.ts'

export default rule({
  id: 'jwt-no-issuer',
  severity: 'info',
  category: 'security',
  set: 'strict',
  reach: 'element',
  summary: 'A token check that brings its own signing keys names the issuers too.',
  why: 'Issuers come from the OpenID configuration or from the list. With neither, whoever holds the key can issue tokens in any name, and keys that are shared between issuers are not told apart.',
  remedy: 'List the issuer in <issuers>, or read it from an <openid-config>.',
  examples: {
    bad: `<fragment>
  <validate-jwt header-name="Authorization">
   ^^^^^^^^^^^^ jwt-no-issuer
    <issuer-signing-keys>
      <key>{{signing-key}}</key>
    </issuer-signing-keys>
    <audiences>
      <audience>orders</audience>
    </audiences>
  </validate-jwt>
</fragment>`,
    good: `<fragment>
  <validate-jwt header-name="Authorization">
    <issuer-signing-keys>
      <key>{{signing-key}}</key>
    </issuer-signing-keys>
    <audiences>
      <audience>orders</audience>
    </audiences>
    <issuers>
      <issuer>https://login.contoso.com</issuer>
    </issuers>
  </validate-jwt>
</fragment>`,
  },
  check: (cx) => ({
    'validate-jwt'(meaning) {
      const { issuers, metadata, isTemplated } = readTokenCheck(meaning, cx.analysis)
      if (issuers.length > 0 || metadata.length > 0 || isTemplated) return
      const hasKeys = meaning.elements.some(({ name }) => name === 'issuer-signing-keys')
      if (!hasKeys) return
      cx.report({
        element: meaning.element,
        message: 'No issuer is named, so that a token with any issuer in it is accepted when its signature is right.',
      })
    },
  }),
})
