import { removeElement } from '../lint/fixes/elements.ts'
import { indentAt } from '../lint/fixes/layout.ts'
import { type Analysis, analyse, type Meaning } from '../model/analysis.ts'
import type { Span } from '../text/span.ts'
import type { Action } from './action.ts'
import { reindented } from './parts/reindent.ts'
import { policiesBelow, selectedPolicies, trimmed } from './parts/selected-policies.ts'
import { whyNotAllowed } from './parts/wrapping.ts'

const action: Action = {
  id: 'inline-fragment',
  kind: 'refactor.inline',
  offer(place) {
    const { analysis, around } = place
    const selected = selectedPolicies(place)
    const include = selected?.first
    if (selected?.policies.length !== 1 || include?.name !== 'include-fragment') return undefined
    const value = include.attributes.find(({ name }) => name === 'fragment-id')?.value
    if (value?.kind !== 'literal')
      return { title: 'Inline the fragment', disabled: 'Which fragment it is, nobody knows yet.' }
    const title = `Inline fragment '${value.text}'`
    const text = around?.fragmentText(value.text)
    if (text === undefined) return { title, disabled: 'No file of the folder holds this fragment.' }
    const fragment = analyse(text, fragmentOptions(analysis))
    const body = bodyOf(fragment)
    if (typeof body === 'string') return { title, disabled: body }
    const refused = whyNot(analysis, include, fragment)
    if (refused !== undefined) return { title, disabled: refused }
    if (body.start === body.end) return { title, edits: [removeElement(include.element, analysis.text)] }
    const { start, end } = include.element
    const newText = reindented(fragment, body, indentAt(analysis.text, start))
    return { title, edits: [{ span: { start, end }, newText: withLineEnds(newText, analysis.text) }] }
  },
}
export default action

const fragmentOptions = ({ options: { dialect, placeholders } }: Analysis) => ({
  scope: 'fragment' as const,
  ...(dialect && { dialect }),
  ...(placeholders && { placeholders }),
})

/** What stands in the fragment, without the white space around it. */
function bodyOf(fragment: Analysis): Span | string {
  const { root, mistakes } = fragment.tree
  if (fragment.kind !== 'fragment' || root === undefined) return 'Its document does not begin with <fragment>.'
  if (mistakes[0] !== undefined) return `Its document has a fault: ${mistakes[0].message}`
  if (root.close === undefined) return { start: root.openEnd, end: root.openEnd }
  return trimmed(fragment, { start: root.openEnd, end: root.close.start })
}

function whyNot(analysis: Analysis, { section, parent }: Meaning, fragment: Analysis): string | undefined {
  const policies = fragment.meanings.filter(({ parent: around }) => around?.role === 'root')
  for (const each of policies.flatMap((one) => policiesBelow(fragment, one))) {
    const refused = each.role === 'policy' ? whyNotAllowed(analysis, each.name, section) : undefined
    if (refused !== undefined) return refused
  }
  if (parent?.role === 'section' && parent.name === 'backend' && policies.length > 1)
    return 'The section backend takes one policy only, and there are several in it.'
  return undefined
}

const withLineEnds = (text: string, of: string): string =>
  of.includes('\r\n') ? text.replace(/\r?\n/g, '\r\n') : text.replaceAll('\r\n', '\n')
