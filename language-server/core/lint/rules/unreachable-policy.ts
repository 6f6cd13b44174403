import type { Meaning } from '../../model/analysis.ts'
import { alwaysEnds, isInPipeline } from '../../model/pipeline.ts'
import { childElements } from '../../syntax/query.ts'
import type { Element } from '../../syntax/tree.ts'
import { removeElement } from '../fixes/elements.ts'
import { type Context, nameSpan, rule } from '../rule.ts'

const ENDING = ['return-response', 'mock-response', 'choose', 'limit-concurrency'] as const

export default rule({
  id: 'unreachable-policy',
  severity: 'warning',
  category: 'reliability',
  reach: 'late',
  summary: 'Nothing stands behind a policy that always answers.',
  why: 'return-response and mock-response end the section: what stands behind them in the same list never runs, though it looks as if it did.',
  remedy: 'Put the answer into a <when>, move the policies in front of it, or remove them.',
  examples: {
    bad: `<policies>
  <inbound>
    <base />
    <return-response>
      <set-status code="410" reason="Gone" />
    </return-response>
    <set-header name="x-late" exists-action="delete" />
     ^^^^^^^^^^ unreachable-policy
  </inbound>
</policies>`,
    good: `<policies>
  <inbound>
    <base />
    <set-header name="x-late" exists-action="delete" />
    <return-response>
      <set-status code="410" reason="Gone" />
    </return-response>
  </inbound>
</policies>`,
  },
  check: (cx) => Object.fromEntries(ENDING.map((name) => [name, (meaning: Meaning) => look(cx, meaning)])),
})

function look(cx: Context, { element }: Meaning): void {
  if (!isInPipeline(element) || !alwaysEnds(element)) return
  const siblings = childElements(element.parent)
  const behind = siblings.slice(siblings.indexOf(element) + 1)
  const [first] = behind
  // Of several that end the section, the first one says it for all.
  if (first === undefined || siblings.slice(0, siblings.indexOf(element)).some(alwaysEnds)) return
  cx.report({
    element: first,
    span: nameSpan(first),
    // Most write it there by habit, since what they answer needs nothing from the wider scopes.
    ...(behind.every(({ name }) => name === 'base') ? { severity: 'info' } : {}),
    message: `<${first.name}> never runs, since <${element.name}> before it always ends the section.`,
    fixes: () => [
      { title: behind.length === 1 ? `Remove <${first.name}>` : 'Remove what never runs', edits: removals(behind, cx) },
    ],
  })
}

const removals = (elements: readonly Element[], { analysis }: Context) =>
  elements.map((each) => removeElement(each, analysis.text))
