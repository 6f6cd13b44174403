import type { Case } from '../case.ts'

const system = { clientId: 'system-client', principalId: 'p1', systemAssigned: true }
const own = { clientId: 'own-client', principalId: 'p2', systemAssigned: false }
const policy = (attributes: string) => `<authentication-managed-identity ${attributes} />`
const internal = { statusCode: 500, message: 'Internal server error' }
const tokens: Case['tokens'] = async ({ resource, clientId }) => ({
  token: `token-of-${clientId ?? 'system'}-for-${resource}`,
  expiresOn: Date.UTC(2026, 0, 1, 13),
})

export const identityCases: readonly Case[] = [
  {
    name: 'the token goes into the Authorization header, over what the caller sent',
    identities: [system],
    tokens,
    api: { inbound: policy('resource="r1"') },
    call: { headers: { Authorization: 'Bearer of-the-caller' } },
    expected: { backEnd: { headers: { authorization: 'Bearer token-of-system-for-r1' } } },
  },
  {
    name: 'a user-assigned identity is chosen by its client id',
    identities: [system, own],
    tokens,
    api: { inbound: policy('resource="r1" client-id="own-client"') },
    expected: { backEnd: { headers: { authorization: 'Bearer token-of-own-client-for-r1' } } },
  },
  {
    name: 'with an output variable the header stays as it is',
    identities: [system],
    tokens,
    api: { inbound: policy('resource="r1" output-token-variable-name="token"') },
    call: { headers: { Authorization: 'Bearer of-the-caller' } },
    expected: { backEnd: { headers: { authorization: 'Bearer of-the-caller' } } },
  },
  {
    name: 'an instance without an identity answers a bare 500; the trace says why',
    tokens,
    api: { inbound: policy('resource="r1"') },
    expected: {
      status: 500,
      body: internal,
      backEnd: 'not called',
      lastError: {
        source: 'authentication-managed-identity',
        message: 'The instance has no managed identity: enable one under Security, Managed identities.',
      },
    },
  },
  {
    name: 'a client id that the instance does not have',
    identities: [system],
    tokens,
    api: { inbound: policy('resource="r1" client-id="gone"') },
    expected: { status: 500, body: internal },
  },
  {
    name: 'a resource that the tenant does not know',
    identities: [system],
    tokens: async () => {
      throw new Error('AADSTS500011: The resource principal named r1 was not found in the tenant.')
    },
    api: { inbound: policy('resource="r1"') },
    expected: { status: 500, body: internal, backEnd: 'not called' },
  },
  {
    name: 'ignore-error goes on without a token',
    identities: [system],
    tokens: async () => {
      throw new Error('AADSTS500011')
    },
    api: { inbound: policy('resource="r1" ignore-error="true"') },
    expected: { status: 200, backEnd: { headers: { authorization: null } } },
  },
  {
    name: 'send-request may carry a token of its own',
    identities: [system],
    tokens,
    api: {
      inbound: `<send-request response-variable-name="a"><set-url>https://other.contoso.example/x</set-url><set-method>GET</set-method>${policy('resource="r2"')}</send-request><return-response response-variable-name="a" />`,
    },
    expected: { backEnd: { path: '/x', headers: { authorization: 'Bearer token-of-system-for-r2' } } },
  },
]
