import { policy } from '../policy.ts'

export default policy({
  name: 'find-and-replace',
  title: 'Find and replace string in body',
  category: 'Transformation',
  status: 'ga',
  summary:
    'Replaces every occurrence of a string in the body of the request or the response. It compares plain text, no patterns.',
  docs: 'https://learn.microsoft.com/azure/api-management/find-and-replace-policy',
  sections: ['inbound', 'backend', 'outbound', 'on-error'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  attributes: {
    from: { type: 'string', summary: 'The text to find.', required: true, expression: true, returns: 'string' },
    to: {
      type: 'string',
      summary: 'The text to put in its place; empty removes what was found.',
      required: true,
      expression: true,
      returns: 'string',
    },
  },
  children: {},
  childOrder: 'any',
  content: 'empty',
})
