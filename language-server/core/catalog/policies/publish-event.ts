import { policy } from '../policy.ts'

export default policy({
  name: 'publish-event',
  title: 'Publish event to GraphQL subscription',
  category: 'GraphQL resolvers',
  status: 'ga',
  summary: 'Publish event to GraphQL subscription.',
  docs: 'https://learn.microsoft.com/azure/api-management/publish-event-policy',
  sections: [],
  scopes: [],
  gateways: ['classic', 'v2', 'consumption'],
  attributes: {},
  children: {
    targets: {
      summary: 'Targets.',
      min: 1,
      max: 1,
      attributes: {},
      children: {
        'graphql-subscription': {
          summary: 'Subscription field.',
          min: 1,
          attributes: {
            id: { type: 'string', summary: 'Subscription field name.', required: true, returns: 'string' },
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
  notes: ['Allowed in http-response of http-data-source, and in response of the sql and cosmos resolvers.'],
  conflicts: [
    {
      about: 'Docs table names subelements target; the statement and XSD use graphql-subscription.',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
  ],
})
