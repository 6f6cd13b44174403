import type { Meaning } from '../../model/analysis.ts'
import { attribute } from '../../syntax/query.ts'
import { valueSpan } from '../reading.ts'
import { type Context, rule } from '../rule.ts'

const unique =
  /\bcontext\s*\.\s*RequestId\b|\bGuid\s*\.\s*NewGuid\b|\bnew\s+Random\b|\.\s*Ticks\b|\bcontext\s*\.\s*(?:Timestamp|Elapsed)\b/

export default rule({
  id: 'rate-limit-unique-key',
  severity: 'warning',
  category: 'reliability',
  reach: 'element',
  summary: 'The key of a counter is the same for two requests of one caller.',
  why: 'A key that differs at each request begins a new counter each time: nothing is ever limited.',
  examples: {
    bad: `<fragment>
  <rate-limit-by-key calls="100" renewal-period="60" counter-key="@(context.RequestId.ToString())" />
                                                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ rate-limit-unique-key
</fragment>`,
    good: `<fragment>
  <rate-limit-by-key calls="100" renewal-period="60" counter-key="@(context.Request.IpAddress)" />
</fragment>`,
  },
  check: (cx) => ({
    'rate-limit-by-key': (meaning) => look(cx, meaning, 'counter-key'),
    'quota-by-key': (meaning) => look(cx, meaning, 'counter-key'),
    'llm-token-limit': (meaning) => look(cx, meaning, 'counter-key'),
    'azure-openai-token-limit': (meaning) => look(cx, meaning, 'counter-key'),
    'limit-concurrency': (meaning) => look(cx, meaning, 'key'),
  }),
})

function look(cx: Context, { element }: Meaning, name: string): void {
  const raw = attribute(element, name)?.value?.raw ?? ''
  const span = valueSpan(element, name)
  // A date cut down to the day or hour is a window, not a moment.
  if (span === undefined || !raw.startsWith('@') || !unique.test(raw) || /ToString\(\s*(?:"|&quot;)/.test(raw)) return
  cx.report({ element, span, message: 'The key differs at each request, so that nothing is ever limited.' })
}
