import type { Meaning } from '../../model/analysis.ts'
import { removeElement } from '../fixes/elements.ts'
import { hasAttribute, literal, valueSpan } from '../reading.ts'
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
  reach: 'late',
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
    document() {
      const { meanings, text } = cx.analysis
      if (!text.includes('<set-header')) return
      /** For each list of policies, the headers that were set in it and not read since. */
      const unread = new Map<Meaning | undefined, Map<string, Meaning>>()
      for (const meaning of meanings) {
        if (meaning.role !== 'policy' && meaning.role !== 'base') continue
        const { element, name, parent } = meaning
        if (!QUIET.has(name) || text.slice(element.start, element.end).includes('context.')) unread.delete(parent)
        const header = name === 'set-header' ? headerOf(meaning) : undefined
        if (header === undefined) continue
        const here = unread.get(parent) ?? new Map<string, Meaning>()
        const before = here.get(header)
        if (before !== undefined) report(cx, before)
        unread.set(parent, here.set(header, meaning))
      }
    },
  }),
})

function report(cx: Context, meaning: Meaning): void {
  const { element } = meaning
  const span = valueSpan(element, 'name')
  cx.report({
    element,
    ...(span && { span }),
    message: `'${literal(meaning, 'name')}' is overridden below before anybody reads it.`,
    fixes: () => [{ title: 'Remove the first one', edits: [removeElement(element, cx.analysis.text)] }],
  })
}

/** The name of a header that an element sets, whatever it was before. */
function headerOf(meaning: Meaning): string | undefined {
  const action = hasAttribute(meaning, 'exists-action') ? literal(meaning, 'exists-action') : 'override'
  return action === 'override' ? literal(meaning, 'name')?.toLowerCase() : undefined
}
