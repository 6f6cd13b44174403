import { policy } from '../policy.ts'

export default policy({
  name: 'send-service-bus-message',
  title: 'Send service bus message',
  category: 'Integration and external communication',
  status: 'preview',
  summary:
    'Sends a message to a queue or topic of Azure Service Bus with a managed identity of the instance. Use it to hand work to a consumer without a back end of its own.',
  docs: 'https://learn.microsoft.com/azure/api-management/send-service-bus-message-policy',
  sections: ['inbound', 'outbound', 'on-error'],
  scopes: ['global', 'product', 'api', 'operation'],
  gateways: ['classic'],
  fragment: true,
  attributes: {
    'queue-name': {
      type: 'string',
      summary: 'The queue that gets the message. Give either a queue or a topic.',
      expression: true,
      returns: 'string',
      sample: 'queue',
    },
    'topic-name': {
      type: 'string',
      summary: 'The topic that gets the message. Give either a queue or a topic.',
      expression: true,
      returns: 'string',
      sample: 'topic',
    },
    namespace: {
      type: 'string',
      summary: 'The fully qualified name of the Service Bus namespace.',
      expression: true,
      returns: 'string',
      suggested: true,
      sample: 'namespace.servicebus.windows.net',
    },
    'client-id': {
      type: 'string',
      summary: 'The client id of a user-assigned identity. Without it, the system-assigned identity is used.',
      expression: true,
      returns: 'string',
    },
  },
  children: {
    'message-properties': {
      summary: 'Properties of the message.',
      min: 0,
      max: 1,
      attributes: {},
      children: {
        'message-property': {
          summary: 'One property; its value is the text.',
          min: 1,
          attributes: { name: { type: 'string', summary: 'The name of the property.', required: true } },
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
      summary: 'The body of the message.',
      min: 1,
      max: 1,
      attributes: {},
      children: {},
      childOrder: 'any',
      content: 'text',
      text: { type: 'string', expression: true, returns: 'string' },
    },
  },
  childOrder: 'any',
  content: 'children',
  groups: [
    {
      kind: 'exactly-one',
      members: ['queue-name', 'topic-name'],
      note: 'The table of the documentation leaves both optional.',
      disputed: true,
    },
  ],
  disputed: ['gateways'],
  notes: ['Exactly one of `queue-name` and `topic-name` is needed.'],
  conflicts: [
    {
      about: 'order of the child elements, and gateways',
      follows: 'documentation',
      why: 'A draft of 2025 put `payload` first and listed more gateways.',
    },
  ],
})
