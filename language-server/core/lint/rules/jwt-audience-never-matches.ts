import { rule } from '../rule.ts'
import { entraVersion, readTokenCheck } from '../token-check.ts'

export default rule({
  id: 'jwt-audience-never-matches',
  severity: 'warning',
  category: 'security',
  reach: 'element',
  summary: 'A check that accepts only v2 issuers of Microsoft Entra names the audience by its client id.',
  why: 'The audience of a v2 token is always the client id of the API; an App ID URI is the audience of v1 tokens, which have another issuer. No token passes both checks (https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference).',
  remedy: 'Name the client id as audience, or accept the v1 issuer as well.',
  examples: {
    bad: `<fragment>
  <validate-jwt header-name="Authorization">
   ^^^^^^^^^^^^ jwt-audience-never-matches
    <openid-config url="https://login.microsoftonline.com/{{tenant}}/v2.0/.well-known/openid-configuration" />
    <audiences>
      <audience>api://orders</audience>
    </audiences>
  </validate-jwt>
</fragment>`,
    good: `<fragment>
  <validate-jwt header-name="Authorization">
    <openid-config url="https://login.microsoftonline.com/{{tenant}}/v2.0/.well-known/openid-configuration" />
    <audiences>
      <audience>api://orders</audience>
      <audience>{{orders-client-id}}</audience>
    </audiences>
  </validate-jwt>
</fragment>`,
  },
  check: (cx) => ({
    'validate-jwt'(meaning) {
      const { issuers, metadata, audiences } = readTokenCheck(meaning, cx.analysis)
      if (metadata.length === 0 || audiences.length === 0) return
      if (!metadata.every((url) => entraVersion(url) === 'v2')) return
      if (!issuers.every((issuer) => issuer?.endsWith('/v2.0') === true)) return
      if (!audiences.every((audience) => audience !== undefined && /^(?:api|https):\/\/\S+$/.test(audience))) return
      cx.report({
        element: meaning.element,
        message: `The audience '${audiences[0]}' occurs in v1 tokens only, whose issuer is not accepted here; no token passes.`,
      })
    },
  }),
})
