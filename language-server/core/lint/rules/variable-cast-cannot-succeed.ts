import { type ClrType, shortType } from '../../expression/clr/clr-type.ts'
import { canUnbox } from '../../expression/unboxing.ts'
import type { NamedRead } from '../../model/flow-reads.ts'
import { commonType } from '../../model/variables-setter.ts'
import { bare, contextReads, type Judged, listed, placeOf, typeOf } from '../context-reads.ts'
import type { Fix } from '../finding.ts'
import { castFixes } from '../fixes/casts.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'variable-cast-cannot-succeed',
  severity: 'warning',
  category: 'expressions',
  reach: 'late',
  summary: 'A context variable is cast to the type of the value that was stored in it.',
  why: 'A variable is an object to C#, and a cast of an object converts nothing: (int) of the text "5" throws an InvalidCastException, and so does (long) of an int.',
  remedy: 'Cast to the stored type and convert that, or store the value with the type that is needed.',
  examples: {
    bad: `<policies>
  <inbound>
    <set-variable name="limit" value="5" />
    <set-variable name="isLow" value="@((int)context.Variables["limit"] < 10)" />
                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ variable-cast-cannot-succeed
  </inbound>
</policies>`,
    good: `<policies>
  <inbound>
    <set-variable name="limit" value="5" />
    <set-variable name="isLow" value="@(int.Parse((string)context.Variables["limit"]) < 10)" />
  </inbound>
</policies>`,
  },
  check: (cx) => ({
    document() {
      for (const one of contextReads(cx, 'entry')) {
        const { read, entry, use, isWhole, toDocument } = one
        const { consumer } = read
        if (read.dictionary !== 'context.variables' || read.use === 'test' || entry === undefined || !isWhole) continue
        if (read.isCaught || (consumer.kind !== 'cast' && consumer.kind !== 'as')) continue
        if (read.use === 'default' && typeOf(one, read.term)?.name !== 'System.Object') continue
        const to = typeOf(one, consumer.term)
        const stored = entry.setters.map((setter) => setter.type())
        if (to === undefined || !stored.every((type) => type !== undefined && !canUnbox(type, to))) continue
        const held = listed(stored.flatMap((type) => (type === undefined ? [] : [shortType(type)])))
        const places = listed(entry.setters.map((setter) => placeOf(cx, setter)))
        const wanted = shortType(to)
        cx.report({
          element: use.meaning.element,
          span: toDocument(consumer.term),
          message:
            consumer.kind === 'as'
              ? `The context variable '${read.name}' holds a value of type ${held} (${places}), so 'as ${wanted}' always gives null.`
              : `The context variable '${read.name}' holds a value of type ${held} (${places}); the cast to ${wanted} throws an InvalidCastException.`,
          fixes: () => fixesFor(one, to, commonType(entry.setters)),
        })
      }
    },
  }),
})

function fixesFor(one: Judged<NamedRead>, to: ClrType, stored: ClrType | undefined): readonly Fix[] {
  const { consumer } = one.read
  if (stored === undefined || consumer.kind !== 'cast') return []
  const operand = one.textOf(bare(consumer.term.operand))
  const span = one.toDocument(consumer.term)
  return castFixes({
    operand,
    span,
    stored,
    wanted: to,
    isEncoded: one.use.source.code.length !== one.use.expression.code.end - one.use.expression.code.start,
  })
}
