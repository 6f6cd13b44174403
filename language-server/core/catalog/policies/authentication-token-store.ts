import { policy } from '../policy.ts'

export default policy({
  name: 'authentication-token-store',
  title: 'Authenticate with token store',
  category: 'Undocumented',
  status: 'undocumented',
  summary:
    'Gets a token from a token store. No documentation describes it; `get-authorization-context` is its documented successor in purpose.',
  docs: 'https://learn.microsoft.com/azure/api-management/api-management-policies',
  attributes: {
    'token-id': { type: 'string', summary: 'The id of the token.', returns: 'string' },
    'client-id': { type: 'string', summary: 'The client id.', returns: 'string' },
    'output-token-variable-name': {
      type: 'string',
      summary: 'The context variable that gets the token.',
      format: 'variable-name',
      returns: 'string',
    },
    'ignore-error': { type: 'boolean', summary: 'Whether processing goes on after an error.' },
  },
  children: {},
  childOrder: 'any',
  content: 'empty',
})
