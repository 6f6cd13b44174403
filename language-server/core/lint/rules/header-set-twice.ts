import { isInPipeline } from '../../model/pipeline.ts'
import { childElements } from '../../syntax/query.ts'
import type { Element } from '../../syntax/tree.ts'
import { removeElement } from '../fixes/elements.ts'
import { literal, valueSpan } from '../reading.ts'
import { type Context, rule } from '../rule.ts'

/** Policies between the two that neither read headers nor leave the section. */
const QUIET: ReadonlySet<string> = new Set([
  'set-header',
  'set-query-parameter',
  'set-method',
  'rewrite-uri',
  'set-status',
])

export default rule({
  id: 'header-set-twice',
  severity: 'info',
  category: 'style',
  summary: 'A header is set once.',
  why: 'The second set-header overrides what the first one wrote before anybody read it. Often the first was copied and its name not changed.',
  examples: {
    bad: `<policies>
  <inbound>
    <base />
    <set-header name="x-region" exists-action="override">
                      ^^^^^^^^ header-set-twice
      <value>west</value>
    </set-header>
    <set-header name="x-region" exists-action="override">
      <value>north</value>
    </set-header>
  </inbound>
</policies>`,
    good: `<policies>
  <inbound>
    <base />
    <set-header name="x-region" exists-action="override">
      <value>north</value>
    </set-header>
  </inbound>
</policies>`,
  },
  check: (cx) => ({
    'set-header'(meaning) {
      const { element } = meaning
      const name = headerOf(element, cx)
      const span = valueSpan(element, 'name')
      if (name === undefined || span === undefined || !isInPipeline(element)) return
      const siblings = childElements(element.parent)
      for (let at = siblings.indexOf(element) + 1; at < siblings.length; at++) {
        const next = siblings[at]
        if (next === undefined || !QUIET.has(next.name)) return
        if (cx.analysis.text.slice(next.start, next.end).includes('context.')) return
        if (headerOf(next, cx) !== name) continue
        cx.report({
          element,
          span,
          message: `'${literal(meaning, 'name')}' is overridden below before anybody reads it.`,
          fixes: () => [{ title: 'Remove the first one', edits: [removeElement(element, cx.analysis.text)] }],
        })
        return
      }
    },
  }),
})

/** The name of a header that an element sets, whatever it was before. */
function headerOf(element: Element, { analysis }: Context): string | undefined {
  const meaning = element.name === 'set-header' ? analysis.meaningOf(element) : undefined
  if (meaning === undefined) return undefined
  const action =
    literal(meaning, 'exists-action') ??
    (meaning.attributes.some(({ name }) => name === 'exists-action') ? '' : 'override')
  return action === 'override' || action === 'delete' ? literal(meaning, 'name')?.toLowerCase() : undefined
}
