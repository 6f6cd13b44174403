import { policy } from '../policy.ts'

export default policy({
  name: 'set-url',
  title: 'Set URL',
  category: 'Undocumented',
  status: 'ga',
  summary: 'Set URL.',
  docs: 'https://learn.microsoft.com/azure/api-management/api-management-policies',
  sections: [],
  attributes: {},
  children: {},
  childOrder: 'any',
  content: 'text',
  text: { type: 'string', expression: true, returns: 'string' },
  notes: ['Documented only as a child of send-request, send-one-way-request and resolver requests.'],
})
