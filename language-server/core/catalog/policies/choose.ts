import { policy } from '../policy.ts'

export default policy({
  name: 'choose',
  title: 'Control flow',
  category: 'Policy control and flow',
  status: 'ga',
  summary: 'Control flow.',
  docs: 'https://learn.microsoft.com/azure/api-management/choose-policy',
  sections: ['inbound', 'backend', 'outbound', 'on-error'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  attributes: {},
  children: {
    when: {
      summary: 'Branch taken when condition is true; first match wins.',
      min: 1,
      attributes: {
        condition: {
          type: 'boolean',
          summary: 'Boolean expression or constant.',
          required: true,
          expression: true,
          returns: 'bool',
        },
      },
      children: {},
      childOrder: 'any',
      content: 'policies',
    },
    otherwise: {
      summary: 'Branch when nothing matched.',
      min: 0,
      max: 1,
      attributes: {},
      children: {},
      childOrder: 'any',
      content: 'policies',
    },
  },
  childOrder: 'sequence',
  content: 'children',
  notes: ['No attributes besides id.'],
  conflicts: [
    {
      about: 'Knowledge base: inbound and outbound only; docs: all four.',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
  ],
})
