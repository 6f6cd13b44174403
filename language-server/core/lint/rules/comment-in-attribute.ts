import { type ExpressionTree, rawSpan } from '../../expression/tree.ts'
import type { Span } from '../../text/span.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'comment-in-attribute',
  severity: 'error',
  category: 'expressions',
  reach: 'element',
  summary: 'An expression in an attribute of a strict XML document holds no // comment that ends at a line break.',
  why: 'XML turns line breaks in attribute values into spaces, so that everything behind // becomes part of the comment.',
  remedy: 'Write the comment as /* … */, or publish the document as rawxml.',
  examples: {
    options: { dialect: 'xml' },
    bad: `<fragment>
  <set-variable name="one" value="@{ // first
                                     ^^^^^^^^ comment-in-attribute
    return 1; }" />
</fragment>`,
    good: `<fragment>
  <set-variable name="one" value="@{ /* first */
    return 1; }" />
</fragment>`,
  },
  check: (cx) => ({
    element(meaning) {
      if (cx.analysis.tree.dialect !== 'xml') return
      for (const { tree, source, attribute } of cx.analysis.expressionsOf(meaning)) {
        if (tree === undefined || attribute === undefined) continue
        for (const comment of lineComments(tree)) {
          const span = rawSpan(source, comment)
          // A line end that is written as a character reference stays one when the attribute is read.
          if (cx.analysis.text[rawSpan(source, { start: comment.lineEnd, end: comment.lineEnd }).start] === '&')
            continue
          const words = cx.analysis.text.slice(span.start, span.end).replace(/^\/\/\s*/, '')
          cx.report({
            element: meaning.element,
            span,
            message: `In strict XML this // comment of '${attribute.name}' hides the rest of the expression.`,
            fixes: () => [
              { title: 'Write it as /* … */', edits: [{ span, newText: `/* ${words} */` }], preferred: true },
            ],
          })
        }
      }
    },
  }),
})

/** Comments stand in the gaps between tokens. One that ends with the code hides nothing. */
function lineComments({ tokens, source }: ExpressionTree): readonly (Span & { readonly lineEnd: number })[] {
  return tokens.flatMap(({ fullStart, start }) => {
    const gap = source.code.slice(fullStart, start)
    return [...gap.matchAll(/\/\*[\s\S]*?\*\/|\/\/[^\n]*(?=\n)/g)]
      .filter(([comment]) => comment.startsWith('//'))
      .map(({ 0: comment, index }) => {
        const at = fullStart + index
        return { start: at, end: at + comment.trimEnd().length, lineEnd: at + comment.length }
      })
  })
}
