import { policy } from '../policy.ts'

export default policy({
  name: 'set-request-metric-dimension-value',
  title: 'Set request metric dimension',
  category: 'Undocumented',
  status: 'undocumented',
  summary: 'Set request metric dimension.',
  docs: 'https://learn.microsoft.com/azure/api-management/api-management-policies',
  attributes: {
    name: { type: 'string', summary: 'Dimension.', required: true, returns: 'string' },
    value: { type: 'string', summary: 'Value.', required: true, returns: 'string' },
  },
  children: {},
  childOrder: 'any',
  content: 'empty',
  notes: ['Knowledge base: first-party metric dimension.'],
})
