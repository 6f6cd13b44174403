import { policy } from '../policy.ts'

export default policy({
  name: 'invoke-dapr-binding',
  title: 'Trigger output binding',
  category: 'Integration and external communication',
  status: 'ga',
  summary:
    'Triggers an output binding through the Dapr sidecar of a self-hosted gateway. It works only where Dapr runs beside the gateway.',
  docs: 'https://learn.microsoft.com/azure/api-management/invoke-dapr-binding-policy',
  sections: ['inbound', 'outbound', 'on-error'],
  scopes: ['global', 'product', 'api', 'operation'],
  gateways: ['self-hosted'],
  fragment: true,
  attributes: {
    name: { type: 'string', summary: 'The name of the binding.', required: true, expression: true, returns: 'string' },
    operation: { type: 'string', summary: 'The operation of the binding.', expression: false },
    template: {
      type: 'enum',
      summary: 'The template engine for the message.',
      values: ['Liquid', 'liquid'],
      disputed: true,
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
  children: {
    metadata: {
      summary: 'Metadata for the binding.',
      min: 0,
      max: 1,
      attributes: {},
      children: {
        item: {
          summary: 'One entry of the metadata; its value is the text.',
          min: 0,
          attributes: { key: { type: 'string', summary: 'The key of the entry.', required: true } },
          children: {},
          childOrder: 'any',
          content: 'text',
          text: { type: 'string', expression: true, returns: 'string' },
        },
      },
      childOrder: 'sequence',
      content: 'children',
    },
    data: {
      summary: 'The content of the message.',
      min: 0,
      max: 1,
      attributes: {},
      children: {},
      childOrder: 'any',
      content: 'mixed',
      text: { type: 'string', expression: true, returns: 'string' },
    },
  },
  childOrder: 'sequence',
  content: 'children',
  conflicts: [
    {
      about: 'the spelling of the `template` value',
      follows: 'both',
      why: 'The documentation writes `Liquid`, the published schema `liquid`.',
    },
    { about: '`content-type`', follows: 'documentation', why: 'The published schema lacks it.' },
  ],
})
