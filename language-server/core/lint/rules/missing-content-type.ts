import type { Analysis } from '../../model/analysis.ts'
import { attribute, attributeText, childElements, firstChild } from '../../syntax/query.ts'
import type { Element } from '../../syntax/tree.ts'
import { insertBefore } from '../fixes/elements.ts'
import { contentOf, hasAttribute, isHeader } from '../reading.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'missing-content-type',
  severity: 'hint',
  category: 'reliability',
  reach: 'element',
  summary: 'A response with JSON in it says so.',
  why: 'return-response sends the headers that stand in it. Without Content-Type a client guesses what the body is: many libraries then give a text, and browsers may take it for HTML.',
  examples: {
    bad: `<fragment>
  <return-response>
    <set-status code="404" reason="Not Found" />
    <set-body>{ "error": "There is no such order." }</set-body>
     ^^^^^^^^ missing-content-type
  </return-response>
</fragment>`,
    good: `<fragment>
  <return-response>
    <set-status code="404" reason="Not Found" />
    <set-header name="Content-Type">
      <value>application/json</value>
    </set-header>
    <set-body>{ "error": "There is no such order." }</set-body>
  </return-response>
</fragment>`,
  },
  check: (cx) => ({
    'return-response'(meaning) {
      const { element } = meaning
      const body = firstChild(element, 'set-body')
      if (body === undefined || hasAttribute(meaning, 'response-variable-name')) return
      const hasType = childElements(element).some(
        (child) =>
          child.name === 'set-header' &&
          (isHeader(attributeText(child, 'name'), 'Content-Type') || attributeText(child, 'name')?.startsWith('@')),
      )
      if (hasType || !holdsJson(body, cx.analysis)) return
      const header =
        '<set-header name="Content-Type" exists-action="override">\n  <value>application/json</value>\n</set-header>'
      cx.report({
        element: body,
        message: 'The body is JSON, but the response has no Content-Type.',
        fixes: () => [
          {
            title: 'Add Content-Type: application/json',
            edits: [insertBefore(body, header, cx.analysis.text)],
            preferred: true,
          },
        ],
      })
    },
  }),
})

function holdsJson(body: Element, analysis: Analysis): boolean {
  const value = contentOf(body, analysis)
  if (attribute(body, 'template') !== undefined) return false
  if (value.kind === 'expression')
    return /\bnew\s+J(?:Object|Array|Property)\b|SerializeObject/.test(value.expression.raw)
  return value.kind === 'literal' && /^\s*(?:\{\s*"|\[\s*[{"\d])/.test(value.text)
}
