import { policy } from '../policy.ts'

export default policy({
  name: 'set-graphql-resolver',
  title: 'Set GraphQL resolver (retired preview)',
  category: 'GraphQL resolvers',
  status: 'deprecated',
  summary: 'Set GraphQL resolver (retired preview).',
  docs: 'https://learn.microsoft.com/azure/api-management/set-graphql-resolver-policy',
  sections: ['backend'],
  scopes: ['global', 'product', 'api', 'operation'],
  gateways: ['classic'],
  attributes: {
    'parent-type': { type: 'string', summary: 'GraphQL object type.', required: true, returns: 'string' },
    field: { type: 'string', summary: 'Field of that type.', required: true, returns: 'string' },
  },
  children: {
    'http-data-source': {
      summary: 'HTTP data source (http-request, http-response).',
      min: 1,
      max: 1,
      attributes: {},
      children: {},
      childOrder: 'any',
      content: 'children',
      policy: 'http-data-source',
    },
  },
  childOrder: 'sequence',
  content: 'children',
  notes: [
    'Replaced by managed resolvers; the gateway skips it once a managed resolver exists.',
    'Used context.ParentResult instead of context.GraphQL.',
  ],
})
