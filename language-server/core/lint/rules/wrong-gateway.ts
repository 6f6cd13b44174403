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
  reach: 'element',
  summary: 'A policy runs only on the gateways that support it.',
  why: 'A tier that does not have the policy refuses it. What only self-hosted gateways run, or do not run, is stored, and fails in a call. Nothing is said when the gateway is not known.',
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
        ...(isStored(gateway) || policy?.disputed?.includes('gateways') ? { severity: 'warning' } : {}),
        message: `${variantGateways ? 'This form of the policy' : 'The policy'} '${element.name}' does not run on ${NAMES[gateway]}; it runs on ${allowed.join(', ')}.`,
        ...(gateway === 'consumption' ? { serviceMessage: "Policy is not allowed in 'Consumption' sku" } : {}),
      })
    },
  }),
})

/** A classic instance keeps the documents of its self-hosted gateways beside those of its own, and takes what either of them runs. */
const isStored = (gateway: Gateway): boolean => gateway === 'classic' || gateway === 'self-hosted'
