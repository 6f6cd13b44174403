import { policy } from '../policy.ts'

export default policy({
  name: 'cache-store',
  title: 'Store to cache',
  category: 'Caching',
  status: 'ga',
  summary: 'Store to cache.',
  docs: 'https://learn.microsoft.com/azure/api-management/cache-store-policy',
  sections: ['outbound'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  occurrence: 'once-per-section',
  attributes: {
    duration: {
      type: 'integer',
      summary: 'Time to live.',
      required: true,
      unit: 'seconds',
      expression: true,
      returns: 'int',
    },
    'cache-response': {
      type: 'boolean',
      summary: 'Cache this response; omitted means only 200 OK.',
      default: 'false',
      expression: true,
      returns: 'bool',
    },
    'caching-mode': {
      type: 'string',
      summary: 'Known from a published schema only; the documentation does not describe it.',
      returns: 'string',
      undocumented: true,
    },
  },
  children: {},
  childOrder: 'any',
  content: 'empty',
  notes: ['Only responses to GET.'],
  conflicts: [
    {
      about: 'XSD adds undocumented caching-mode (string).',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
  ],
})
