import { policy } from '../policy.ts'

export default policy({
  name: 'publish-event',
  title: 'Publish event to GraphQL subscription',
  category: 'GraphQL resolvers',
  status: 'ga',
  summary:
    'Publishes an event to the subscribers of a GraphQL field when a resolver has run. It stands in the response part of a resolver.',
  docs: 'https://learn.microsoft.com/azure/api-management/publish-event-policy',
  sections: [],
  scopes: [],
  gateways: ['classic', 'v2', 'consumption'],
  attributes: {},
  children: {
    targets: {
      summary: 'Where the event goes.',
      min: 1,
      max: 1,
      attributes: {},
      children: {
        'graphql-subscription': {
          summary: 'A subscription field that gets the event.',
          min: 1,
          attributes: {
            id: { type: 'string', summary: 'The name of the subscription field.', required: true, returns: 'string' },
          },
          children: {},
          childOrder: 'any',
          content: 'empty',
        },
      },
      childOrder: 'sequence',
      content: 'children',
    },
  },
  childOrder: 'sequence',
  content: 'children',
  notes: ['It stands in `http-response` of `http-data-source` and in `response` of the SQL and Cosmos DB resolvers.'],
  conflicts: [
    {
      about: 'the name of the children of `targets`',
      follows: 'statement',
      why: 'A table of the documentation names them differently from the statement and the schema.',
    },
  ],
})
