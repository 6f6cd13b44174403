import { policy } from '../policy.ts'

export default policy({
  name: 'send-service-bus-message',
  title: 'Send service bus message',
  category: 'Integration and external communication',
  status: 'preview',
  summary: 'Send service bus message.',
  docs: 'https://learn.microsoft.com/azure/api-management/send-service-bus-message-policy',
  sections: ['inbound', 'outbound', 'on-error'],
  scopes: ['global', 'product', 'api', 'operation'],
  gateways: ['classic'],
  fragment: true,
  attributes: {
    'queue-name': { type: 'string', summary: 'Queue.', expression: true, returns: 'string' },
    'topic-name': { type: 'string', summary: 'Topic.', expression: true, returns: 'string' },
    namespace: { type: 'string', summary: 'Fully qualified namespace.', expression: true, returns: 'string' },
    'client-id': {
      type: 'string',
      summary: 'Client id of a user-assigned identity.',
      expression: true,
      returns: 'string',
    },
  },
  children: {
    'message-properties': {
      summary: 'Message metadata.',
      min: 0,
      max: 1,
      attributes: {},
      children: {
        'message-property': {
          summary: 'One property.',
          min: 1,
          attributes: { name: { type: 'string', summary: 'Property name.', required: true } },
          children: {},
          childOrder: 'any',
          content: 'text',
          text: { type: 'string', expression: true, returns: 'string' },
        },
      },
      childOrder: 'sequence',
      content: 'children',
    },
    payload: {
      summary: 'Message body.',
      min: 1,
      max: 1,
      attributes: {},
      children: {},
      childOrder: 'any',
      content: 'text',
      text: { type: 'string', expression: true, returns: 'string' },
    },
  },
  childOrder: 'sequence',
  content: 'children',
  groups: [{ kind: 'exactly-one', members: ['queue-name', 'topic-name'] }],
  disputed: ['gateways'],
  notes: ['Give exactly one of queue-name and topic-name.', 'Docs table leaves both formally optional.'],
  conflicts: [
    {
      about:
        '2025-08 draft docs put payload before message-properties and listed more gateways; 2025-09 docs: message-properties first, classic gateway only.',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
    { about: 'No XSD in the VS Code snapshot.', follows: 'documentation', why: 'It is the newest statement.' },
  ],
})
