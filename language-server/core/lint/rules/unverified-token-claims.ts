import { rule } from '../rule.ts'

export default rule({
  id: 'unverified-token-claims',
  severity: 'warning',
  category: 'security',
  set: 'strict',
  summary: 'What a token says decides nothing before the token was checked.',
  why: 'AsJwt only reads a token; it checks neither signature nor expiry. A caller can write any claims into a token of their own making.',
  remedy:
    'Put validate-jwt or validate-azure-ad-token in front, and read the claims from its output-token-variable-name.',
  examples: {
    bad: `<policies>
  <inbound>
    <choose>
      <when condition="@(context.Request.Headers.GetValueOrDefault("Authorization").AsJwt()?.Subject == "admin")">
                                                                                    ^^^^^ unverified-token-claims
        <set-backend-service backend-id="admin" />
      </when>
    </choose>
  </inbound>
</policies>`,
    good: `<policies>
  <inbound>
    <validate-jwt header-name="Authorization" output-token-variable-name="token">
      <openid-config url="https://login.contoso.com/.well-known/openid-configuration" />
      <audiences>
        <audience>orders</audience>
      </audiences>
    </validate-jwt>
    <choose>
      <when condition="@(((Jwt)context.Variables["token"]).Subject == "admin")">
        <set-backend-service backend-id="admin" />
      </when>
    </choose>
  </inbound>
</policies>`,
  },
  check: (cx) => ({
    document() {
      const { text, meanings } = cx.analysis
      if (!text.includes('AsJwt') && !text.includes('TryParseJwt')) return
      // What the wider scopes and the fragments check is not known here.
      if (meanings.some(({ name }) => /^(?:validate-(?:jwt|azure-ad-token)|base|include-fragment)$/.test(name))) return
      if (cx.analysis.kind === 'fragment') return
      for (const { expression, meaning } of cx.analysis.expressions()) {
        const at = expression.raw.search(/\.(?:AsJwt|TryParseJwt)\s*\(/)
        if (at < 0) continue
        const start = expression.start + at + 1
        cx.report({
          element: meaning.element,
          span: { start, end: start + (expression.raw.startsWith('.As', at) ? 'AsJwt' : 'TryParseJwt').length },
          message: 'The token is read, but nothing in this document checks it.',
        })
      }
    },
  }),
})
