import { allPolicies } from '../../catalog/lookup.ts'
import { isSection, type Meaning } from '../../model/analysis.ts'
import type { Content } from '../../syntax/tree.ts'
import { nearest } from '../../text/nearest.ts'
import type { Fix } from '../finding.ts'
import { renameElement } from '../fixes/elements.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'unknown-policy',
  severity: 'error',
  category: 'structure',
  reach: 'element',
  summary: 'Only policies that API Management knows may stand in a section, a branch or a fragment.',
  why: 'The service refuses the whole document: it has no policy of this name. Names are compared with upper and lower case.',
  examples: {
    bad: `<fragment>
  <set-haeder name="X-Trace" exists-action="delete" />
   ^^^^^^^^^^ unknown-policy
</fragment>`,
    good: `<fragment>
  <set-header name="X-Trace" exists-action="delete" />
</fragment>`,
  },
  check: (cx) => ({
    element(meaning) {
      if (meaning.role !== 'unknown-policy' || meaning.element.name === '') return
      const { element } = meaning
      cx.report({
        element,
        message: messageFor(meaning),
        serviceMessage: 'There is no policy matching element name',
        fixes: () => fixes(meaning),
      })
    },
  }),
})

const messageFor = ({ element, parent }: Meaning): string =>
  isSection(element.name)
    ? `The section '${element.name}' stands inside <${parent?.element.name ?? ''}>; sections stand only in <policies>.`
    : `There is no policy '${element.name}'.`

function fixes({ element, section }: Meaning): readonly Fix[] {
  if (isSection(element.name)) return [unwrap(element.children, element)]
  const fitting = allPolicies().filter(
    ({ sections }) =>
      sections === undefined || (section === undefined ? sections.length > 0 : sections.includes(section)),
  )
  const names = fitting.map(({ name }) => name)
  const meant =
    nearest(element.name, names) ??
    nearest(
      element.name,
      allPolicies().map(({ name }) => name),
    )
  if (meant === undefined) return []
  return [{ title: `Rename to <${meant}>`, edits: renameElement(element, meant), preferred: true }]
}

function unwrap(children: readonly Content[], element: Meaning['element']): Fix {
  const inner = children.filter((child) => child.kind === 'element' && child.name !== 'base')
  const start = inner[0]?.start ?? element.end
  const end = inner.at(-1)?.end ?? element.end
  return {
    title: `Remove the tags of <${element.name}> and keep its policies`,
    edits: [
      { span: { start: element.start, end: start }, newText: '' },
      { span: { start: end, end: element.end }, newText: '' },
    ],
  }
}
