import { shortType } from '../../expression/clr/clr-type.ts'
import { canUnbox } from '../../expression/unboxing.ts'
import { commonType } from '../../model/variables-setter.ts'
import { contextReads, listed, placeOf, typeOf } from '../context-reads.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'default-of-another-type',
  severity: 'warning',
  category: 'expressions',
  reach: 'late',
  summary: 'GetValueOrDefault asks for the type of the value that was stored.',
  why: 'GetValueOrDefault<T> converts nothing: the documentation says that it throws when the variable holds a value of another type. The type of the default is T where none is written.',
  examples: {
    bad: `<policies>
  <inbound>
    <set-variable name="attempts" value="@(3)" />
    <set-header name="X-Attempts" exists-action="override">
      <value>@(context.Variables.GetValueOrDefault<string>("attempts", ""))</value>
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ default-of-another-type
    </set-header>
  </inbound>
</policies>`,
    good: `<policies>
  <inbound>
    <set-variable name="attempts" value="@(3)" />
    <set-header name="X-Attempts" exists-action="override">
      <value>@(context.Variables.GetValueOrDefault<int>("attempts", 0).ToString())</value>
    </set-header>
  </inbound>
</policies>`,
  },
  check: (cx) => ({
    document() {
      for (const one of contextReads(cx, 'entry')) {
        const { read, entry, use, isWhole, toDocument } = one
        if (read.dictionary !== 'context.variables' || read.use !== 'default' || entry === undefined || !isWhole)
          continue
        if (read.isCaught || (!read.isTyped && read.defaultValue === undefined)) continue
        const wanted = typeOf(one, read.term)
        const stored = entry.setters.map((setter) => setter.type())
        if (wanted === undefined || !stored.every((type) => type !== undefined && !canUnbox(type, wanted))) continue
        const held = listed(stored.flatMap((type) => (type === undefined ? [] : [shortType(type)])))
        const type = commonType(entry.setters)
        const argument = typeArgument(one.textOf(read.term))
        cx.report({
          element: use.meaning.element,
          span: toDocument(read.term),
          message: `The context variable '${read.name}' holds a value of type ${held} (${listed(entry.setters.map((setter) => placeOf(cx, setter)))}), but is read as ${shortType(wanted)}.`,
          fixes: () => {
            if (type === undefined || argument === undefined || read.defaultValue !== undefined) return []
            const { start } = read.term
            const span = toDocument({ start: start + argument.start, end: start + argument.end })
            return [{ title: `Read it as ${shortType(type)}`, edits: [{ span, newText: shortType(type) }] }]
          },
        })
      }
    },
  }),
})

/** Where T of `GetValueOrDefault<T>` stands in a call. */
function typeArgument(call: string): { readonly start: number; readonly end: number } | undefined {
  const found = /GetValueOrDefault\s*<\s*([\w.]+)\s*>/.exec(call)
  if (found?.[1] === undefined) return undefined
  const start = found.index + found[0].lastIndexOf(found[1])
  return { start, end: start + found[1].length }
}
