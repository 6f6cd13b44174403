import { policy } from '../policy.ts'

export default policy({
  name: 'authentication-managed-identity',
  title: 'Authenticate with managed identity',
  category: 'Authentication and authorization',
  status: 'ga',
  summary: 'Authenticate with managed identity.',
  docs: 'https://learn.microsoft.com/azure/api-management/authentication-managed-identity-policy',
  sections: ['inbound'],
  scopes: ['global', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted'],
  fragment: true,
  attributes: {
    resource: {
      type: 'string',
      summary: 'Application id or URI of the target resource.',
      required: true,
      expression: true,
      returns: 'string',
      disputed: true,
    },
    'client-id': {
      type: 'string',
      summary: 'Client id of a user-assigned identity; omitted means system-assigned.',
      expression: false,
      disputed: true,
    },
    'output-token-variable-name': {
      type: 'string',
      summary: 'Context variable that gets the token as string; then the Authorization header is not the only use.',
      format: 'variable-name',
      expression: false,
    },
    'ignore-error': { type: 'boolean', summary: 'Continue when no token could be obtained.', default: 'false' },
  },
  children: {},
  childOrder: 'any',
  content: 'empty',
  disputed: ['sections'],
  notes: [
    'Sets Authorization: Bearer for the backend call.',
    'Also valid as a child of send-request and send-one-way-request.',
  ],
  conflicts: [
    {
      about: 'Docs: no expressions in client-id; toolkit marks ClientId expression-capable.',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
    {
      about: 'Docs list inbound only; toolkit also outbound; XSD allows it inside <wait>.',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
  ],
})
