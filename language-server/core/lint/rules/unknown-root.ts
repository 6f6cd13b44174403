import { SECTIONS } from '../../catalog/policy.ts'
import { isSection, type Meaning } from '../../model/analysis.ts'
import { childElements } from '../../syntax/query.ts'
import type { Element } from '../../syntax/tree.ts'
import { nearest } from '../../text/nearest.ts'
import type { Fix } from '../finding.ts'
import { definitionAround } from '../fixes/definition.ts'
import { renameElement } from '../fixes/elements.ts'
import { layoutOf } from '../fixes/layout.ts'
import { type Context, nameSpan, rule } from '../rule.ts'

const roots = {
  policies: 'the root <policies>',
  fragment: 'the root <fragment>',
  resolver: 'a data source as its root',
} as const

const ROOTS = ['policies', 'fragment', 'http-data-source', 'sql-data-source', 'cosmosdb-data-source']

export default rule({
  id: 'unknown-root',
  severity: 'error',
  category: 'structure',
  summary: 'A policy document has the root <policies>, <fragment> or the data source of a resolver.',
  why: 'The service reads the children of whatever root it gets as sections, and refuses each of them.',
  remedy: 'Put the sections into <policies>, or the policies into <fragment> when they are to be included elsewhere.',
  examples: {
    bad: `<inbound>
 ^^^^^^^ unknown-root
  <rewrite-uri template="/orders" />
</inbound>`,
    good: `<policies>
  <inbound>
    <base />
    <rewrite-uri template="/orders" />
  </inbound>
</policies>`,
  },
  check: (cx) => ({
    document() {
      for (const meaning of cx.analysis.meanings) {
        if (meaning.parent?.parent === undefined) look(meaning, cx)
      }
    },
  }),
})

/** @param meaning of a root, or of what stands directly in one */
function look(meaning: Meaning, cx: Context): void {
  const { element, elements, parent } = meaning
  if (parent?.role === 'unknown-root' && isSection(parent.element.name) && element !== parent.elements[0]) {
    cx.report({
      element,
      message: `<${element.name}> stands where the service expects a section of <policies>.`,
      serviceMessage: 'Policy section is not allowed in the specified scope',
    })
  }
  // Further roots are a mistake of syntax, whatever their names.
  if (element !== cx.analysis.tree.root) return
  if (meaning.role === 'root') reportMisfit(element, cx)
  if (meaning.role !== 'unknown-root') return
  cx.report({
    // The service takes any root for the definition, and names each child that is no section: here the first one.
    element: elements[0] ?? element,
    span: nameSpan(element),
    message: `<${element.name}> cannot be the root of a policy document.`,
    serviceMessage: 'Policy section is not allowed in the specified scope',
    fixes: () => fixes(meaning, cx),
  })
}

/** A document of another kind than its place says. */
function reportMisfit(element: Element, cx: Context): void {
  const { kind, options } = cx.analysis
  const { scope } = options
  if (scope === undefined) return
  const expected = scope === 'fragment' || scope === 'resolver' ? scope : 'policies'
  if (kind === expected) return
  const what = expected === 'policies' ? `A policy of the ${scope} scope` : `A ${scope}`
  cx.report({
    element,
    message: `${what} has ${roots[expected]}, not <${element.name}>.`,
    serviceMessage: 'Policy section is not allowed in the specified scope',
  })
}

function fixes({ element, spec }: Meaning, cx: Context): readonly Fix[] {
  const meant = childElements(element).some(({ name }) => isSection(name)) ? 'policies' : nearest(element.name, ROOTS)
  if (meant !== undefined) {
    return [{ title: `Rename to <${meant}>`, edits: renameElement(element, meant), preferred: true }]
  }
  if (cx.analysis.tree.mistakes.some(({ name }) => name === 'several-roots')) return []
  const { start, end } = element
  const { newline } = layoutOf(cx.analysis.text)
  const wrap = (before: string, after: string) => [
    { span: { start, end: start }, newText: before },
    { span: { start: end, end }, newText: after },
  ]
  if ((SECTIONS as readonly string[]).includes(element.name)) {
    return [
      {
        title: 'Put it into <policies>',
        edits: wrap(`<policies>${newline}`, `${newline}</policies>`),
        preferred: true,
      },
    ]
  }
  if (spec === undefined || cx.analysis.kind !== 'snippet') return []
  const section = spec.policy?.sections?.[0] ?? 'inbound'
  return [
    {
      title: `Put it into <${section}> of <policies>`,
      edits: wrap(...definitionAround(section, cx.analysis)),
      preferred: true,
    },
    { title: 'Put it into <fragment>', edits: wrap(`<fragment>${newline}`, `${newline}</fragment>`) },
  ]
}
