import { layoutOf } from '../lint/fixes/layout.ts'
import type { Analysis, Meaning } from '../model/analysis.ts'
import { variableMentions } from '../model/variables.ts'
import { contains } from '../text/span.ts'
import type { Action, ActionOffer, ActionPlace, NewFile } from './action.ts'
import { reindented } from './parts/reindent.ts'
import { policiesBelow, type SelectedPolicies, selectedPolicies, trimmed } from './parts/selected-policies.ts'

const TITLE = 'Extract to a policy fragment'
/** https://learn.microsoft.com/azure/api-management/policy-fragments */
const LARGEST = 512 * 1024

const action: Action = {
  id: 'extract-fragment',
  kind: 'refactor.extract',
  offer(place) {
    const { analysis, around } = place
    const selected = selectedPolicies(place)
    if (selected === undefined) return acrossSections(place)
    if (analysis.kind !== 'policies' && analysis.kind !== 'fragment') return undefined
    const refused = whyNot(analysis, selected)
    if (refused !== undefined) return { title: TITLE, disabled: refused }
    if (around === undefined)
      return {
        title: TITLE,
        disabled: 'The document is in no folder that the editor has open, where the fragment could be kept.',
      }
    if (!around.makesFiles) return { title: TITLE, disabled: 'The editor does not make files with an edit.' }
    const id = freeId(selected.first.name, around.fragments)
    const files = around.fragmentFiles(id)
    if ('refused' in files) return { title: TITLE, disabled: files.refused }
    const text = fragmentText(analysis, selected)
    if (bytesOf(text) > LARGEST) return { title: TITLE, disabled: 'A fragment holds 512 KB at most.' }
    const { document, information } = files
    const written: NewFile[] = [{ path: document, text }]
    if (information !== undefined) written.push({ path: information, text: informationText(analysis, selected) })
    return {
      title: `${TITLE} '${id}'`,
      edits: [{ span: selected.span, newText: `<include-fragment fragment-id="${id}" />` }],
      files: written,
    }
  },
}
export default action

function acrossSections({ analysis, span }: ActionPlace): ActionOffer | undefined {
  if (span.start === span.end) return undefined
  const at = trimmed(analysis, span)
  const sections = analysis.meanings.filter(
    ({ role, element }) => role === 'section' && element.start < at.end && at.start < element.end,
  )
  if (sections.length < 2) return undefined
  return { title: TITLE, disabled: 'The selection goes over several sections, and a fragment stands in one.' }
}

function whyNot(analysis: Analysis, { policies }: SelectedPolicies): string | undefined {
  if (analysis.kind === 'fragment') return 'A fragment cannot include another fragment.'
  const below = policies.flatMap((each) => policiesBelow(analysis, each))
  if (below.some(({ role }) => role === 'base')) return '<base /> has no place in a fragment.'
  if (below.some(({ name }) => name === 'include-fragment')) return 'A fragment cannot include another fragment.'
  const excluded = below.find(isExcluded)
  if (excluded !== undefined) return `<${excluded.name}> is not allowed in a fragment.`
  for (const { name, attributes } of below) {
    const attribute = attributes.find(({ spec }) => spec?.fragment === false)
    if (attribute !== undefined) return `'${attribute.name}' of <${name}> is not allowed in a fragment.`
  }
  return undefined
}

const isExcluded = ({ role, policy }: Meaning): boolean => role === 'policy' && policy?.fragment === false

function fragmentText(analysis: Analysis, { span }: SelectedPolicies): string {
  const { newline, unit } = layoutOf(analysis.text)
  return `<fragment>${newline}${unit}${reindented(analysis, span, unit)}${newline}</fragment>${newline}`
}

/**
 * The file of APIOps: https://azure.github.io/apiops/apiops/2-apiops-artifacts/ It names the variables by which the fragment and its
 * includers depend on each other.
 */
function informationText(analysis: Analysis, { policies, span }: SelectedPolicies): string {
  const mentions = variableMentions(analysis).filter((one) => contains(span, one.span))
  const named = (role: 'set' | 'read') => mentions.filter((one) => one.role === role).map(({ name }) => name)
  const sets = new Set(named('set'))
  const reads = named('read').filter((name) => !sets.has(name))
  const sentence = (word: string, names: Iterable<string>): string => {
    const list = [...new Set(names)].join(', ')
    return list === '' ? '' : ` ${word} ${list}.`
  }
  const holds = sentence(
    'Holds',
    policies.map(({ name }) => name),
  )
  const description = `${holds}${sentence('Sets', sets)}${sentence('Reads', reads)}`.trim()
  return `${JSON.stringify({ properties: { description } }, undefined, 2)}\n`
}

function freeId(base: string, taken: readonly string[]): string {
  const known = new Set(taken.map((id) => id.toLowerCase()))
  for (let count = 1; ; count++) {
    const id = count === 1 ? base : `${base}-${count}`
    if (!known.has(id.toLowerCase())) return id
  }
}

/** As the service counts, in UTF-8. */
function bytesOf(text: string): number {
  let bytes = 0
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
  }
  return bytes
}
