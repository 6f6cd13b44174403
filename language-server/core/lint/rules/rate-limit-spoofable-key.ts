import type { Meaning } from '../../model/analysis.ts'
import { attribute, attributeText } from '../../syntax/query.ts'
import { isHeader, valueSpan } from '../reading.ts'
import { type Context, rule } from '../rule.ts'

const read =
  /context\.Request\.(?:Headers|(?:Original)?Url\.Query)\s*(?:\.\s*GetValueOrDefault\s*\(|\[)\s*(?:"|&quot;)([\w-]+)(?:"|&quot;)/g

export default rule({
  id: 'rate-limit-spoofable-key',
  severity: 'info',
  category: 'security',
  reach: 'late',
  summary: 'Callers do not choose the key that they are counted by.',
  why: 'Whoever can write the header that a counter goes by begins a new counter with each request, or uses up that of somebody else.',
  remedy: 'Count by what was checked: the subscription, a claim of a validated token, context.Request.IpAddress.',
  examples: {
    bad: `<fragment>
  <rate-limit-by-key calls="100" renewal-period="60" counter-key="@(context.Request.Headers.GetValueOrDefault("x-user", ""))" />
                                                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ rate-limit-spoofable-key
</fragment>`,
    good: `<fragment>
  <rate-limit-by-key calls="100" renewal-period="60" counter-key="@(context.Subscription.Id)" />
</fragment>`,
  },
  check: (cx) => ({
    'rate-limit-by-key': (meaning) => look(cx, meaning),
    'quota-by-key': (meaning) => look(cx, meaning),
    'llm-token-limit': (meaning) => look(cx, meaning),
    'azure-openai-token-limit': (meaning) => look(cx, meaning),
  }),
})

function look(cx: Context, { element }: Meaning): void {
  const raw = attribute(element, 'counter-key')?.value?.raw ?? ''
  const span = valueSpan(element, 'counter-key')
  if (span === undefined || !raw.startsWith('@')) return
  // A key of several parts is not the caller's alone.
  if (/Subscription|User\b|AsJwt|Variables|Product|IpAddress/.test(raw)) return
  for (const [, name = ''] of raw.matchAll(read)) {
    // Tokens and keys are checked elsewhere, and a wrong one is refused.
    if (/authorization|key|token|cookie/i.test(name) || isChecked(cx, name)) continue
    cx.report({ element, span, message: `Callers write '${name}' themselves, and with it choose their counter.` })
    return
  }
}

const isChecked = ({ analysis }: Context, header: string): boolean =>
  analysis.meanings.some(
    ({ name, element }) => name === 'check-header' && isHeader(attributeText(element, 'name'), header),
  )
