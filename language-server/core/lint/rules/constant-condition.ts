import { constantOf } from '../constant.ts'
import { literal, valueSpan } from '../reading.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'constant-condition',
  severity: 'warning',
  category: 'reliability',
  reach: 'element',
  summary: 'A condition depends on something.',
  why: 'A condition that always holds, or never does, is a mistake or a leftover: `a != "x" || a != "y"` is true for every a. The policies that it seems to guard always run, or never.',
  examples: {
    bad: `<fragment>
  <choose>
    <when condition="@(context.Request.Method != "GET" || context.Request.Method != "HEAD")">
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ constant-condition
      <set-backend-service backend-id="writing" />
    </when>
  </choose>
</fragment>`,
    good: `<fragment>
  <choose>
    <when condition="@(context.Request.Method != "GET" && context.Request.Method != "HEAD")">
      <set-backend-service backend-id="writing" />
    </when>
  </choose>
</fragment>`,
  },
  check: (cx) => ({
    when(meaning) {
      const text = literal(meaning, 'condition')?.toLowerCase()
      const span = valueSpan(meaning.element, 'condition')
      if (span === undefined || (text !== 'true' && text !== 'false')) return
      cx.report({ element: meaning.element, span, severity: 'info', message: outcome(text === 'true') })
    },
    element(meaning) {
      for (const { tree, attribute, expression } of cx.analysis.expressionsOf(meaning)) {
        if (attribute?.name !== 'condition' || tree === undefined || tree.root.kind === 'block') continue
        const value = constantOf(tree.root, tree.source.code)
        if (value === undefined) continue
        // Written out, it is a switch that somebody set on purpose.
        const isSwitch = tree.root.kind === 'literal'
        cx.report({
          element: meaning.element,
          span: expression,
          severity: isSwitch ? 'info' : 'warning',
          message: outcome(value),
        })
      }
    },
  }),
})

const outcome = (value: boolean): string => `The condition is always ${value}.`
