import { childElements } from '../../syntax/query.ts'
import type { Element } from '../../syntax/tree.ts'
import { removeElement } from '../fixes/elements.ts'
import { type Context, rule } from '../rule.ts'

export default rule({
  id: 'empty-branch',
  severity: 'hint',
  category: 'style',
  summary: 'A branch holds policies.',
  why: 'An <otherwise>, a last <when> or a <limit-concurrency> with nothing in it does nothing, and its reader looks for what is missing. A comment in it is enough to say that this is meant.',
  examples: {
    bad: `<fragment>
  <choose>
    <when condition="@(context.Request.Method == "GET")">
      <set-backend-service backend-id="reading" />
    </when>
    <otherwise />
     ^^^^^^^^^ empty-branch
  </choose>
</fragment>`,
    good: `<fragment>
  <choose>
    <when condition="@(context.Request.Method == "GET")">
      <set-backend-service backend-id="reading" />
    </when>
  </choose>
</fragment>`,
  },
  check: (cx) => ({
    otherwise: ({ element }) => look(cx, element),
    'limit-concurrency': ({ element }) => look(cx, element),
    when({ element }) {
      // In front of other branches, an empty one keeps them from running.
      const siblings = childElements(element.parent)
      if (siblings.at(-1) === element) look(cx, element)
    },
  }),
})

function look(cx: Context, element: Element): void {
  if (element.children.some(({ kind }) => kind !== 'text')) return
  const { text } = cx.analysis
  const isOnly = element.name === 'when' && childElements(element.parent).length === 1
  const removed = isOnly && element.parent.kind === 'element' ? element.parent : element
  cx.report({
    element,
    message: `<${element.name}> holds no policies, and does nothing.`,
    fixes: () => [{ title: `Remove <${removed.name}>`, edits: [removeElement(removed, text)], preferred: true }],
  })
}
