import type { Meaning } from '../../model/analysis.ts'
import { descendants, literal, valueSpan } from '../reading.ts'
import { type Context, rule } from '../rule.ts'

const WAYS: readonly (readonly [attribute: string, how: string])[] = [
  ['size-exceeded-action', 'a body larger than max-size'],
  ['unspecified-content-type-action', 'a content type that the API does not name'],
]

export default rule({
  id: 'validation-bypassed',
  severity: 'info',
  category: 'security',
  reach: 'element',
  summary: 'Callers cannot choose to have their content left unchecked.',
  why: 'With the action `ignore` for bodies that are too large, or for content types that the API does not name, validate-content skips them: whoever wants to send what it would refuse makes the body larger, or calls it something else.',
  remedy: 'Use `prevent` there as well.',
  examples: {
    bad: `<fragment>
  <validate-content unspecified-content-type-action="prevent" max-size="102400" size-exceeded-action="ignore">
                                                                                                      ^^^^^^ validation-bypassed
    <content type="application/json" validate-as="json" action="prevent" />
  </validate-content>
</fragment>`,
    good: `<fragment>
  <validate-content unspecified-content-type-action="prevent" max-size="102400" size-exceeded-action="prevent">
    <content type="application/json" validate-as="json" action="prevent" />
  </validate-content>
</fragment>`,
  },
  check: (cx) => ({ 'validate-content': (meaning) => look(cx, meaning) }),
})

function look(cx: Context, meaning: Meaning): void {
  const { element } = meaning
  // Answers are the back end's, which has no reason to hide them from the check.
  if (meaning.section !== 'inbound' && meaning.section !== undefined) return
  const prevents = [...descendants(meaning, cx.analysis, 'content')].some(
    (each) => literal(each, 'action') === 'prevent',
  )
  if (!prevents) return
  for (const [name, how] of WAYS) {
    const span = valueSpan(element, name)
    if (span === undefined || literal(meaning, name) !== 'ignore') continue
    cx.report({
      element,
      span,
      message: `What is refused otherwise passes with ${how}.`,
      fixes: () => [{ title: 'Change to prevent', edits: [{ span, newText: 'prevent' }], preferred: true }],
    })
  }
}
