import type { Meaning } from '../../model/analysis.ts'
import { type Context, rule } from '../rule.ts'

export default rule({
  id: 'validation-without-effect',
  severity: 'warning',
  category: 'security',
  reach: 'element',
  summary: 'A validation does something with what it finds.',
  why: 'With the action `ignore` everywhere nothing is validated, while the policy looks as if it were.',
  remedy: 'Use `detect` to see in the trace what would be refused, then `prevent`.',
  examples: {
    bad: `<fragment>
  <validate-parameters specified-parameter-action="ignore" unspecified-parameter-action="ignore" errors-variable-name="faults" />
   ^^^^^^^^^^^^^^^^^^^ validation-without-effect
</fragment>`,
    good: `<fragment>
  <validate-parameters specified-parameter-action="prevent" unspecified-parameter-action="ignore" errors-variable-name="faults" />
</fragment>`,
  },
  check: (cx) => ({
    'validate-parameters': (meaning) => look(cx, meaning),
    'validate-headers': (meaning) => look(cx, meaning),
    'validate-status-code': (meaning) => look(cx, meaning),
    'validate-content': (meaning) => look(cx, meaning),
  }),
})

function look(cx: Context, meaning: Meaning): void {
  const actions = [...actionsOf(meaning, cx)]
  if (actions.length === 0 || actions.some((action) => action !== 'ignore')) return
  cx.report({ element: meaning.element, message: 'Every action is `ignore`, so that nothing is validated.' })
}

/** The actions of a validation and of the elements in it; undefined where one is not known. */
function* actionsOf(meaning: Meaning, cx: Context): Iterable<string | undefined> {
  for (const { name, value } of meaning.attributes) {
    if (name === 'action' || name.endsWith('-action')) yield value?.kind === 'literal' ? value.text.trim() : undefined
  }
  for (const element of meaning.elements) {
    const child = cx.analysis.meaningOf(element)
    if (child !== undefined) yield* actionsOf(child, cx)
  }
}
