import { reportExpressions } from '../expression-findings.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'expression-type-mismatch',
  severity: 'error',
  category: 'expressions',
  reach: 'element',
  summary: 'Values in an expression have the types that operators, variables and casts want.',
  why: 'The service compiles every expression when it saves a policy, and refuses one whose types do not fit.',
  examples: {
    bad: `<fragment>
  <set-variable name="next" value="@{ int size = context.Request.Method; return size + 1; }" />
                                                 ^^^^^^^^^^^^^^^^^^^^^^ expression-type-mismatch
</fragment>`,
    good: `<fragment>
  <set-variable name="next" value="@{ int size = context.Request.Method.Length; return size + 1; }" />
</fragment>`,
  },
  check: (cx) => ({
    element: (meaning) => reportExpressions(cx, meaning, { rule: 'expression-type-mismatch' }),
  }),
})
