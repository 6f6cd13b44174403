import { rawSpan } from '../../expression/tree.ts'
import { hasPlaceholder } from '../../model/placeholders.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'expression-syntax',
  severity: 'error',
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
    document() {
      for (const { tree, source, meaning } of cx.analysis.expressions()) {
        if (tree === undefined || meaning.role === 'foreign') continue
        if (tree.diagnostics.length > 0 && hasPlaceholder(source.code, cx.analysis.options.placeholders)) continue
        for (const { message, severity, span } of tree.diagnostics) {
          cx.report({
            element: meaning.element,
            span: rawSpan(source, span),
            severity,
            message,
            serviceMessage: message,
          })
        }
      }
    },
  }),
})
