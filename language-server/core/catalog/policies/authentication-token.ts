import { policy } from '../policy.ts'

export default policy({
  name: 'authentication-token',
  title: 'Authenticate with token service',
  category: 'Undocumented',
  status: 'undocumented',
  summary:
    'Gets a token from a token service or with a managed identity. No documentation describes it; use `authentication-managed-identity` unless you know that your instance accepts it.',
  docs: 'https://learn.microsoft.com/azure/api-management/api-management-policies',
  attributes: {
    'token-type': {
      type: 'enum',
      summary: 'Where the token comes from.',
      default: 'managed-service-identity',
      values: ['managed-service-identity', 'token-service'],
    },
    'token-service-url': { type: 'string', summary: 'The URL of the token service.', returns: 'string' },
    'resource-url': { type: 'string', summary: 'The resource that the token is for.', returns: 'string' },
    'ignore-error': { type: 'boolean', summary: 'Whether processing goes on after an error.' },
  },
  children: {},
  childOrder: 'any',
  content: 'empty',
})
