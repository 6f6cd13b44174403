import { policy } from '../policy.ts'

export default policy({
  name: 'include-fragment',
  title: 'Include fragment',
  category: 'Policy control and flow',
  status: 'ga',
  summary:
    'Inserts the policies of a policy fragment as if they were written here. Use it to share policies between documents.',
  docs: 'https://learn.microsoft.com/azure/api-management/include-fragment-policy',
  sections: ['inbound', 'backend', 'outbound', 'on-error'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: false,
  attributes: {
    'fragment-id': {
      type: 'string',
      summary:
        'The name of the policy fragment. An expression cannot stand here, since the fragment is inserted when the policy is saved.',
      required: true,
      format: 'fragment-id',
      expression: false,
    },
  },
  children: {},
  childOrder: 'any',
  content: 'empty',
  notes: ['A fragment cannot include another fragment.'],
  conflicts: [
    {
      about: 'use in a fragment',
      follows: 'documentation',
      why: 'The documentation says that fragments cannot nest; the policy toolkit would write it.',
    },
  ],
})
