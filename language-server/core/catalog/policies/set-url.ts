import { policy } from '../policy.ts'

export default policy({
  name: 'set-url',
  title: 'Set URL',
  category: 'Undocumented',
  status: 'ga',
  summary:
    'Names the URL of the request that its parent makes. It stands only inside `send-request`, `send-one-way-request` and resolver requests.',
  docs: 'https://learn.microsoft.com/azure/api-management/api-management-policies',
  sections: [],
  attributes: {},
  children: {},
  childOrder: 'any',
  content: 'text',
  text: {
    type: 'string',
    summary: 'The URL of the request.',
    expression: true,
    returns: 'string',
    sample: 'https://example.com',
  },
})
