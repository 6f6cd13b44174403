import { policy } from '../policy.ts'

export default policy({
  name: 'ip-filter',
  title: 'Restrict caller IPs',
  category: 'Authentication and authorization',
  status: 'ga',
  summary:
    "Lets requests through, or refuses them, according to the caller's IP address. `allow` refuses every address that is not listed; `forbid` lets every address that is not listed through.",
  docs: 'https://learn.microsoft.com/azure/api-management/ip-filter-policy',
  sections: ['inbound'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  attributes: {
    action: {
      type: 'enum',
      summary: 'Whether the listed addresses are let through or refused.',
      required: true,
      values: ['allow', 'forbid'],
      expression: true,
      returns: 'string',
    },
  },
  children: {
    address: {
      summary: 'One IP address.',
      min: 0,
      attributes: {},
      children: {},
      childOrder: 'any',
      content: 'text',
      text: { type: 'ip-address', expression: true, returns: 'string', sample: '203.0.113.10' },
    },
    'address-range': {
      summary: 'A range of IP addresses, both ends included.',
      min: 0,
      attributes: {
        from: {
          type: 'ip-address',
          summary: 'The first address of the range.',
          required: true,
          expression: true,
          returns: 'string',
          sample: '203.0.113.0',
        },
        to: {
          type: 'ip-address',
          summary: 'The last address of the range.',
          required: true,
          expression: true,
          returns: 'string',
          sample: '203.0.113.255',
        },
      },
      children: {},
      childOrder: 'any',
      content: 'empty',
    },
  },
  childOrder: 'any',
  content: 'children',
  groups: [{ kind: 'at-least-one', members: ['<address>', '<address-range>'] }],
  notes: ['At least one `address` or `address-range` is needed.'],
  conflicts: [
    {
      about: 'whether `action` is required',
      follows: 'documentation',
      why: 'The published schema makes it optional with the default `allow`; the documentation requires it, no published policy goes without, and the service is known to require what the schema leaves open.',
    },
    {
      about: 'expressions in `address-range`',
      follows: 'toolkit',
      why: 'The documentation mentions expressions for `address` only; nothing forbids them here.',
    },
  ],
})
