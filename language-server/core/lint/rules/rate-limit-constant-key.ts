import type { Meaning } from '../../model/analysis.ts'
import { literal, valueSpan, written } from '../reading.ts'
import { type Context, rule } from '../rule.ts'

export default rule({
  id: 'rate-limit-constant-key',
  severity: 'info',
  category: 'reliability',
  set: 'strict',
  reach: 'element',
  summary: 'A counter tells callers apart.',
  why: 'With one key for everybody, one caller who sends too much has all others refused. To protect a back end as a whole that is right; to be fair to callers it is not.',
  examples: {
    bad: `<fragment>
  <rate-limit-by-key calls="100" renewal-period="60" counter-key="orders" />
                                                                  ^^^^^^ rate-limit-constant-key
</fragment>`,
    good: `<fragment>
  <rate-limit-by-key calls="100" renewal-period="60" counter-key="@(context.Subscription?.Id ?? context.Request.IpAddress)" />
</fragment>`,
  },
  check: (cx) => ({
    'rate-limit-by-key': (meaning) => look(cx, meaning),
    'quota-by-key': (meaning) => look(cx, meaning),
    'llm-token-limit': (meaning) => look(cx, meaning),
    'azure-openai-token-limit': (meaning) => look(cx, meaning),
  }),
})

function look(cx: Context, meaning: Meaning): void {
  const key = literal(meaning, 'counter-key')
  const span = valueSpan(meaning.element, 'counter-key')
  if (key === undefined || span === undefined || written(meaning, 'counter-key') === '') return
  cx.report({ element: meaning.element, span, message: `All callers share the one counter '${key}'.` })
}
