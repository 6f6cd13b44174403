import { reportExpressions } from '../expression-findings.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'expression-wrong-arguments',
  severity: 'error',
  category: 'expressions',
  reach: 'element',
  summary: 'A method, constructor or indexer gets the arguments it takes.',
  why: 'The service compiles every expression when it saves a policy, and refuses a call that no overload fits.',
  remedy: 'Where some overloads are not known here, it is a warning.',
  examples: {
    bad: `<fragment>
  <set-variable name="start" value="@(context.Request.Method.PadLeft("8"))" />
                                                                     ^^^ expression-wrong-arguments
</fragment>`,
    good: `<fragment>
  <set-variable name="start" value="@(context.Request.Method.PadLeft(8))" />
</fragment>`,
  },
  check: (cx) => ({
    element: (meaning) => reportExpressions(cx, meaning, { rule: 'expression-wrong-arguments' }),
  }),
})
