import { policy } from '../policy.ts'

export default policy({
  name: 'authentication-token',
  title: 'Authenticate with token service',
  category: 'Undocumented',
  status: 'undocumented',
  summary: 'Authenticate with token service.',
  docs: 'https://learn.microsoft.com/azure/api-management/api-management-policies',
  attributes: {
    'token-type': {
      type: 'enum',
      summary: 'Token source.',
      default: 'managed-service-identity',
      values: ['managed-service-identity', 'token-service'],
    },
    'token-service-url': { type: 'string', summary: 'Token service URL.', returns: 'string' },
    'resource-url': { type: 'string', summary: 'Resource.', returns: 'string' },
    'ignore-error': { type: 'boolean', summary: 'Ignore errors.' },
  },
  children: {},
  childOrder: 'any',
  content: 'empty',
  notes: ['Knowledge base: OAuth2 token from token store or managed identity.'],
})
