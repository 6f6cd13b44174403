import { policy } from '../policy.ts'

export default policy({
  name: 'set-method',
  title: 'Set request method',
  category: 'Transformation',
  status: 'ga',
  summary: 'Set request method.',
  docs: 'https://learn.microsoft.com/azure/api-management/set-method-policy',
  sections: ['inbound', 'on-error'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  attributes: {},
  children: {},
  childOrder: 'any',
  content: 'text',
  text: { type: 'string', expression: true, returns: 'string' },
  disputed: ['sections'],
  notes: ['In send-request and send-one-way-request the text must be literal.'],
  conflicts: [
    {
      about:
        'Toolkit offers it in all four sections (SetMethod, no expression flag); docs: inbound and on-error, expressions allowed.',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
  ],
})
