import { policy } from '../policy.ts'

export default policy({
  name: 'authentication-token-store',
  title: 'Authenticate with token store',
  category: 'Undocumented',
  status: 'undocumented',
  summary: 'Authenticate with token store.',
  docs: 'https://learn.microsoft.com/azure/api-management/api-management-policies',
  attributes: {
    'token-id': { type: 'string', summary: 'Token id.', returns: 'string' },
    'client-id': { type: 'string', summary: 'Client id.', returns: 'string' },
    'output-token-variable-name': {
      type: 'string',
      summary: 'Variable for the token.',
      format: 'variable-name',
      returns: 'string',
    },
    'ignore-error': { type: 'boolean', summary: 'Ignore errors.' },
  },
  children: {},
  childOrder: 'any',
  content: 'empty',
})
