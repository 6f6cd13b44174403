import type { GatewayConfiguration } from '../../emulator/gateway/configuration.ts'

export const benchTenant = '11111111-2222-3333-4444-555555555555'
export const benchAudience = 'api://bench-orders'
export const benchLogin = 'login.microsoftonline.com'

const jwtPolicy = `<policies>
  <inbound>
    <base />
    <validate-jwt header-name="Authorization" require-scheme="Bearer">
      <openid-config url="https://${benchLogin}/${benchTenant}/v2.0/.well-known/openid-configuration" />
      <audiences><audience>${benchAudience}</audience></audiences>
      <required-claims><claim name="roles"><value>Orders.Read</value></claim></required-claims>
    </validate-jwt>
  </inbound>
  <backend><base /></backend>
  <outbound><base /></outbound>
  <on-error><base /></on-error>
</policies>`

const emptyPolicy =
  '<policies><inbound><base /></inbound><backend><base /></backend><outbound><base /></outbound><on-error><base /></on-error></policies>'

/** One API without a policy of its own, and one that demands a token. */
export const benchConfiguration = (backEnd: string): GatewayConfiguration => ({
  version: 1,
  serviceName: 'bench',
  region: 'West Europe',
  tenantId: benchTenant,
  apis: [
    ['empty', emptyPolicy],
    ['jwt', jwtPolicy],
  ].map(([id = '', policy = '']) => ({
    id,
    name: id,
    path: id,
    revision: '1',
    isCurrent: true,
    serviceUrl: backEnd,
    protocols: ['https'],
    subscriptionRequired: false,
    subscriptionKeyNames: { header: 'Ocp-Apim-Subscription-Key', query: 'subscription-key' },
    policy,
    operations: [{ id: 'get', name: 'get', method: 'GET', urlTemplate: '/orders/{id}' }],
  })),
  products: [],
  subscriptions: [],
  fragments: new Map(),
  namedValues: new Map(),
  backends: new Map(),
  identities: [],
})
