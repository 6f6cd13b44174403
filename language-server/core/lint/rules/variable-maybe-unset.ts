import { contextReads, listed, placeOf } from '../context-reads.ts'
import { type Context, rule } from '../rule.ts'

export default rule({
  id: 'variable-maybe-unset',
  severity: 'warning',
  category: 'expressions',
  reach: 'late',
  summary: 'A context variable that is read by its name has been set on every path.',
  why: 'context.Variables["x"] throws a KeyNotFoundException on the paths that do not set x, which is seen only when a request takes one of them.',
  remedy:
    'Set the variable on the other paths too, test it with ContainsKey, or read it with GetValueOrDefault and a default.',
  examples: {
    bad: `<policies>
  <inbound>
    <choose>
      <when condition="@(context.Request.Method == "POST")">
        <set-variable name="kind" value="write" />
      </when>
    </choose>
    <set-header name="X-Kind" exists-action="override">
      <value>@((string)context.Variables["kind"])</value>
                                          ^^^^ variable-maybe-unset
    </set-header>
  </inbound>
</policies>`,
    good: `<policies>
  <inbound>
    <choose>
      <when condition="@(context.Request.Method == "POST")">
        <set-variable name="kind" value="write" />
      </when>
    </choose>
    <set-header name="X-Kind" exists-action="override">
      <value>@(context.Variables.GetValueOrDefault<string>("kind", "read"))</value>
    </set-header>
  </inbound>
</policies>`,
  },
  check: (cx: Context) => ({
    document() {
      for (const { read, entry, use, isUnbranched, isUnknownBefore, toDocument } of contextReads(cx, 'entry')) {
        if (read.dictionary !== 'context.variables' || read.use !== 'index') continue
        if (entry === undefined || entry.setters.length === 0 || entry.isCertain || !isUnbranched || isUnknownBefore)
          continue
        if (!read.isCertain || read.isTested || read.isCaught) continue
        const places = listed(entry.setters.map((setter) => placeOf(cx, setter)))
        const isCache = entry.setters.every(({ place }) => place?.meaning.name === 'cache-lookup-value')
        cx.report({
          element: use.meaning.element,
          span: toDocument(read.nameSpan),
          message: isCache
            ? `The context variable '${read.name}' is not set when the cache has no value (${places}).`
            : `The context variable '${read.name}' is set on some paths only (${places}).`,
        })
      }
    },
  }),
})
