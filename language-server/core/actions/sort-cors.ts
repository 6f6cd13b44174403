import type { Analysis, Meaning } from '../model/analysis.ts'
import type { Edit } from '../text/edit.ts'
import type { Action } from './action.ts'
import { isBroken, isClosed } from './parts/selected-policies.ts'

const TITLE = 'Sort the lists of <cors>'
const LISTS: ReadonlySet<string> = new Set(['allowed-origins', 'allowed-methods', 'allowed-headers', 'expose-headers'])

/** The order of these lists means nothing: https://learn.microsoft.com/azure/api-management/cors-policy */
const action: Action = {
  id: 'sort-cors',
  kind: 'refactor.rewrite',
  offer({ analysis, span }) {
    const cors = analysis.meanings.find(
      ({ name, role, element }) =>
        name === 'cors' && role === 'policy' && element.start <= span.start && span.end <= element.end,
    )
    if (cors === undefined || !isClosed(cors.element) || isBroken(analysis, cors.element)) return undefined
    const lists = cors.elements
      .filter(({ name }) => LISTS.has(name))
      .flatMap((element) => analysis.meaningOf(element) ?? [])
    if (lists.some(({ element }) => element.children.some(({ kind }) => kind === 'comment')))
      return { title: TITLE, disabled: 'A comment stands in a list, and nobody knows which entry it is for.' }
    const edits = lists.flatMap((list) => sorting(list, analysis))
    return edits.length === 0 ? { title: TITLE, disabled: 'They are sorted.' } : { title: TITLE, edits }
  },
}
export default action

function sorting({ elements }: Meaning, { text }: Analysis): readonly Edit[] {
  const written = elements.map(({ start, end }) => text.slice(start, end))
  const inOrder = written.toSorted((a, b) => compare(keyOf(a), keyOf(b)))
  return elements.flatMap(({ start, end }, index) => {
    const newText = inOrder[index] ?? ''
    return newText === written[index] ? [] : [{ span: { start, end }, newText }]
  })
}

/** By code, so that it is the same in every country; `*` comes first. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const keyOf = (xml: string): string =>
  xml
    .replace(/<[^<>]*>/g, '')
    .trim()
    .toLowerCase()
