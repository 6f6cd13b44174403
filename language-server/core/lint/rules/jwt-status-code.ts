import type { Meaning } from '../../model/analysis.ts'
import { literal, valueSpan } from '../reading.ts'
import { type Context, rule } from '../rule.ts'

export default rule({
  id: 'jwt-status-code',
  severity: 'info',
  category: 'security',
  reach: 'element',
  summary: 'A refused token is answered with 401 or 403.',
  why: 'Clients get a new token when they see 401, and give up on 403. On another code they retry, or take the answer for a success.',
  examples: {
    bad: `<fragment>
  <validate-jwt header-name="Authorization" failed-validation-httpcode="400">
                                                                        ^^^ jwt-status-code
    <openid-config url="https://login.contoso.com/.well-known/openid-configuration" />
    <audiences>
      <audience>orders</audience>
    </audiences>
  </validate-jwt>
</fragment>`,
    good: `<fragment>
  <validate-jwt header-name="Authorization" failed-validation-httpcode="401">
    <openid-config url="https://login.contoso.com/.well-known/openid-configuration" />
    <audiences>
      <audience>orders</audience>
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
  const code = literal(meaning, 'failed-validation-httpcode')
  if (code === undefined || !/^[1-5]\d\d$/.test(code) || code === '401' || code === '403') return
  // 404 hides that there is something to be protected.
  if (code === '404') return
  const span = valueSpan(meaning.element, 'failed-validation-httpcode')
  if (span === undefined) return
  cx.report({
    element: meaning.element,
    span,
    severity: Number(code) < 400 ? 'warning' : 'info',
    message: `A refused token is answered with ${code}, which no client takes for a refused token.`,
    fixes: () => [{ title: 'Change to 401', edits: [{ span, newText: '401' }], preferred: true }],
  })
}
