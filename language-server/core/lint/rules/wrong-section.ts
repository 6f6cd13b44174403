import type { Section } from '../../catalog/policy.ts'
import type { Meaning } from '../../model/analysis.ts'
import type { Fix } from '../finding.ts'
import { hasRoom, moveToSection } from '../fixes/sections.ts'
import { type Context, rule } from '../rule.ts'

export default rule({
  id: 'wrong-section',
  severity: 'error',
  category: 'structure',
  reach: 'element',
  summary: 'A policy stands only in the sections it is made for.',
  why: 'The service refuses a policy in a section that it does not support.',
  remedy: 'Move the policy to a section that it supports.',
  examples: {
    bad: `<policies>
  <inbound>
    <base />
  </inbound>
  <outbound>
    <base />
    <rate-limit calls="10" renewal-period="60" />
     ^^^^^^^^^^ wrong-section
  </outbound>
</policies>`,
    good: `<policies>
  <inbound>
    <base />
    <rate-limit calls="10" renewal-period="60" />
  </inbound>
  <outbound>
    <base />
  </outbound>
</policies>`,
  },
  check: (cx) => ({
    element(meaning) {
      const { element, role, section, policy } = meaning
      if (role !== 'policy' || policy?.sections === undefined || cx.analysis.kind === 'resolver') return
      const allowed = policy.sections
      if (section === undefined ? allowed.length > 0 : allowed.includes(section)) return
      cx.report({
        element,
        ...(policy.disputed?.includes('sections') ? { severity: 'warning' } : {}),
        message:
          allowed.length === 0
            ? `The policy '${element.name}' stands only inside other policies or in resolvers.`
            : `The policy '${element.name}' is not allowed in ${section}; it may stand in ${allowed.join(', ')}.`,
        serviceMessage: 'Policy is not allowed in this section',
        fixes: () => allowed.flatMap((target, order) => moveTo(target, order, meaning, cx)),
      })
    },
  }),
})

function moveTo(target: Section, order: number, { element, section }: Meaning, { analysis }: Context): readonly Fix[] {
  if (!hasRoom(analysis, target)) return []
  const edits = section === undefined ? [] : moveToSection(analysis, target, element)
  if (edits.length === 0) return []
  return [{ title: `Move to <${target}>`, edits, ...(order === 0 ? { preferred: true } : {}) }]
}
