import { SECTIONS } from '../../catalog/policy.ts'
import { addSections, sectionElement } from '../fixes/sections.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'missing-section',
  severity: 'hint',
  category: 'structure',
  reach: 'late',
  summary: 'A policy definition should have all four sections.',
  why: 'An absent section counts as an empty one: nothing of this scope or a wider one runs there, and without backend no request is forwarded.',
  examples: {
    options: { scope: 'api' },
    bad: `<policies>
 ^^^^^^^^ missing-section
  <inbound>
    <base />
  </inbound>
  <outbound>
    <base />
  </outbound>
  <on-error>
    <base />
  </on-error>
</policies>`,
    good: `<policies>
  <inbound>
    <base />
  </inbound>
  <backend>
    <base />
  </backend>
  <outbound>
    <base />
  </outbound>
  <on-error>
    <base />
  </on-error>
</policies>`,
  },
  check: (cx) => ({
    document() {
      const { analysis } = cx
      const { root } = analysis.tree
      if (analysis.kind !== 'policies' || root === undefined) return
      const missing = SECTIONS.filter((section) => sectionElement(analysis, section) === undefined)
      if (missing.length === 0) return
      cx.report({
        element: root,
        message: `The document has no ${missing.join(', ')}: nothing runs there, not even the policies of wider scopes.`,
        fixes: () => [
          {
            title: missing.length === 1 ? `Add <${missing[0]}>` : 'Add the missing sections',
            edits: addSections(analysis, missing),
            preferred: true,
          },
        ],
      })
    },
  }),
})
