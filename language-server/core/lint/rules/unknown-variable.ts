import { settersIn } from '../../model/variables.ts'
import { nearest } from '../../text/nearest.ts'
import { contextReads } from '../context-reads.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'unknown-variable',
  severity: 'warning',
  category: 'expressions',
  reach: 'late',
  summary: 'A context variable that is read by its name has been set before.',
  why: 'context.Variables["x"] throws a KeyNotFoundException when nothing has set x: the request ends in the error section, mostly with status 500.',
  remedy: 'Set the variable first, or read it with GetValueOrDefault and a default.',
  examples: {
    bad: `<policies>
  <inbound>
    <set-header name="X-Tenant" exists-action="override">
      <value>@((string)context.Variables["tenant"])</value>
                                          ^^^^^^ unknown-variable
    </set-header>
  </inbound>
</policies>`,
    good: `<policies>
  <inbound>
    <set-variable name="tenant" value="@(context.Request.Headers.GetValueOrDefault("X-Tenant", ""))" />
    <set-header name="X-Tenant" exists-action="override">
      <value>@((string)context.Variables["tenant"])</value>
    </set-header>
  </inbound>
</policies>`,
  },
  check: (cx) => ({
    document() {
      const setters = settersIn(cx.analysis)
      for (const { read, entry, use, isUnknownBefore, toDocument } of contextReads(cx, 'entry')) {
        if (read.dictionary !== 'context.variables' || read.use !== 'index' || entry !== undefined) continue
        if (isUnknownBefore || read.isTested || read.isCaught) continue
        const later = setters.find(({ name }) => name.toLowerCase() === read.name.toLowerCase())
        // A name that is nearly set has a rule of its own: misspelt-variable.
        if (later === undefined && nearest(read.name, names(setters)) !== undefined) continue
        const line = later?.place && cx.analysis.lines.positionAt(later.place.span.start).line + 1
        cx.report({
          element: use.meaning.element,
          span: toDocument(read.nameSpan),
          message:
            line === undefined
              ? `Nothing sets the context variable '${read.name}'.`
              : `Nothing has set the context variable '${read.name}' when it is read here; line ${line} sets it later.`,
        })
      }
    },
  }),
})

const names = (setters: readonly { readonly name: string }[]): readonly string[] => setters.map(({ name }) => name)
