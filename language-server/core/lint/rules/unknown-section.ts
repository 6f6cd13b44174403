import { SECTIONS } from '../../catalog/policy.ts'
import type { Meaning } from '../../model/analysis.ts'
import { nearest } from '../../text/nearest.ts'
import type { Fix } from '../finding.ts'
import { renameElement } from '../fixes/elements.ts'
import { hasRoom, moveToSection } from '../fixes/sections.ts'
import { type Context, rule } from '../rule.ts'

export default rule({
  id: 'unknown-section',
  severity: 'error',
  category: 'structure',
  summary: '<policies> holds only the sections inbound, backend, outbound and on-error.',
  why: 'The service refuses a document with anything else there: a policy outside a section would never run.',
  examples: {
    bad: `<policies>
  <inbond>
   ^^^^^^ unknown-section
    <base />
  </inbond>
  <set-method>GET</set-method>
   ^^^^^^^^^^ unknown-section
</policies>`,
    good: `<policies>
  <inbound>
    <base />
    <set-method>GET</set-method>
  </inbound>
</policies>`,
  },
  check: (cx) => ({
    document() {
      for (const meaning of cx.analysis.meanings) {
        if (meaning.role === 'unknown-section') look(meaning, cx)
      }
    },
  }),
})

function look(meaning: Meaning, cx: Context): void {
  const { element, policy } = meaning
  const message =
    policy === undefined
      ? `<policies> has no section '${element.name}'.`
      : `The policy '${element.name}' must stand in a section of <policies>.`
  cx.report({
    element,
    message,
    serviceMessage: 'Policy section is not allowed in the specified scope',
    fixes: () => fixes(meaning, cx),
  })
}

function fixes({ element, policy }: Meaning, { analysis }: Context): readonly Fix[] {
  if (policy === undefined) {
    const meant = nearest(element.name, SECTIONS)
    return meant === undefined
      ? []
      : [{ title: `Rename to <${meant}>`, edits: renameElement(element, meant), preferred: true }]
  }
  return (policy.sections ?? SECTIONS).flatMap((section, order) => {
    if (!hasRoom(analysis, section)) return []
    const edits = moveToSection(analysis, section, element)
    if (edits.length === 0) return []
    return [{ title: `Move to <${section}>`, edits, ...(order === 0 ? { preferred: true } : {}) }]
  })
}
