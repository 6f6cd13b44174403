import type { Meaning } from '../../model/analysis.ts'
import { hasAttribute } from '../reading.ts'
import { type Context, rule } from '../rule.ts'
import { readTokenCheck } from '../token-check.ts'

export default rule({
  id: 'jwt-no-audience',
  severity: 'warning',
  category: 'security',
  reach: 'element',
  summary: 'A token check names the audience that tokens are meant for.',
  why: 'Without it, a valid token that the issuer made for any other API is accepted here too, and whoever receives one can call this API with it.',
  remedy: 'List the audiences of this API in <audiences>, or demand the claim `aud`.',
  examples: {
    bad: `<fragment>
  <validate-jwt header-name="Authorization">
   ^^^^^^^^^^^^ jwt-no-audience
    <openid-config url="https://login.microsoftonline.com/{{tenant}}/v2.0/.well-known/openid-configuration" />
  </validate-jwt>
</fragment>`,
    good: `<fragment>
  <validate-jwt header-name="Authorization">
    <openid-config url="https://login.microsoftonline.com/{{tenant}}/v2.0/.well-known/openid-configuration" />
    <audiences>
      <audience>{{orders-client-id}}</audience>
    </audiences>
  </validate-jwt>
</fragment>`,
  },
  check: (cx) => ({
    'validate-jwt': (meaning) => look(cx, meaning),
    'validate-azure-ad-token': (meaning) => look(cx, meaning),
  }),
})

function look(cx: Context, meaning: Meaning): void {
  const { audiences, hasClients, metadata, isTemplated } = readTokenCheck(meaning, cx.analysis)
  // A token of one's own making, or one that a variable holds, need not be meant for anybody.
  if (audiences.length > 0 || isTemplated || hasAttribute(meaning, 'token-value')) return
  // Naming the callers is the documented way to use validate-azure-ad-token.
  if (meaning.name === 'validate-azure-ad-token' && hasClients) return
  // Who signs with a key of their own makes tokens for nobody else, mostly.
  const isShared = metadata.length > 0 || meaning.name === 'validate-azure-ad-token'
  cx.report({
    element: meaning.element,
    severity: isShared ? 'warning' : 'info',
    message: 'No audience is named, so a token that was made for another API of the same issuer is accepted.',
  })
}
