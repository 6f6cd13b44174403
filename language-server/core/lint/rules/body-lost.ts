import { flowOf } from '../../model/variables.ts'
import { contextReads } from '../context-reads.ts'
import { preserveContent } from '../fixes/preserve-content.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'body-lost',
  severity: 'info',
  category: 'reliability',
  reach: 'late',
  summary: 'A body that is read in inbound is kept for the back end.',
  why: 'As<T>() takes the body out of the request unless it is told to preserve it; the back end then gets a request without its body.',
  remedy: 'Read it with As<T>(preserveContent: true), or set the body anew.',
  examples: {
    bad: `<policies>
  <inbound>
    <set-variable name="kind" value="@((string)context.Request.Body.As<JObject>()["kind"])" />
                                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ body-lost
  </inbound>
  <backend>
    <forward-request />
  </backend>
</policies>`,
    good: `<policies>
  <inbound>
    <set-variable name="kind" value="@((string)context.Request.Body.As<JObject>(preserveContent: true)["kind"])" />
  </inbound>
  <backend>
    <forward-request />
  </backend>
</policies>`,
  },
  check: (cx) => ({
    document() {
      const { analysis } = cx
      const forwards = analysis.meanings.some(
        ({ name, section, parent }) =>
          section === 'backend' && (name === 'forward-request' || (name === 'base' && parent?.role === 'section')),
      )
      if (!forwards) return
      const lost = new Set(flowOf(analysis).lostBody.map(({ place }) => place?.span.start))
      for (const { read, use, toDocument } of contextReads(cx, 'body')) {
        const span = toDocument(read.term)
        if (read.body !== 'context.request.body' || !lost.has(span.start)) continue
        cx.report({
          element: use.meaning.element,
          span,
          message: 'The body of the request is taken out here; the back end gets none.',
          fixes: () => preserveContent(analysis.text, span),
        })
      }
    },
  }),
})
