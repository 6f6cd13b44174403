import { SECTIONS } from '../catalog/policy.ts'
import { addSections, sectionElement } from '../lint/fixes/sections.ts'
import type { Action } from './action.ts'
import { isBroken, isClosed } from './parts/selected-policies.ts'

const action: Action = {
  id: 'add-missing-sections',
  kind: 'refactor.rewrite',
  offer({ analysis, span }) {
    const { root } = analysis.tree
    if (analysis.kind !== 'policies' || root === undefined || !isClosed(root)) return undefined
    if (span.start < root.start || root.openEnd < span.end || isBroken(analysis, root)) return undefined
    const missing = SECTIONS.filter((section) => sectionElement(analysis, section) === undefined)
    if (missing.length === 0) return { title: 'Add the missing sections', disabled: 'All four sections are there.' }
    return { title: `Add ${missing.map((name) => `<${name}>`).join(', ')}`, edits: addSections(analysis, missing) }
  },
}
export default action
