import { policy } from '../policy.ts'

export default policy({
  name: 'log-to-eventhub',
  title: 'Log to event hub',
  category: 'Integration and external communication',
  status: 'ga',
  summary: 'Log to event hub.',
  docs: 'https://learn.microsoft.com/azure/api-management/log-to-eventhub-policy',
  sections: ['inbound', 'backend', 'outbound', 'on-error'],
  scopes: ['global', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted'],
  fragment: true,
  attributes: {
    'logger-id': {
      type: 'string',
      summary: 'Logger entity.',
      required: true,
      format: 'logger-id',
      expression: false,
      disputed: true,
    },
    'partition-id': { type: 'string', summary: 'Partition index.', expression: false },
    'partition-key': { type: 'string', summary: 'Partition key.', expression: true, returns: 'string' },
  },
  children: {},
  childOrder: 'any',
  content: 'text',
  text: { type: 'string', expression: true, returns: 'string' },
  groups: [{ kind: 'at-most-one', members: ['partition-id', 'partition-key'] }],
  notes: ['partition-id and partition-key exclude each other.', 'Messages over 200 KB are cut.'],
  conflicts: [
    {
      about: 'Toolkit marks logger-id expression-capable; docs do not.',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
    {
      about: 'Docs samples use single-quoted attribute values.',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
  ],
})
