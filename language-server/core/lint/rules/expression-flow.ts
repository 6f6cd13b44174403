import { reportExpressions } from '../expression-findings.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'expression-flow',
  severity: 'error',
  category: 'expressions',
  reach: 'element',
  summary: 'Every path through a block returns a value, and reads no variable before it has one.',
  why: 'The service compiles every expression when it saves a policy, and refuses a block that can end without a value.',
  examples: {
    bad: `<fragment>
  <set-variable name="kind" value="@{ if (context.Tracing) { return "traced"; } }" />
                                                                                ^ expression-flow
</fragment>`,
    good: `<fragment>
  <set-variable name="kind" value="@{ if (context.Tracing) { return "traced"; } return "plain"; }" />
</fragment>`,
  },
  check: (cx) => ({
    element: (meaning) => reportExpressions(cx, meaning, { rule: 'expression-flow' }),
  }),
})
