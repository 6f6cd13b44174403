import { prependChild } from '../lint/fixes/elements.ts'
import { hasRoom } from '../lint/fixes/sections.ts'
import type { Action } from './action.ts'
import { isBroken, isClosed } from './parts/selected-policies.ts'

const TITLE = 'Add <base />'

const action: Action = {
  id: 'add-base',
  kind: 'refactor.rewrite',
  offer({ analysis, span }) {
    const section = analysis.meanings.find(
      ({ role, element }) => role === 'section' && element.start <= span.start && span.end <= element.openEnd,
    )
    if (section === undefined || !isClosed(section.element) || isBroken(analysis, section.element)) return undefined
    if (section.elements.some(({ name }) => name === 'base')) return undefined
    if (analysis.options.scope === 'global')
      return { title: TITLE, disabled: 'No scope is wider than the global one, so that nothing would run there.' }
    if (section.section !== undefined && !hasRoom(analysis, section.section))
      return { title: TITLE, disabled: 'The section backend takes one policy only, and there is one.' }
    return { title: TITLE, edits: [prependChild(section.element, '<base />', analysis.text)] }
  },
}
export default action
