import { reportExpressions } from '../expression-findings.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'expression-unknown-member',
  severity: 'error',
  category: 'expressions',
  reach: 'element',
  summary: 'A member that an expression uses belongs to the type before the dot.',
  why: 'The service compiles every expression when it saves a policy, and refuses a member that the type does not have.',
  examples: {
    bad: `<fragment>
  <set-variable name="size" value="@(context.Request.Header.Count)" />
                                                     ^^^^^^ expression-unknown-member
</fragment>`,
    good: `<fragment>
  <set-variable name="size" value="@(context.Request.Headers.Count)" />
</fragment>`,
  },
  check: (cx) => ({
    element: (meaning) => reportExpressions(cx, meaning, { rule: 'expression-unknown-member' }),
  }),
})
