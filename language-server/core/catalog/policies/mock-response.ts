import { policy } from '../policy.ts'

export default policy({
  name: 'mock-response',
  title: 'Mock response',
  category: 'Transformation',
  status: 'ga',
  summary: 'Mock response.',
  docs: 'https://learn.microsoft.com/azure/api-management/mock-response-policy',
  sections: ['inbound', 'outbound', 'on-error'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  attributes: {
    'status-code': { type: 'integer', summary: 'Status; also picks the example.', default: '200', expression: false },
    'content-type': { type: 'string', summary: 'Content type; also picks the example.', expression: false },
    enabled: {
      type: 'boolean',
      summary: 'Known from a published schema only; the documentation does not describe it.',
      undocumented: true,
    },
    index: {
      type: 'integer',
      summary: 'Known from a published schema only; the documentation does not describe it.',
      undocumented: true,
    },
  },
  children: {},
  childOrder: 'any',
  content: 'empty',
  notes: ['Stops the pipeline.'],
  conflicts: [
    {
      about: 'XSD adds enabled (boolean) and index (int); toolkit has index.',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
    {
      about: 'Toolkit comment gives content-type default application/json; docs say none.',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
  ],
})
