import { policy } from '../policy.ts'

export default policy({
  name: 'ip-filter',
  title: 'Restrict caller IPs',
  category: 'Authentication and authorization',
  status: 'ga',
  summary: 'Restrict caller IPs.',
  docs: 'https://learn.microsoft.com/azure/api-management/ip-filter-policy',
  sections: ['inbound'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  attributes: {
    action: {
      type: 'enum',
      summary: 'Allow or refuse the listed addresses.',
      required: true,
      values: ['allow', 'forbid'],
      expression: true,
      returns: 'string',
      disputed: true,
    },
  },
  children: {
    address: {
      summary: 'Single IP address.',
      min: 0,
      attributes: {},
      children: {},
      childOrder: 'any',
      content: 'text',
      text: { type: 'string', expression: true, returns: 'string' },
    },
    'address-range': {
      summary: 'Inclusive IP range.',
      min: 0,
      attributes: {
        from: { type: 'string', summary: 'First address.', required: true, expression: true, returns: 'string' },
        to: { type: 'string', summary: 'Last address.', required: true, expression: true, returns: 'string' },
      },
      children: {},
      childOrder: 'any',
      content: 'empty',
    },
  },
  childOrder: 'any',
  content: 'children',
  groups: [{ kind: 'at-least-one', members: ['<address>', '<address-range>'] }],
  notes: [
    'At least one address or address-range is needed.',
    'allow refuses everything not listed; forbid allows everything not listed.',
  ],
  conflicts: [
    {
      about: 'XSD makes action optional with default allow; docs require it.',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
    {
      about: 'Toolkit marks address and range bounds as expression-capable; docs say so only for address.',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
  ],
})
