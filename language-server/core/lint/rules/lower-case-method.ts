import { contentSpan, literalContent } from '../reading.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'lower-case-method',
  severity: 'info',
  category: 'reliability',
  reach: 'element',
  summary: 'HTTP methods are written in capitals.',
  why: 'Methods are compared with upper and lower case: `post` is not POST, and many servers answer it with 405 or 501 (https://www.rfc-editor.org/rfc/rfc9110#section-9.1).',
  examples: {
    bad: `<fragment>
  <set-method>post</set-method>
              ^^^^ lower-case-method
</fragment>`,
    good: `<fragment>
  <set-method>POST</set-method>
</fragment>`,
  },
  check: (cx) => ({
    'set-method'({ element }) {
      const method = literalContent(element, cx.analysis) ?? ''
      const right = method.toUpperCase()
      if (method === right || !/^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|TRACE)$/.test(right)) return
      const span = contentSpan(element, cx.analysis.text)
      cx.report({
        element,
        span,
        message: `The method is ${right}, in capitals.`,
        fixes: () => [{ title: `Change to ${right}`, edits: [{ span, newText: right }], preferred: true }],
      })
    },
  }),
})
