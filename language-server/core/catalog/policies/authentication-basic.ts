import { policy } from '../policy.ts'

export default policy({
  name: 'authentication-basic',
  title: 'Authenticate with Basic',
  category: 'Authentication and authorization',
  status: 'ga',
  summary:
    'Adds a Basic `Authorization` header to the request for the back end. Keep the password in a secret named value; a managed identity or a token is the better choice where the back end accepts one.',
  docs: 'https://learn.microsoft.com/azure/api-management/authentication-basic-policy',
  sections: ['inbound'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  occurrence: 'once-per-section',
  attributes: {
    username: {
      type: 'string',
      summary: 'The user name for the back end.',
      required: true,
      expression: true,
      returns: 'string',
    },
    password: {
      type: 'string',
      summary: 'The password for the back end. Keep it in a secret named value.',
      required: true,
      expression: true,
      returns: 'string',
      sample: '{{backend-password}}',
    },
  },
  children: {},
  childOrder: 'any',
  content: 'empty',
  notes: ['It replaces the `Authorization` header of the request.'],
})
