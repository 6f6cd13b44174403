import { reportExpressions } from '../expression-findings.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'expression-reference-comparison',
  severity: 'warning',
  category: 'expressions',
  reach: 'element',
  summary: 'A text is compared with a text, not with an object.',
  why: 'A context variable is an object to C#: == then asks whether both are the same object, and equal texts are mostly two.',
  remedy: 'Cast the variable to string first.',
  examples: {
    bad: `<fragment>
  <set-variable name="isAdmin" value="@(context.Variables["role"] == "admin")" />
                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ expression-reference-comparison
</fragment>`,
    good: `<fragment>
  <set-variable name="isAdmin" value="@((string)context.Variables["role"] == "admin")" />
</fragment>`,
  },
  check: (cx) => ({
    element: (meaning) => reportExpressions(cx, meaning, { rule: 'expression-reference-comparison' }),
  }),
})
