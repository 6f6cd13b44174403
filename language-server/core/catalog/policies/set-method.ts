import { policy } from '../policy.ts'

export default policy({
  name: 'set-method',
  title: 'Set request method',
  category: 'Transformation',
  status: 'ga',
  summary:
    'Changes the HTTP method of the request, or names the method of the request that `send-request` makes. The method is the text of the element.',
  docs: 'https://learn.microsoft.com/azure/api-management/set-method-policy',
  sections: ['inbound', 'on-error'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  attributes: {},
  children: {},
  childOrder: 'any',
  content: 'text',
  text: {
    type: 'string',
    summary: 'The HTTP method.',
    expression: true,
    returns: 'string',
    suggestions: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'],
  },
  disputed: ['sections'],
  conflicts: [
    {
      about: 'sections',
      follows: 'documentation',
      why: 'The documentation says `inbound` and `on-error`; the policy toolkit offers it everywhere.',
    },
  ],
})
