import { policy } from '../policy.ts'

export default policy({
  name: 'jsonp',
  title: 'JSONP',
  category: 'Cross-domain',
  status: 'ga',
  summary: 'JSONP.',
  docs: 'https://learn.microsoft.com/azure/api-management/jsonp-policy',
  sections: ['outbound'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  occurrence: 'once-per-section',
  attributes: {
    'callback-parameter-name': {
      type: 'string',
      summary: 'Query parameter naming the callback function.',
      required: true,
      expression: true,
      returns: 'string',
    },
  },
  children: {},
  childOrder: 'any',
  content: 'empty',
})
