import { policy } from '../policy.ts'

export default policy({
  name: 'jsonp',
  title: 'JSONP',
  category: 'Cross-domain',
  status: 'ga',
  summary:
    'Wraps a JSON response in the callback function that the client names in a query parameter. It serves old browser clients that cannot use `cors`.',
  docs: 'https://learn.microsoft.com/azure/api-management/jsonp-policy',
  sections: ['outbound'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  occurrence: 'once-per-section',
  attributes: {
    'callback-parameter-name': {
      type: 'string',
      summary: 'The query parameter that names the callback function.',
      required: true,
      expression: true,
      returns: 'string',
      sample: 'callback',
    },
  },
  children: {},
  childOrder: 'any',
  content: 'empty',
})
