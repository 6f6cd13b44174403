import { rawSpan } from '../../expression/tree.ts'
import { hasPlaceholder } from '../../model/placeholders.ts'
import { compiledElement, compiledExpressions } from '../expression-findings.ts'
import { syntaxRepairs } from '../fixes/expression-syntax-repairs.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'expression-syntax',
  severity: 'error',
  category: 'expressions',
  reach: 'element',
  summary: 'The C# of an expression can be read.',
  why: 'The service compiles every expression when it saves a policy, and refuses what does not compile.',
  examples: {
    bad: `<fragment>
  <set-variable name="size" value="@(context.Request.Headers.)" />
                                                             ^ expression-syntax
</fragment>`,
    good: `<fragment>
  <set-variable name="size" value="@(context.Request.Headers.Count)" />
</fragment>`,
  },
  check: (cx) => ({
    element(meaning) {
      for (const use of compiledExpressions(cx, meaning)) {
        const { tree, source } = use
        if (tree === undefined) continue
        if (tree.diagnostics.length > 0 && hasPlaceholder(source.code, cx.analysis.options.placeholders)) continue
        for (const diagnostic of tree.diagnostics) {
          const { message, severity, span } = diagnostic
          cx.report({
            element: compiledElement(meaning),
            span: rawSpan(source, span),
            severity,
            message,
            serviceMessage: message,
            fixes: () => syntaxRepairs({ ...use, tree }, diagnostic),
          })
        }
      }
    },
  }),
})
