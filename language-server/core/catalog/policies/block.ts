import { policy } from '../policy.ts'

export default policy({
  name: 'block',
  title: 'Block of policies',
  category: 'Undocumented',
  status: 'undocumented',
  summary: 'Groups policies into one element. No documentation describes it.',
  docs: 'https://learn.microsoft.com/azure/api-management/api-management-policies',
  attributes: {},
  children: {},
  childOrder: 'any',
  content: 'policies',
})
