import { rule } from '../rule.ts'
import { entraVersion, isManagementAudience, readTokenCheck } from '../token-check.ts'

export default rule({
  id: 'jwt-one-issuer-version',
  severity: 'info',
  category: 'security',
  set: 'strict',
  reach: 'element',
  summary: 'A check of Microsoft Entra tokens accepts the issuers of both token versions, or knows which one it gets.',
  why: 'The registration of the API decides between v1 and v2 tokens (requestedAccessTokenVersion), not the caller. The two have different issuers, so that after a change there every call is refused (https://learn.microsoft.com/entra/identity-platform/access-tokens).',
  remedy: 'Add an <openid-config> for the other version, or list both issuers.',
  examples: {
    bad: `<fragment>
  <validate-jwt header-name="Authorization">
   ^^^^^^^^^^^^ jwt-one-issuer-version
    <openid-config url="https://login.microsoftonline.com/{{tenant}}/v2.0/.well-known/openid-configuration" />
    <audiences>
      <audience>{{orders-client-id}}</audience>
    </audiences>
  </validate-jwt>
</fragment>`,
    good: `<fragment>
  <validate-jwt header-name="Authorization">
    <openid-config url="https://login.microsoftonline.com/{{tenant}}/.well-known/openid-configuration" />
    <openid-config url="https://login.microsoftonline.com/{{tenant}}/v2.0/.well-known/openid-configuration" />
    <audiences>
      <audience>{{orders-client-id}}</audience>
    </audiences>
  </validate-jwt>
</fragment>`,
  },
  check: (cx) => ({
    'validate-jwt'(meaning) {
      const { issuers, metadata, audiences } = readTokenCheck(meaning, cx.analysis)
      if (issuers.length > 0 || metadata.length === 0) return
      const versions = metadata.map(entraVersion)
      const [version] = versions
      if (version === undefined || versions.some((each) => each !== version)) return
      // Tokens for Azure Resource Manager are of version 1, always.
      if (audiences.some((audience) => audience !== undefined && isManagementAudience(audience))) return
      const other = version === 'v1' ? 'v2' : 'v1'
      cx.report({
        element: meaning.element,
        message: `Only ${version} tokens have the issuer that is accepted here; ${other} tokens of the same tenant are refused.`,
      })
    },
  }),
})
