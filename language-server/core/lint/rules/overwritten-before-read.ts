import type { Meaning } from '../../model/analysis.ts'
import { flowOf, variableMentions } from '../../model/variables.ts'
import type { Span } from '../../text/span.ts'
import { type Context, rule } from '../rule.ts'

export default rule({
  id: 'overwritten-before-read',
  severity: 'hint',
  category: 'style',
  reach: 'late',
  summary: 'A value that is stored in a context variable is read before it is replaced.',
  why: 'Nothing sees the first value: one of the two is not needed, or has the wrong name.',
  examples: {
    bad: `<policies>
  <inbound>
    <set-variable name="kind" value="read" />
                        ^^^^ overwritten-before-read
    <set-variable name="kind" value="write" />
  </inbound>
</policies>`,
    good: `<policies>
  <inbound>
    <set-variable name="kind" value="read" />
    <set-header name="X-First-Kind" exists-action="override">
      <value>@((string)context.Variables["kind"])</value>
    </set-header>
    <set-variable name="kind" value="write" />
  </inbound>
</policies>`,
  },
  check: (cx) => ({
    document() {
      const { analysis } = cx
      if (analysis.tree.mistakes.length > 0 || flowOf(analysis).readsAny) return
      const reads = new Map<string, number[]>()
      for (const { name, role, span } of variableMentions(analysis)) {
        if (role === 'read') reads.set(name.toLowerCase(), [...(reads.get(name.toLowerCase()) ?? []), span.start])
      }
      for (const { elements } of analysis.meanings) {
        if (elements.length > 1)
          siblings(
            cx,
            elements.flatMap((element) => analysis.meaningOf(element) ?? []),
            reads,
          )
      }
    },
  }),
})

/** What another document may read, or what ends the request, comes between. */
const curtains: ReadonlySet<string> = new Set(['base', 'include-fragment', 'return-response', 'set-body'])

function siblings(cx: Context, policies: readonly Meaning[], reads: ReadonlyMap<string, readonly number[]>): void {
  let last = new Map<string, { readonly span: Span; readonly end: number; readonly meaning: Meaning }>()
  for (const meaning of policies) {
    if (curtains.has(meaning.name) || meaning.role === 'unknown-policy') last = new Map()
    const attribute =
      meaning.name === 'set-variable' ? meaning.attributes.find(({ name }) => name === 'name') : undefined
    if (attribute?.value?.kind !== 'literal' || attribute.attribute.value === undefined) continue
    const key = attribute.value.text.toLowerCase()
    const before = last.get(key)
    const { end } = meaning.element
    if (before !== undefined && !(reads.get(key) ?? []).some((at) => at > before.end && at < end)) {
      cx.report({
        element: before.meaning.element,
        span: before.span,
        message: `The value of '${attribute.value.text}' is replaced in line ${cx.analysis.lines.positionAt(meaning.element.start).line + 1} before anything reads it.`,
      })
    }
    const { start, end: stop } = attribute.attribute.value
    last.set(key, { span: { start, end: stop }, end, meaning })
  }
}
