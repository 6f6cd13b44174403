import { contentSpan, literalContent } from '../reading.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'jwt-impossible-issuer',
  severity: 'warning',
  category: 'security',
  reach: 'element',
  summary: 'A listed issuer of Microsoft Entra is written as tokens carry it.',
  why: 'Issuers are compared to the letter. v1 tokens carry `https://sts.windows.net/{tenant}/` with a slash at the end, v2 tokens `https://login.microsoftonline.com/{tenant}/v2.0` without one; no token carries a mixture.',
  examples: {
    bad: `<fragment>
  <validate-jwt header-name="Authorization">
    <issuer-signing-keys>
      <key certificate-id="login" />
    </issuer-signing-keys>
    <audiences>
      <audience>orders</audience>
    </audiences>
    <issuers>
      <issuer>https://sts.windows.net/contoso.onmicrosoft.com/v2.0</issuer>
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ jwt-impossible-issuer
    </issuers>
  </validate-jwt>
</fragment>`,
    good: `<fragment>
  <validate-jwt header-name="Authorization">
    <issuer-signing-keys>
      <key certificate-id="login" />
    </issuer-signing-keys>
    <audiences>
      <audience>orders</audience>
    </audiences>
    <issuers>
      <issuer>https://sts.windows.net/contoso.onmicrosoft.com/</issuer>
      <issuer>https://login.microsoftonline.com/contoso.onmicrosoft.com/v2.0</issuer>
    </issuers>
  </validate-jwt>
</fragment>`,
  },
  check: (cx) => ({
    issuer({ element, parent }) {
      if (parent?.name !== 'issuers') return
      const { text } = cx.analysis
      const issuer = literalContent(element, cx.analysis) ?? text.slice(element.openEnd, element.close?.start).trim()
      const right = rightForm(issuer)
      if (right === undefined || right === issuer) return
      const span = contentSpan(element, text)
      cx.report({
        element,
        span,
        message: `No token has the issuer '${issuer}'.`,
        fixes: () => [{ title: `Change to '${right}'`, edits: [{ span, newText: right }], preferred: true }],
      })
    },
  }),
})

const v1 = /^(https:\/\/sts\.windows\.net\/[^/\s]+)(?:\/|\/v2\.0\/?)?$/i
const v2 = /^(https:\/\/login\.microsoftonline\.(?:com|us)\/[^/\s]+\/v2\.0)\/?$/i

/** The issuer that is meant; undefined where it is not Entra's. */
function rightForm(issuer: string): string | undefined {
  const [, sts] = v1.exec(issuer) ?? []
  return sts === undefined ? v2.exec(issuer)?.[1] : `${sts}/`
}
