import { policy } from '../policy.ts'

export default policy({
  name: 'set-graphql-resolver',
  title: 'Set GraphQL resolver (retired preview)',
  category: 'GraphQL resolvers',
  status: 'deprecated',
  summary:
    'Resolves a field of a GraphQL schema from the `backend` section. It is a retired preview: resolvers are now resources of their own with a document of their own.',
  docs: 'https://learn.microsoft.com/azure/api-management/set-graphql-resolver-policy',
  sections: ['backend'],
  scopes: ['global', 'product', 'api', 'operation'],
  gateways: ['classic'],
  attributes: {
    'parent-type': {
      type: 'string',
      summary: 'The GraphQL type that the field belongs to.',
      required: true,
      returns: 'string',
      sample: 'Query',
    },
    field: { type: 'string', summary: 'The field to resolve.', required: true, returns: 'string' },
  },
  children: {
    'http-data-source': {
      summary: 'The HTTP request that resolves the field.',
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
  notes: ['The gateway skips it once a managed resolver exists for the field.'],
  replacement: 'http-data-source',
})
