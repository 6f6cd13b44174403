import { policy } from '../policy.ts'

export default policy({
  name: 'authentication-basic',
  title: 'Authenticate with Basic',
  category: 'Authentication and authorization',
  status: 'ga',
  summary: 'Authenticate with Basic.',
  docs: 'https://learn.microsoft.com/azure/api-management/authentication-basic-policy',
  sections: ['inbound'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  occurrence: 'once-per-section',
  attributes: {
    username: { type: 'string', summary: 'User name.', required: true, expression: true, returns: 'string' },
    password: {
      type: 'string',
      summary: 'Password; prefer a named value.',
      required: true,
      expression: true,
      returns: 'string',
    },
  },
  children: {},
  childOrder: 'any',
  content: 'empty',
  notes: ['Sets the Authorization header sent to the backend.'],
})
