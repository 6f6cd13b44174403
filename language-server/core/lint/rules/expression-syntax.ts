import { parseExpression } from '../../expression/parse.ts'
import { sourceOf } from '../../model/expression-source.ts'
import type { Element, Expression } from '../../syntax/tree.ts'
import { contains } from '../../text/span.ts'
import { type Context, rule } from '../rule.ts'

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
    element({ element }) {
      for (const { value } of element.attributes) {
        for (const part of value?.parts ?? []) if (part.kind === 'expression') checkOne(cx, element, part)
      }
      for (const child of element.children) if (child.kind === 'expression') checkOne(cx, element, child)
    },
  }),
})

function checkOne(cx: Context, element: Element, expression: Expression): void {
  // Where a broken expression ends is a guess, and the parser has told of it.
  const { mistakes } = cx.analysis.tree
  if (!expression.terminated || mistakes.some((mistake) => contains(expression, mistake))) return
  for (const { message, severity, span } of parseExpression(sourceOf(expression, cx.analysis.text)).diagnostics) {
    cx.report({ element, span, severity, message, serviceMessage: message })
  }
}
