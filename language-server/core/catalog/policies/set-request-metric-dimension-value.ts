import { policy } from '../policy.ts'

export default policy({
  name: 'set-request-metric-dimension-value',
  title: 'Set request metric dimension',
  category: 'Undocumented',
  status: 'undocumented',
  summary: 'Sets a dimension of the request metrics. No documentation describes it.',
  docs: 'https://learn.microsoft.com/azure/api-management/api-management-policies',
  attributes: {
    name: { type: 'string', summary: 'The name of the dimension.', required: true, returns: 'string' },
    value: { type: 'string', summary: 'The value of the dimension.', required: true, returns: 'string' },
  },
  children: {},
  childOrder: 'any',
  content: 'empty',
})
