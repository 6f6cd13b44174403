import { reportExpressions } from '../expression-findings.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'expression-unknown-name',
  severity: 'error',
  category: 'expressions',
  reach: 'element',
  summary: 'An expression names variables and types that exist.',
  why: 'The service compiles every expression when it saves a policy, and refuses a name that nothing has.',
  examples: {
    bad: `<fragment>
  <set-variable name="method" value="@(contxt.Request.Method)" />
                                       ^^^^^^ expression-unknown-name
</fragment>`,
    good: `<fragment>
  <set-variable name="method" value="@(context.Request.Method)" />
</fragment>`,
  },
  check: (cx) => ({
    element: (meaning) => reportExpressions(cx, meaning, { rule: 'expression-unknown-name' }),
  }),
})
