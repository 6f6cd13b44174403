import type { Gateway } from '../../catalog/policy.ts'
import { rule } from '../rule.ts'

const NAMES: Readonly<Record<Gateway, string>> = {
  classic: 'the classic gateway',
  v2: 'the v2 gateway',
  consumption: 'the Consumption tier',
  'self-hosted': 'a self-hosted gateway',
  workspace: 'a workspace gateway',
}

export default rule({
  id: 'wrong-gateway',
  severity: 'error',
  category: 'structure',
  summary: 'A policy runs only on the gateways that support it.',
  why: 'The service refuses it, or the gateway skips it or fails. Nothing is said when the gateway is not known.',
  examples: {
    options: { gateway: 'consumption' },
    bad: `<policies>
  <inbound>
    <base />
    <rate-limit-by-key calls="10" renewal-period="60" counter-key="all" />
     ^^^^^^^^^^^^^^^^^ wrong-gateway
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
    element({ element, role, policy, variantGateways }) {
      const { gateway } = cx.analysis.options
      const allowed = variantGateways ?? policy?.gateways
      if (gateway === undefined || allowed === undefined || (role !== 'policy' && role !== 'child')) return
      if (allowed.includes(gateway)) return
      cx.report({
        element,
        ...(policy?.disputed?.includes('gateways') ? { severity: 'warning' } : {}),
        message: `${variantGateways ? 'This form of the policy' : 'The policy'} '${element.name}' does not run on ${NAMES[gateway]}; it runs on ${allowed.join(', ')}.`,
        ...(gateway === 'consumption' ? { serviceMessage: "Policy is not allowed in 'Consumption' sku" } : {}),
      })
    },
  }),
})
