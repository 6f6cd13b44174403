import { resource } from '../resource.ts'

export default resource({
  pattern: '/tenants/{tenantId}',
  list: ({ cx }) => ({
    status: 200,
    body: {
      value: [
        {
          id: `/tenants/${cx.tenantId}`,
          tenantId: cx.tenantId,
          displayName: 'Policywright local',
          tenantCategory: 'Home',
          domains: ['policywright.onmicrosoft.com'],
          defaultDomain: 'policywright.onmicrosoft.com',
        },
      ],
    },
  }),
})
