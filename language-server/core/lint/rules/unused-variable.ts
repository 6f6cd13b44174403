import type { Analysis } from '../../model/analysis.ts'
import { fragmentsRun } from '../../model/flow-fragments.ts'
import { areIncludersKnown, isAroundKnown } from '../../model/neighbours.ts'
import { flowOf, settersIn, variableMentions } from '../../model/variables.ts'
import { removeElement } from '../fixes/elements.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'unused-variable',
  severity: 'hint',
  category: 'style',
  reach: 'late',
  summary: 'A context variable that is set is read somewhere.',
  why: 'Each variable costs an expression for every request; one that nobody reads is left over, or is read by a name with a slip in it.',
  examples: {
    options: { scope: 'operation', neighbours: { outer: { sets: [], reads: [], isComplete: true } } },
    bad: `<policies>
  <inbound>
    <base />
    <set-variable name="kind" value="read" />
                        ^^^^ unused-variable
  </inbound>
</policies>`,
    good: `<policies>
  <inbound>
    <base />
    <set-variable name="kind" value="read" />
    <set-header name="X-Kind" exists-action="override">
      <value>@((string)context.Variables["kind"])</value>
    </set-header>
  </inbound>
</policies>`,
  },
  check: (cx) => ({
    document() {
      const { analysis } = cx
      // Liquid reads variables in its own way.
      if (analysis.tree.mistakes.length > 0 || /liquid[^<]*>[^<]*\bVariables\b/s.test(analysis.text)) return
      const elsewhere = readElsewhere(analysis)
      if (elsewhere === undefined || flowOf(analysis).readsAny) return
      const read = new Set(elsewhere.map((name) => name.toLowerCase()))
      for (const { name, role } of variableMentions(analysis)) if (role === 'read') read.add(name.toLowerCase())
      for (const { name, place } of settersIn(analysis)) {
        if (place === undefined || place.meaning.name !== 'set-variable' || read.has(name.toLowerCase())) continue
        cx.report({
          element: place.meaning.element,
          span: place.span,
          message: `Nothing reads the context variable '${name}'.`,
          fixes: () => [
            { title: `Remove the variable '${name}'`, edits: [removeElement(place.meaning.element, analysis.text)] },
          ],
        })
      }
    },
  }),
})

/** Names that other documents read; undefined when nobody knows them all. */
function readElsewhere(analysis: Analysis): readonly string[] | undefined {
  const { scope, neighbours } = analysis.options
  const reads: string[] = []
  if (scope !== 'operation') {
    if (neighbours?.inner?.isComplete !== true || neighbours.inner.reads === undefined) return undefined
    reads.push(...neighbours.inner.reads)
  }
  const isLast = scope === 'global' || !analysis.meanings.some(({ role }) => role === 'base')
  if (!isLast || analysis.kind === 'fragment') {
    const isKnown = analysis.kind === 'fragment' ? areIncludersKnown : isAroundKnown
    if (neighbours?.outer?.reads === undefined || !isKnown(neighbours)) return undefined
    reads.push(...neighbours.outer.reads)
  }
  const included = analysis.references().fragments.map(({ name }) => name)
  for (const { fragment } of fragmentsRun(included, neighbours)) {
    if (fragment === undefined || fragment.readsAny) return undefined
    reads.push(...fragment.reads)
  }
  return reads
}
