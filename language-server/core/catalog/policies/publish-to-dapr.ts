import { policy } from '../policy.ts'

export default policy({
  name: 'publish-to-dapr',
  title: 'Send message to Pub/Sub topic',
  category: 'Integration and external communication',
  status: 'ga',
  summary:
    'Publishes a message to a topic through the Dapr sidecar of a self-hosted gateway. It works only where Dapr runs beside the gateway.',
  docs: 'https://learn.microsoft.com/azure/api-management/publish-to-dapr-policy',
  sections: ['inbound'],
  scopes: ['global', 'product', 'api', 'operation'],
  gateways: ['self-hosted'],
  fragment: true,
  attributes: {
    'pubsub-name': {
      type: 'string',
      summary: 'The pub/sub component. Without it, `topic` is written as component and topic, separated by a slash.',
      expression: true,
      returns: 'string',
    },
    topic: {
      type: 'string',
      summary: 'The topic that gets the message.',
      required: true,
      expression: true,
      returns: 'string',
      sample: 'pubsub/topic',
    },
    template: {
      type: 'enum',
      summary: 'The template engine for the message.',
      values: ['Liquid', 'liquid'],
      disputed: ['values'],
    },
    'content-type': { type: 'enum', summary: 'The content type of the message.', values: ['application/json'] },
    'ignore-error': {
      type: 'boolean',
      summary: 'Whether processing goes on after an error instead of jumping to `on-error`.',
      default: 'false',
      expression: false,
    },
    'response-variable-name': {
      type: 'string',
      summary: 'The context variable that gets the response of the Dapr runtime.',
      format: 'variable-name',
      expression: false,
    },
    timeout: {
      type: 'integer',
      summary: 'How many seconds to wait for the Dapr runtime, 1 to 240.',
      default: '5',
      min: 1,
      max: 240,
      unit: 'seconds',
      expression: true,
      returns: 'int',
    },
  },
  children: {},
  childOrder: 'any',
  content: 'mixed',
  text: { type: 'string', summary: 'The content of the message.', expression: true, returns: 'string' },
  disputed: ['sections'],
  conflicts: [
    {
      about: 'the spelling of the `template` value',
      follows: 'both',
      why: 'The documentation writes `Liquid`, the published schema `liquid`.',
    },
    { about: 'sections', follows: 'documentation', why: 'The policy toolkit adds `outbound` and `on-error`.' },
    {
      about: 'the unit of `timeout`',
      follows: 'documentation',
      why: 'The toolkit says milliseconds; the documentation says seconds.',
    },
  ],
})
