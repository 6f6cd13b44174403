import { contextReads, placeOf } from '../context-reads.ts'
import { preserveContent } from '../fixes/preserve-content.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'body-read-twice',
  severity: 'warning',
  category: 'expressions',
  reach: 'late',
  summary: 'A body that is read more than once is kept by each read but the last.',
  why: 'As<T>() takes the body out of the message unless it is told to preserve it, and the next read finds nothing there.',
  remedy: 'Read it with As<T>(preserveContent: true), or read it once into a variable.',
  examples: {
    bad: `<policies>
  <inbound>
    <set-variable name="kind" value="@((string)context.Request.Body.As<JObject>()["kind"])" />
    <set-variable name="size" value="@(context.Request.Body.As<string>(preserveContent: true).Length)" />
                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ body-read-twice
  </inbound>
</policies>`,
    good: `<policies>
  <inbound>
    <set-variable name="kind" value="@((string)context.Request.Body.As<JObject>(preserveContent: true)["kind"])" />
    <set-variable name="size" value="@(context.Request.Body.As<string>(preserveContent: true).Length)" />
  </inbound>
</policies>`,
  },
  check: (cx) => ({
    document() {
      for (const { read, entry, use, isWhole, toDocument } of contextReads(cx, 'body')) {
        if (entry === undefined || !entry.isCertain || !isWhole || read.isTested || read.isCaught) continue
        const first = entry.setters.at(-1)
        if (first?.place === undefined) continue
        const { span } = first.place
        cx.report({
          element: use.meaning.element,
          span: toDocument(read.term),
          message: `${bodyName(read.body)} has been read before (${placeOf(cx, first)}) without preserveContent: true, so nothing is left of it.`,
          fixes: () => (entry.setters.length === 1 ? preserveContent(cx.analysis.text, span) : []),
        })
      }
    },
  }),
})

const bodyName = (body: string): string =>
  body === 'context.request.body'
    ? 'The body of the request'
    : body === 'context.response.body'
      ? 'The body of the response'
      : 'This body'
