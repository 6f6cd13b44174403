import { policy } from '../policy.ts'

export default policy({
  name: 'publish-to-dapr',
  title: 'Send message to Pub/Sub topic',
  category: 'Integration and external communication',
  status: 'ga',
  summary: 'Send message to Pub/Sub topic.',
  docs: 'https://learn.microsoft.com/azure/api-management/publish-to-dapr-policy',
  sections: ['inbound'],
  scopes: ['global', 'product', 'api', 'operation'],
  gateways: ['self-hosted'],
  fragment: true,
  attributes: {
    'pubsub-name': {
      type: 'string',
      summary: 'Pub/sub component; without it topic is pubsub-name/topic-name.',
      expression: true,
      returns: 'string',
    },
    topic: { type: 'string', summary: 'Topic.', required: true, expression: true, returns: 'string' },
    template: { type: 'enum', summary: 'Template engine.', values: ['Liquid', 'liquid'], disputed: true },
    'content-type': { type: 'enum', summary: 'Content type.', values: ['application/json'] },
    'ignore-error': { type: 'boolean', summary: 'Do not jump to on-error.', default: 'false', expression: false },
    'response-variable-name': {
      type: 'string',
      summary: 'Context variable for the response.',
      format: 'variable-name',
      expression: false,
    },
    timeout: {
      type: 'integer',
      summary: 'Wait for Dapr.',
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
  text: { type: 'string', expression: true, returns: 'string' },
  disputed: ['sections'],
  conflicts: [
    {
      about: 'Docs value Liquid (capital), XSD enum liquid.',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
    {
      about: 'Toolkit compiler writes element name publish-to-darp (misspelt).',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
    {
      about: 'Toolkit says timeout in milliseconds; docs seconds. Toolkit also outbound and on-error.',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
    {
      about: 'publish-to-dapr@template: values docs Liquid, XSD liquid',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
  ],
})
