import { removeElement } from '../fixes/elements.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'nested-fragment',
  severity: 'error',
  category: 'structure',
  reach: 'element',
  summary: 'A fragment cannot include another fragment.',
  why: 'The service refuses a fragment with <include-fragment> in it.',
  remedy: 'Include both fragments, one after the other, where the outer one is included.',
  examples: {
    bad: `<fragment>
  <include-fragment fragment-id="log-request" />
   ^^^^^^^^^^^^^^^^ nested-fragment
</fragment>`,
    good: `<fragment>
  <set-header name="X-Trace" exists-action="delete" />
</fragment>`,
  },
  check: (cx) => ({
    'include-fragment'({ element, role, policy }) {
      if (cx.analysis.kind !== 'fragment' || (role !== 'policy' && role !== 'child')) return
      cx.report({
        element,
        ...(policy?.disputed?.includes('fragment') ? { severity: 'warning' } : {}),
        message: 'A fragment cannot include another fragment.',
        serviceMessage: 'Policy is not allowed in the specified scope',
        fixes: () => [{ title: 'Remove <include-fragment>', edits: [removeElement(element, cx.analysis.text)] }],
      })
    },
  }),
})
