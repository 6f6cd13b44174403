import { reportExpressions } from '../expression-findings.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'expression-type-mismatch',
  severity: 'error',
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
    document() {
      reportExpressions(cx, {
        codes:
          'CS0019 CS0020 CS0023 CS0029 CS0030 CS0031 CS0037 CS0077 CS0155 CS0173 CS0266 CS0815 CS0818 CS0826 CS1021 CS1579 CS1936'.split(
            ' ',
          ),
      })
    },
  }),
})
