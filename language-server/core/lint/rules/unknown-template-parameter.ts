import { nearest } from '../../text/nearest.ts'
import { contextReads } from '../context-reads.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'unknown-template-parameter',
  severity: 'warning',
  category: 'expressions',
  reach: 'late',
  summary: "A matched parameter that is read is one of the operation's URL template.",
  why: 'MatchedParameters holds the parameters of the template and nothing else: another name throws, or always gives the default.',
  examples: {
    options: { scope: 'operation', resources: { operation: { method: 'GET', urlTemplate: '/orders/{orderId}' } } },
    bad: `<policies>
  <inbound>
    <base />
    <set-variable name="id" value="@(context.Request.MatchedParameters["order-id"])" />
                                                                        ^^^^^^^^ unknown-template-parameter
  </inbound>
</policies>`,
    good: `<policies>
  <inbound>
    <base />
    <set-variable name="id" value="@(context.Request.MatchedParameters["orderId"])" />
  </inbound>
</policies>`,
  },
  check: (cx) => ({
    document() {
      const { operation } = cx.analysis.options.resources ?? {}
      if (operation === undefined || cx.analysis.options.scope !== 'operation') return
      const known = parametersOf(operation.urlTemplate)
      // What is behind a wildcard is named as it is matched.
      if (known.includes('*') || operation.urlTemplate.includes('/*')) return
      for (const { read, use, toDocument } of contextReads(cx, 'entry')) {
        if (read.dictionary !== 'context.request.matchedparameters' || read.use === 'test' || read.isTested) continue
        if (known.some((name) => name.toLowerCase() === read.name.toLowerCase())) continue
        const span = toDocument(read.nameSpan)
        const meant = nearest(read.name, known)
        cx.report({
          element: use.meaning.element,
          span,
          message: `The operation's URL template '${operation.urlTemplate}' has no parameter '${read.name}'.`,
          fixes: () =>
            meant === undefined
              ? []
              : [{ title: `Change to '${meant}'`, edits: [{ span, newText: meant }], preferred: true }],
        })
      }
    },
  }),
})

/** The `{parameters}` of a template, those of its query included; `{*rest}` is named `rest`, `{id=1}` is `id`. */
const parametersOf = (template: string): readonly string[] =>
  [...template.matchAll(/\{\*?([^{}*=?]+)[^{}]*\}/g)].map(([, name = '']) => name.trim())
