import type { ContextModel, ExpressionHost } from './context-model.ts'

/** A request with something in every part, for tests and for trying an expression without one. */
export function sampleContext(overrides: Partial<ContextModel> = {}): ContextModel {
  const url = {
    scheme: 'https',
    host: 'api.contoso.com',
    port: 443,
    path: '/orders/7',
    queryString: '?x=1&x=2',
    query: new Map([['x', ['1', '2']]]),
  }
  return {
    request: {
      method: 'GET',
      url,
      originalUrl: url,
      headers: new Map([['Accept', ['text/plain', 'application/json']]]),
      ipAddress: '203.0.113.7',
      matchedParameters: new Map([['id', '7']]),
    },
    response: { statusCode: 200, statusReason: 'OK', headers: new Map() },
    variables: new Map(),
    api: { id: 'orders', name: 'Orders', path: 'orders', revision: '1', protocols: ['https'], isCurrentRevision: true },
    operation: { id: 'get-order', name: 'Get order', method: 'GET', urlTemplate: '/orders/{id}' },
    product: {
      id: 'starter',
      name: 'Starter',
      approvalRequired: false,
      subscriptionRequired: true,
      state: 'published',
    },
    subscription: { id: 'sub', name: 'Sub', key: 'k1', primaryKey: 'k1', secondaryKey: 'k2' },
    user: {
      id: 'u1',
      email: 'ann@contoso.com',
      firstName: 'Ann',
      lastName: 'Lee',
      groups: ['Developers', 'Administrators'],
    },
    deployment: { region: 'West Europe', serviceName: 'contoso', gatewayId: 'managed' },
    requestId: '11223344-5566-7788-99aa-bbccddeeff00',
    timestamp: Date.UTC(2024, 2, 1, 12, 34, 56),
    elapsed: () => 123,
    ...overrides,
  }
}

export const sampleHost: ExpressionHost = {
  now: () => Date.UTC(2024, 2, 1),
  random: () => 0.5,
  newGuid: () => '11111111-2222-3333-4444-555555555555',
}
