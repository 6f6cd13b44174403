import type { Meaning } from '../../model/analysis.ts'
import { type Context, rule } from '../rule.ts'

export default rule({
  id: 'rate-limit-without-subscription',
  severity: 'warning',
  category: 'reliability',
  reach: 'element',
  summary: 'rate-limit and quota stand where calls need a subscription key.',
  why: 'They count by subscription: a call without a key is neither counted nor limited (https://learn.microsoft.com/azure/api-management/rate-limit-policy). Nothing is said where it is not known whether the API needs one.',
  remedy: 'Let the API require a subscription, or count by something else with rate-limit-by-key.',
  examples: {
    options: { scope: 'api', resources: { subscriptionRequired: false } },
    bad: `<policies>
  <inbound>
    <base />
    <rate-limit calls="100" renewal-period="60" />
     ^^^^^^^^^^ rate-limit-without-subscription
  </inbound>
</policies>`,
    good: `<policies>
  <inbound>
    <base />
    <rate-limit-by-key calls="100" renewal-period="60" counter-key="@(context.Request.IpAddress)" />
  </inbound>
</policies>`,
  },
  check: (cx) => ({
    'rate-limit': (meaning) => look(cx, meaning),
    quota: (meaning) => look(cx, meaning),
  }),
})

function look(cx: Context, { element, name, role }: Meaning): void {
  const { resources, scope } = cx.analysis.options
  if (role !== 'policy' || resources?.subscriptionRequired !== false) return
  const what = scope === 'product' ? 'product' : 'API'
  cx.report({
    element,
    message: `The ${what} needs no subscription key, and ${name} does not count calls without one.`,
  })
}
