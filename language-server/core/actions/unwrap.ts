import { indentAt } from '../lint/fixes/layout.ts'
import type { Analysis, Meaning } from '../model/analysis.ts'
import { childElements } from '../syntax/query.ts'
import type { Element } from '../syntax/tree.ts'
import type { Action } from './action.ts'
import { reindented } from './parts/reindent.ts'
import { isBroken, selectedPolicies, trimmed } from './parts/selected-policies.ts'

const CONTAINERS: ReadonlySet<string> = new Set(['choose', 'retry', 'limit-concurrency'])

const action: Action = {
  id: 'unwrap',
  kind: 'refactor.rewrite',
  offer(place) {
    const { analysis } = place
    const selected = selectedPolicies(place)
    const meaning = selected?.policies.length === 1 ? selected.first : undefined
    if (meaning === undefined || !CONTAINERS.has(meaning.name)) return undefined
    const title = `Remove <${meaning.name}> and keep what is in it`
    const { element } = meaning
    const branches = childElements(element)
    const [only] = branches
    if (meaning.name === 'choose' && branches.length > 1)
      return { title, disabled: 'It has several branches, of which one runs at most.' }
    const body = meaning.name === 'choose' ? only : element
    if (body === undefined) return { title, disabled: 'There is nothing in it.' }
    if (isInBackend(meaning) && childElements(body).length > 1)
      return { title, disabled: 'The section backend takes one policy only, and there are several in it.' }
    if (body !== element && hasCommentBeside(element)) return { title, disabled: 'A comment in it would be lost.' }
    const inner = contentOf(analysis, body)
    if (inner === undefined) return { title, disabled: 'There is nothing in it.' }
    if (isBroken(analysis, element)) return undefined
    return {
      title,
      edits: [{ span: element, newText: reindented(analysis, inner, indentAt(analysis.text, element.start)) }],
    }
  },
}
export default action

const isInBackend = ({ parent }: Meaning): boolean => parent?.role === 'section' && parent.name === 'backend'

const hasCommentBeside = ({ children }: Element): boolean => children.some(({ kind }) => kind === 'comment')

function contentOf(analysis: Analysis, { openEnd, close }: Element) {
  if (close === undefined) return undefined
  const inner = trimmed(analysis, { start: openEnd, end: close.start })
  return inner.start < inner.end ? inner : undefined
}
