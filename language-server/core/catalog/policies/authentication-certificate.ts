import { policy } from '../policy.ts'

export default policy({
  name: 'authentication-certificate',
  title: 'Authenticate with client certificate',
  category: 'Authentication and authorization',
  status: 'ga',
  summary: 'Authenticate with client certificate.',
  docs: 'https://learn.microsoft.com/azure/api-management/authentication-certificate-policy',
  sections: ['inbound'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  attributes: {
    thumbprint: {
      type: 'string',
      summary: 'Thumbprint of an uploaded certificate.',
      expression: true,
      returns: 'string',
    },
    'certificate-id': {
      type: 'string',
      summary: 'Certificate resource name; use it for Key Vault certificates.',
      format: 'certificate-id',
      expression: true,
      returns: 'string',
    },
    body: {
      type: 'string',
      summary: 'Certificate bytes (byte[] expression) when not in the store.',
      expression: true,
      returns: 'object',
    },
    password: { type: 'string', summary: 'Password for body.', expression: true, returns: 'string' },
  },
  children: {},
  childOrder: 'any',
  content: 'empty',
  groups: [{ kind: 'exactly-one', members: ['thumbprint', 'certificate-id', 'body'] }],
  notes: ['Also valid as a child of send-request, send-one-way-request and resolver requests.'],
})
