import type { Meaning } from '../../model/analysis.ts'
import { literal, valueSpan } from '../reading.ts'
import { type Context, rule } from '../rule.ts'

export default rule({
  id: 'quota-never-renews',
  severity: 'info',
  category: 'reliability',
  reach: 'element',
  summary: 'A quota begins anew after some time.',
  why: 'With a renewal period of 0 a quota is never reset: once it is used up, the caller is refused for ever (https://learn.microsoft.com/azure/api-management/quota-by-key-policy).',
  examples: {
    bad: `<fragment>
  <quota-by-key calls="10000" renewal-period="0" counter-key="@(context.Subscription.Id)" />
                                              ^ quota-never-renews
</fragment>`,
    good: `<fragment>
  <quota-by-key calls="10000" renewal-period="2592000" counter-key="@(context.Subscription.Id)" />
</fragment>`,
  },
  check: (cx) => ({
    quota: (meaning) => look(cx, meaning),
    'quota-by-key': (meaning) => look(cx, meaning),
  }),
})

function look(cx: Context, meaning: Meaning): void {
  const span = valueSpan(meaning.element, 'renewal-period')
  if (span === undefined || literal(meaning, 'renewal-period') !== '0') return
  cx.report({ element: meaning.element, span, message: 'The quota is never reset.' })
}
