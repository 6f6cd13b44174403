import { policy } from '../policy.ts'

export default policy({
  name: 'base',
  title: 'Inherit parent scope',
  category: 'Policy control and flow',
  status: 'ga',
  summary: 'Inherit parent scope.',
  docs: 'https://learn.microsoft.com/azure/api-management/api-management-policies',
  sections: ['inbound', 'backend', 'outbound', 'on-error'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: false,
  occurrence: 'once-per-section',
  attributes: {},
  children: {},
  childOrder: 'any',
  content: 'empty',
  notes: [
    'Marks where the parent scope policies of the same section run.',
    'Has no effect at global scope.',
    'Not allowed in a fragment or inside other policies.',
  ],
})
