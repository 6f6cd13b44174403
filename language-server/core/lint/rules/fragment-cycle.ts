import type { FragmentSummary } from '../../model/neighbours.ts'
import { nameSpan, rule } from '../rule.ts'

export default rule({
  id: 'fragment-cycle',
  severity: 'error',
  category: 'workspace',
  summary: 'A fragment does not include itself, directly or through other fragments.',
  why: 'The service refuses a fragment that includes another one; one that leads back to itself could never be put in.',
  remedy: 'Include the fragments one after the other in the policy document.',
  examples: {
    options: {
      neighbours: {
        own: { fragment: 'log-request', isUsed: true },
        fragments: {
          'log-request': { sets: [], reads: [], includes: ['check-caller'] },
          'check-caller': { sets: [], reads: [], includes: ['log-request'] },
        },
      },
    },
    bad: `<fragment>
  <include-fragment fragment-id="check-caller" />
   ^^^^^^^^^^^^^^^^ nested-fragment
                                 ^^^^^^^^^^^^ fragment-cycle
</fragment>`,
    good: `<policies>
  <inbound>
    <base />
    <include-fragment fragment-id="check-caller" />
    <include-fragment fragment-id="log-request" />
  </inbound>
</policies>`,
  },
  check: (cx) => ({
    document() {
      const { own, fragments = {} } = cx.analysis.options.neighbours ?? {}
      if (own === undefined || cx.analysis.kind !== 'fragment') return
      for (const { name, span, element } of cx.analysis.references().fragments) {
        const way = wayBack(name, own.fragment, fragments)
        if (way === undefined) continue
        const chain = [own.fragment, ...way].map((id) => `'${id}'`).join(' includes ')
        cx.report({
          element,
          span: span.end > span.start ? span : nameSpan(element),
          message: `The fragment leads back to itself: ${chain}.`,
        })
      }
    },
  }),
})

/** The ids from one fragment to another along what each includes; undefined when there is no way. */
function wayBack(
  from: string,
  to: string,
  fragments: Readonly<Record<string, FragmentSummary>>,
): readonly string[] | undefined {
  const seen = new Set<string>()
  const waiting: (readonly string[])[] = [[from]]
  for (let way = waiting.shift(); way !== undefined; way = waiting.shift()) {
    const last = way.at(-1) ?? ''
    if (last === to) return way
    if (seen.has(last)) continue
    seen.add(last)
    const includes = Object.hasOwn(fragments, last) ? fragments[last]?.includes : undefined
    for (const next of includes ?? []) waiting.push([...way, next])
  }
  return undefined
}
