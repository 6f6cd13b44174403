import type { Section } from '../../catalog/policy.ts'
import { hasRoom, moveToSection } from '../../lint/fixes/sections.ts'
import type { Action } from '../action.ts'
import { policiesBelow, selectedPolicies } from './selected-policies.ts'
import { whyNotAllowed } from './wrapping.ts'

/** Offers to move one policy that stands directly in a section to the end of another one. */
export const moveTo =
  (section: Section): Action['offer'] =>
  (place) => {
    const { analysis } = place
    const selected = selectedPolicies(place)
    const policy = selected?.first
    if (selected?.policies.length !== 1 || policy?.role !== 'policy') return undefined
    if (selected.parent.role !== 'section' || policy.section === section) return undefined
    const title = `Move to <${section}>`
    for (const { name, role } of policiesBelow(analysis, policy)) {
      const refused = role === 'policy' ? whyNotAllowed(analysis, name, section) : undefined
      if (refused !== undefined) return { title, disabled: refused }
    }
    if (!hasRoom(analysis, section))
      return { title, disabled: 'The section backend takes one policy only, and there is one.' }
    return { title, edits: moveToSection(analysis, section, policy.element) }
  }
