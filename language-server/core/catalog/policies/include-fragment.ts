import { policy } from '../policy.ts'

export default policy({
  name: 'include-fragment',
  title: 'Include fragment',
  category: 'Policy control and flow',
  status: 'ga',
  summary: 'Include fragment.',
  docs: 'https://learn.microsoft.com/azure/api-management/include-fragment-policy',
  sections: ['inbound', 'backend', 'outbound', 'on-error'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: false,
  attributes: {
    'fragment-id': {
      type: 'string',
      summary: 'Fragment name.',
      required: true,
      format: 'fragment-id',
      expression: false,
    },
  },
  children: {},
  childOrder: 'any',
  content: 'empty',
  notes: ['Inserted as is at the place of the element.'],
  conflicts: [
    {
      about: 'Docs: fragments cannot nest; toolkit fragment context offers IncludeFragment.',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
  ],
})
