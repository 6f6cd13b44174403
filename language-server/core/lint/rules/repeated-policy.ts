import { removeElement } from '../fixes/elements.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'repeated-policy',
  severity: 'warning',
  category: 'structure',
  summary: 'Some policies may be used only once in a section or in a definition.',
  why: 'The documentation of the policy allows one use; the service refuses a second one, or only one of them takes effect.',
  examples: {
    bad: `<policies>
  <inbound>
    <base />
    <rate-limit calls="10" renewal-period="60" />
    <rate-limit calls="100" renewal-period="300" />
     ^^^^^^^^^^ repeated-policy
  </inbound>
</policies>`,
    good: `<policies>
  <inbound>
    <base />
    <rate-limit calls="10" renewal-period="60" />
  </inbound>
</policies>`,
  },
  check: (cx) => ({
    document() {
      const seen = new Set<string>()
      for (const { element, role, policy, parent, section } of cx.analysis.meanings) {
        // Branches may exclude each other, so only policies directly in a section are counted.
        if (role !== 'policy' || policy?.occurrence === undefined || parent?.role !== 'section') continue
        const once = policy.occurrence === 'once-per-section' ? `${section}/${policy.name}` : policy.name
        if (!seen.has(once)) {
          seen.add(once)
          continue
        }
        const where = policy.occurrence === 'once-per-section' ? `in ${section}` : 'in a policy definition'
        cx.report({
          element,
          ...(policy.disputed?.includes('occurrence') ? { severity: 'info' } : {}),
          message: `The policy '${element.name}' may stand only once ${where}.`,
          fixes: () => [{ title: `Remove this <${element.name}>`, edits: [removeElement(element, cx.analysis.text)] }],
        })
      }
    },
  }),
})
