import { valueSpan, written } from '../reading.ts'
import { rule } from '../rule.ts'
import { entraTenant, readTokenCheck } from '../token-check.ts'

const EVERYBODY = /^(?:common|organizations|consumers)$/i

export default rule({
  id: 'jwt-any-tenant',
  severity: 'warning',
  category: 'security',
  reach: 'late',
  summary: 'A token check that takes tokens of every Microsoft Entra tenant names the ones it means.',
  why: 'The metadata of `common`, `organizations` and `consumers` is shared by all tenants. Anybody can make a tenant and get a token there.',
  remedy: 'Use the metadata of your tenant, list the issuers of the tenants you trust, or demand the claim `tid`.',
  examples: {
    bad: `<fragment>
  <validate-jwt header-name="Authorization">
    <openid-config url="https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration" />
                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ jwt-any-tenant
    <audiences>
      <audience>{{orders-client-id}}</audience>
    </audiences>
  </validate-jwt>
</fragment>`,
    good: `<fragment>
  <validate-jwt header-name="Authorization">
    <openid-config url="https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration" />
    <audiences>
      <audience>{{orders-client-id}}</audience>
    </audiences>
    <issuers>
      <issuer>https://login.microsoftonline.com/{{partner-tenant}}/v2.0</issuer>
    </issuers>
  </validate-jwt>
</fragment>`,
  },
  check: (cx) => ({
    'openid-config'(meaning) {
      const { element, parent } = meaning
      if (parent?.name !== 'validate-jwt') return
      const tenant = entraTenant(written(meaning, 'url') ?? '')
      if (tenant === undefined || !EVERYBODY.test(tenant)) return
      const { issuers, claims, hasClients, isTemplated } = readTokenCheck(parent, cx.analysis)
      if (issuers.length > 0 || isTemplated || hasClients || claims.some(({ name }) => name === 'tid')) return
      const span = valueSpan(element, 'url')
      cx.report({
        element,
        ...(span && { span }),
        message: `The metadata of '${tenant}' is that of every tenant, and nothing else says whose tokens are meant.`,
      })
    },
  }),
})
