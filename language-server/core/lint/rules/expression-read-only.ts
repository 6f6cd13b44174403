import { reportExpressions } from '../expression-findings.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'expression-read-only',
  severity: 'error',
  category: 'expressions',
  reach: 'element',
  summary: 'An expression assigns to its own variables only: the context is read-only.',
  why: 'The service compiles every expression when it saves a policy, and refuses an assignment to what can only be read.',
  remedy: 'Use set-variable, set-header, set-body and their like to change the message.',
  examples: {
    bad: `<fragment>
  <set-variable name="done" value="@{ context.Response.StatusCode = 200; return true; }" />
                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^ expression-read-only
</fragment>`,
    good: `<fragment>
  <set-status code="200" reason="OK" />
</fragment>`,
  },
  check: (cx) => ({
    element: (meaning) => reportExpressions(cx, meaning, { rule: 'expression-read-only' }),
  }),
})
