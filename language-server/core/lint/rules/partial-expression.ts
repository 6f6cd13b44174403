import { readValue, textParts } from '../../model/value.ts'
import type { Element } from '../../syntax/tree.ts'
import type { Span } from '../../text/span.ts'
import { type Context, rule } from '../rule.ts'

export default rule({
  id: 'partial-expression',
  severity: 'warning',
  category: 'expressions',
  reach: 'element',
  summary: 'An expression is the whole value.',
  why: 'The service takes a value for an expression only when it begins with @( or @{. Behind other text the C# stays text.',
  remedy:
    'Write the whole value as one expression: @("orders-" + context.RequestId) or @($"orders-{context.RequestId}").',
  examples: {
    bad: `<fragment>
  <set-variable name="key" value="orders-@(context.RequestId)" />
                                         ^^ partial-expression
</fragment>`,
    good: `<fragment>
  <set-variable name="key" value="@("orders-" + context.RequestId)" />
</fragment>`,
  },
  check: (cx) => ({
    element({ element, attributes, spec, role }) {
      if (spec === undefined || role === 'unknown-child') return
      const { text, options } = cx.analysis
      for (const { attribute, value } of attributes) {
        if (attribute.value === undefined || value?.kind !== 'literal' || !value.text.includes('@')) continue
        const { start, end } = attribute.value
        report(cx, element, { start, end })
      }
      if (spec.content !== 'text') return
      for (const part of textParts(element)) {
        if (part.kind !== 'text' || !part.raw.includes('@')) continue
        if (readValue([part], text, { placeholders: options.placeholders }).kind === 'literal')
          report(cx, element, part)
      }
    },
  }),
})

/** Behind a blank `@(` may be meant as it is written, unless what follows is plainly C#. */
const PARTIAL = /(?<=\S)@[({]\s*[A-Za-z("]|@\(\s*(?:\(+\w+\)\s*)?context\.|@\{\s*(?:return|var)\s/

function report(cx: Context, element: Element, where: Span): void {
  const found = PARTIAL.exec(cx.analysis.text.slice(where.start, where.end))
  if (found === null) return
  const start = where.start + found.index
  cx.report({
    element,
    span: { start, end: start + 2 },
    message: 'This is text and no expression, since other text stands before it in the value.',
  })
}
