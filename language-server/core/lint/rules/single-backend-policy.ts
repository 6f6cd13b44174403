import { childElements } from '../../syntax/query.ts'
import { areBothThere } from '../certain-siblings.ts'
import { removeElement } from '../fixes/elements.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'single-backend-policy',
  severity: 'error',
  category: 'structure',
  reach: 'element',
  summary: 'The backend section holds one policy.',
  why: 'The service refuses a second policy in backend: one policy, which may contain others, forwards the request.',
  remedy:
    'Move what prepares the request to inbound, or put the policies into one container such as <choose> or <retry>.',
  examples: {
    bad: `<policies>
  <backend>
   ^^^^^^^ single-backend-policy
    <set-backend-service backend-id="orders" />
    <forward-request timeout="20" />
  </backend>
</policies>`,
    good: `<policies>
  <inbound>
    <base />
    <set-backend-service backend-id="orders" />
  </inbound>
  <backend>
    <forward-request timeout="20" />
  </backend>
</policies>`,
  },
  check: (cx) => ({
    backend({ element, role }) {
      if (role !== 'section') return
      // https://learn.microsoft.com/azure/api-management/set-graphql-resolver-policy: backend declares any number of them.
      const policies = childElements(element).filter(({ name }) => name !== 'set-graphql-resolver')
      const [first, ...others] = policies
      if (first === undefined || !others.some((other) => areBothThere(first, other, cx))) return
      cx.report({
        element,
        message: `backend holds ${policies.length} policies (${policies.map(({ name }) => name).join(', ')}), but only one is allowed.`,
        serviceMessage: 'backend section allows only one policy to be specified',
        fixes: () =>
          policies.flatMap((policy) =>
            policy.name === 'base'
              ? [{ title: 'Remove <base />', edits: [removeElement(policy, cx.analysis.text)] }]
              : [],
          ),
      })
    },
  }),
})
