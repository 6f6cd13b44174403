import { rule } from '../rule.ts'

export default rule({
  id: 'comment-in-attribute',
  severity: 'error',
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
    element({ element }) {
      if (cx.analysis.tree.dialect !== 'xml') return
      for (const attribute of element.attributes) {
        for (const part of attribute.value?.parts ?? []) {
          if (part.kind !== 'expression' || !part.raw.includes('//')) continue
          for (const { start, end } of lineComments(part.raw)) {
            const span = { start: part.start + start, end: part.start + end }
            const comment = cx.analysis.text.slice(span.start + 2, span.end).trim()
            cx.report({
              element,
              span,
              message: `In strict XML this // comment of '${attribute.name}' hides the rest of the expression.`,
              fixes: () => [
                { title: 'Write it as /* … */', edits: [{ span, newText: `/* ${comment} */` }], preferred: true },
              ],
            })
          }
        }
      }
    },
  }),
})

/** Strings, character literals and block comments are passed over; what is left and starts with `//` runs to the end of its line. */
const passed =
  /@(?:"|&quot;)(?:(?:"|&quot;){2}|(?!"|&quot;)[\s\S])*(?:"|&quot;)|(?:"|&quot;)(?:\\.|(?!"|&quot;|\n).)*(?:"|&quot;)|'(?:\\.|[^'\\\n])+'|\/\*[\s\S]*?\*\/|\/\/[^\n]*(?=\r?\n)/g

function lineComments(code: string): readonly { readonly start: number; readonly end: number }[] {
  return [...code.matchAll(passed)]
    .filter(([found]) => found.startsWith('//'))
    .map((match) => ({ start: match.index, end: match.index + match[0].trimEnd().length }))
}
