import { reportExpressions } from '../expression-findings.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'expression-not-supported',
  severity: 'error',
  category: 'expressions',
  reach: 'element',
  summary: 'An expression uses only the .NET types and members that the service allows.',
  why: 'The service refuses a policy whose expressions use others, although C# itself would take them.',
  remedy: 'It is a warning where the lists and published policies disagree.',
  examples: {
    bad: `<fragment>
  <set-variable name="page" value="@(System.IO.File.ReadAllText("page.html"))" />
                                     ^^^^^^^^^^^^^^ expression-not-supported
  <set-variable name="now" value="@(DateTime.UtcNow.ToUniversalTime())" />
                                                    ^^^^^^^^^^^^^^^ expression-not-supported
</fragment>`,
    good: `<fragment>
  <set-variable name="now" value="@(DateTime.UtcNow)" />
</fragment>`,
  },
  check: (cx) => ({
    element: (meaning) => reportExpressions(cx, meaning, { rule: 'expression-not-supported' }),
  }),
})
