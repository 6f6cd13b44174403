import { policy } from '../policy.ts'

export default policy({
  name: 'choose',
  title: 'Control flow',
  category: 'Policy control and flow',
  status: 'ga',
  summary:
    'Runs the policies of the first `when` whose condition holds, or those of `otherwise` when none does. Use it wherever a policy depends on the request, the response or a variable.',
  docs: 'https://learn.microsoft.com/azure/api-management/choose-policy',
  sections: ['inbound', 'backend', 'outbound', 'on-error'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  attributes: {},
  children: {
    when: {
      summary: 'The policies that run when the condition holds. The first one that holds wins.',
      min: 1,
      attributes: {
        condition: {
          type: 'boolean',
          summary: 'The condition of the branch: an expression that gives a Boolean, or a constant.',
          required: true,
          expression: true,
          returns: 'bool',
          sample: '@(context.User == null)',
        },
      },
      children: {},
      childOrder: 'any',
      content: 'policies',
    },
    otherwise: {
      summary: 'The policies that run when no condition holds.',
      min: 0,
      max: 1,
      attributes: {},
      children: {},
      childOrder: 'any',
      content: 'policies',
      suggested: true,
    },
  },
  childOrder: 'sequence',
  content: 'children',
  notes: ['It has no attributes but `id`.', '`<base />` cannot stand in a branch.'],
  conflicts: [
    {
      about: 'sections',
      follows: 'documentation',
      why: 'The knowledge base of an older extension names `inbound` and `outbound` only.',
    },
  ],
})
