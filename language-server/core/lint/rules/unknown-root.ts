import { SECTIONS } from '../../catalog/policy.ts'
import type { Meaning } from '../../model/analysis.ts'
import { nearest } from '../../text/nearest.ts'
import type { Fix } from '../finding.ts'
import { renameElement } from '../fixes/elements.ts'
import { type Context, nameSpan, rule } from '../rule.ts'

const ROOTS = ['policies', 'fragment', 'http-data-source', 'sql-data-source', 'cosmosdb-data-source']

export default rule({
  id: 'unknown-root',
  severity: 'error',
  summary: 'A policy document has the root <policies>, <fragment> or the data source of a resolver.',
  why: 'The service reads the children of whatever root it gets as sections, and refuses each of them.',
  remedy: 'Put the sections into <policies>, or the policies into <fragment> when they are to be included elsewhere.',
  examples: {
    bad: `<inbound>
 ^^^^^^^ unknown-root
  <rewrite-uri template="/orders" />
   ^^^^^^^^^^^ unknown-root
</inbound>`,
    good: `<policies>
  <inbound>
    <base />
    <rewrite-uri template="/orders" />
  </inbound>
</policies>`,
  },
  check: (cx) => ({
    element(meaning) {
      const { element } = meaning
      if (meaning.parent?.role === 'unknown-root' && meaning.parent.parent === undefined) {
        cx.report({
          element,
          message: `<${element.name}> stands where the service expects a section of <policies>.`,
          serviceMessage: 'Policy section is not allowed in the specified scope',
        })
      }
      if (meaning.role !== 'unknown-root' || meaning.parent !== undefined) return
      cx.report({
        element,
        span: nameSpan(element),
        message: `<${element.name}> cannot be the root of a policy document.`,
        serviceMessage: 'Policy section is not allowed in the specified scope',
        fixes: () => fixes(meaning, cx),
      })
    },
  }),
})

function fixes({ element, spec }: Meaning, cx: Context): readonly Fix[] {
  const meant = nearest(element.name, ROOTS)
  if (meant !== undefined) {
    return [{ title: `Rename to <${meant}>`, edits: renameElement(element, meant), preferred: true }]
  }
  const { start, end } = element
  const wrap = (before: string, after: string) => [
    { span: { start, end: start }, newText: before },
    { span: { start: end, end }, newText: after },
  ]
  if ((SECTIONS as readonly string[]).includes(element.name)) {
    return [{ title: 'Put it into <policies>', edits: wrap('<policies>\n', '\n</policies>'), preferred: true }]
  }
  if (spec === undefined || cx.analysis.kind !== 'snippet') return []
  const section = spec.policy?.sections?.[0] ?? 'inbound'
  const open = `<policies>\n<${section}>\n`
  return [
    {
      title: `Put it into <${section}> of <policies>`,
      edits: wrap(open, `\n</${section}>\n</policies>`),
      preferred: true,
    },
    { title: 'Put it into <fragment>', edits: wrap('<fragment>\n', '\n</fragment>') },
  ]
}
