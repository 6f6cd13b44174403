import { policy } from '../policy.ts'

export default policy({
  name: 'log-to-eventhub',
  title: 'Log to event hub',
  category: 'Integration and external communication',
  status: 'ga',
  summary:
    'Sends a message to the event hub of a logger. Use it to export traffic for analysis or audit; messages over 200 KB are cut.',
  docs: 'https://learn.microsoft.com/azure/api-management/log-to-eventhub-policy',
  sections: ['inbound', 'backend', 'outbound', 'on-error'],
  scopes: ['global', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted'],
  fragment: true,
  attributes: {
    'logger-id': {
      type: 'string',
      summary: 'The id of the logger that is bound to the event hub.',
      required: true,
      format: 'logger-id',
      expression: false,
      disputed: ['expression'],
    },
    'partition-id': {
      type: 'string',
      summary: 'The index of the partition that gets the message. It excludes `partition-key`.',
      expression: false,
    },
    'partition-key': {
      type: 'string',
      summary: 'The key that selects the partition. It excludes `partition-id`.',
      expression: true,
      returns: 'string',
    },
  },
  children: {},
  childOrder: 'any',
  content: 'text',
  text: {
    type: 'string',
    summary: 'The message, usually an expression that gives a string.',
    expression: true,
    returns: 'string',
    sample: '@(context.RequestId.ToString())',
  },
  groups: [{ kind: 'at-most-one', members: ['partition-id', 'partition-key'] }],
  notes: ['`partition-id` and `partition-key` exclude each other.'],
  conflicts: [
    {
      about: 'expressions in `logger-id`',
      follows: 'documentation',
      why: 'The policy toolkit marks it as taking expressions; the documentation does not.',
    },
  ],
})
