import { policy } from '../policy.ts'

export default policy({
  name: 'llm-semantic-cache-lookup',
  title: 'Get cached responses of large language model API requests',
  category: 'Caching',
  status: 'ga',
  summary: 'Get cached responses of large language model API requests.',
  docs: 'https://learn.microsoft.com/azure/api-management/llm-semantic-cache-lookup-policy',
  sections: ['inbound'],
  scopes: ['global', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted'],
  fragment: true,
  occurrence: 'once-per-section',
  attributes: {
    'score-threshold': {
      type: 'number',
      summary: 'How close a prompt must be; lower is stricter.',
      required: true,
      min: 0,
      max: 1,
      expression: true,
      returns: 'double',
    },
    'embeddings-backend-id': {
      type: 'string',
      summary: 'Backend entity for the embeddings call.',
      required: true,
      format: 'backend-id',
      expression: true,
      returns: 'string',
    },
    'embeddings-backend-auth': {
      type: 'enum',
      summary: 'Authentication for the embeddings backend.',
      required: true,
      values: ['system-assigned', 'header'],
      expression: true,
      returns: 'string',
      disputed: true,
    },
    'ignore-system-messages': {
      type: 'boolean',
      summary: 'Drop system messages before comparing.',
      default: 'false',
      expression: true,
      returns: 'bool',
    },
    'max-message-count': {
      type: 'integer',
      summary: 'Skip caching beyond this many dialog messages.',
      expression: true,
      returns: 'int',
    },
    'cache-id': {
      type: 'string',
      summary: 'Known from a published schema only; the documentation does not describe it.',
      returns: 'string',
      undocumented: true,
    },
  },
  children: {
    'vary-by': {
      summary: 'Expression that partitions the cache.',
      min: 0,
      attributes: {},
      children: {},
      childOrder: 'any',
      content: 'text',
      text: { type: 'string', expression: true, returns: 'string' },
    },
  },
  childOrder: 'any',
  content: 'children',
  notes: ['Needs llm-semantic-cache-store in outbound and an external cache.'],
  conflicts: [
    {
      about: 'score-threshold: docs say lower values are stricter, the toolkit comment says higher values are.',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
    {
      about:
        'XSD also allows embeddings-backend-auth="header" and cache-id; makes the auth attribute default system-assigned instead of required.',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
    {
      about: 'Toolkit says max-message-count default 4 and treats auth as named value.',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
    {
      about: 'Toolkit sample uses EmbeddingsModelName, which no source defines.',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
  ],
})
