import type { Policy } from '../../catalog/policy.ts'
import { type Context, rule } from '../rule.ts'

export default rule({
  id: 'wrong-scope',
  severity: 'error',
  category: 'structure',
  reach: 'element',
  summary: 'A policy stands only in documents of the scopes it is made for.',
  why: 'The service refuses a policy at a scope that it does not support. Nothing is said when the scope is not known.',
  examples: {
    options: { scope: 'api' },
    bad: `<policies>
  <inbound>
    <base />
    <quota calls="1000" renewal-period="3600" />
     ^^^^^ wrong-scope
  </inbound>
</policies>`,
    good: `<policies>
  <inbound>
    <base />
    <quota-by-key calls="1000" renewal-period="3600" counter-key="all" />
  </inbound>
</policies>`,
  },
  check: (cx) => ({
    element({ element, role, policy }) {
      if (policy === undefined || role !== 'policy') return
      const message = faultOf(policy, cx)
      if (message === undefined) return
      const disputed = policy.disputed?.some((about) => about === 'scopes' || about === 'fragment')
      cx.report({
        element,
        ...(disputed ? { severity: 'warning' } : {}),
        message,
        serviceMessage: 'Policy is not allowed in the specified scope',
      })
    },
  }),
})

function faultOf(policy: Policy, { analysis }: Context): string | undefined {
  const { scope } = analysis.options
  if (analysis.kind === 'fragment' || scope === 'fragment') {
    // A rule of its own reports nested fragments.
    if (policy.fragment !== false || policy.name === 'include-fragment') return undefined
    return `The policy '${policy.name}' is not allowed in a fragment.`
  }
  if (scope === undefined || scope === 'resolver' || policy.scopes === undefined) return undefined
  if (policy.scopes.includes(scope) || policy.scopes.length === 0) return undefined
  return `The policy '${policy.name}' is not allowed at ${scope} scope; it may stand at ${policy.scopes.join(', ')}.`
}
