import type { Meaning } from '../../model/analysis.ts'
import { attribute } from '../../syntax/query.ts'
import { indentAt, layoutOf } from '../fixes/layout.ts'
import { contentSpan } from '../reading.ts'
import { type Context, rule } from '../rule.ts'
import { readTokenCheck } from '../token-check.ts'

/** Claims whose values are names or ids, which hold no commas. */
const LISTED: ReadonlySet<string> = new Set([
  'roles',
  'role',
  'scp',
  'scope',
  'groups',
  'aud',
  'appid',
  'azp',
  'oid',
  'tid',
])

export default rule({
  id: 'jwt-claim-list',
  severity: 'warning',
  category: 'security',
  reach: 'element',
  summary: 'Each accepted value of a claim has a <value> of its own.',
  why: 'The separator of a claim splits what the token carries, not what the policy says: a list in one <value> is compared as a whole, so that no token passes (https://learn.microsoft.com/azure/api-management/validate-jwt-policy).',
  examples: {
    bad: `<fragment>
  <validate-jwt header-name="Authorization">
    <openid-config url="https://login.contoso.com/.well-known/openid-configuration" />
    <audiences>
      <audience>orders</audience>
    </audiences>
    <required-claims>
      <claim name="roles" match="any">
        <value>Orders.Read, Orders.Write</value>
               ^^^^^^^^^^^^^^^^^^^^^^^^^ jwt-claim-list
      </claim>
    </required-claims>
  </validate-jwt>
</fragment>`,
    good: `<fragment>
  <validate-jwt header-name="Authorization">
    <openid-config url="https://login.contoso.com/.well-known/openid-configuration" />
    <audiences>
      <audience>orders</audience>
    </audiences>
    <required-claims>
      <claim name="roles" match="any">
        <value>Orders.Read</value>
        <value>Orders.Write</value>
      </claim>
    </required-claims>
  </validate-jwt>
</fragment>`,
  },
  check: (cx) => ({
    'validate-jwt': (meaning) => look(cx, meaning),
    'validate-azure-ad-token': (meaning) => look(cx, meaning),
  }),
})

function look(cx: Context, meaning: Meaning): void {
  const { text } = cx.analysis
  for (const { name, element: claim, values } of readTokenCheck(meaning, cx.analysis).claims) {
    if (!LISTED.has(name.toLowerCase())) continue
    for (const { element, text: value } of values) {
      const parts = value?.split(/[,;]/).map((part) => part.trim()) ?? []
      if (parts.length < 2 || !parts.every((part) => /^[\w.:/-]+$/.test(part))) continue
      const separator = layoutOf(text).newline + indentAt(text, element.start)
      const newText = parts.map((part) => `<value>${part}</value>`).join(separator)
      cx.report({
        element,
        span: contentSpan(element, text),
        message: `No token has '${value}' as one value of the claim '${name}'.`,
        fixes: () => [
          {
            title:
              attribute(claim, 'match') === undefined
                ? 'Give each value an element (match="any" accepts one of them)'
                : 'Give each value an element',
            edits: [{ span: { start: element.start, end: element.end }, newText }],
            preferred: true,
          },
        ],
      })
    }
  }
}
