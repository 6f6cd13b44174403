import { policy } from '../policy.ts'

export default policy({
  name: 'find-and-replace',
  title: 'Find and replace string in body',
  category: 'Transformation',
  status: 'ga',
  summary: 'Find and replace string in body.',
  docs: 'https://learn.microsoft.com/azure/api-management/find-and-replace-policy',
  sections: ['inbound', 'backend', 'outbound', 'on-error'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  attributes: {
    from: { type: 'string', summary: 'Text to find.', required: true, expression: true, returns: 'string' },
    to: { type: 'string', summary: 'Replacement; empty removes.', required: true, expression: true, returns: 'string' },
  },
  children: {},
  childOrder: 'any',
  content: 'empty',
})
