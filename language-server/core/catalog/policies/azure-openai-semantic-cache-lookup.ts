import { policy } from '../policy.ts'

export default policy({
  name: 'azure-openai-semantic-cache-lookup',
  title: 'Get cached responses of Azure OpenAI requests',
  category: 'Caching',
  status: 'ga',
  summary:
    'Answers an Azure OpenAI prompt from the cache when a stored prompt is close enough in meaning. It needs an embeddings back end, an external cache, and an `azure-openai-semantic-cache-store` in `outbound`.',
  docs: 'https://learn.microsoft.com/azure/api-management/azure-openai-semantic-cache-lookup-policy',
  sections: ['inbound'],
  scopes: ['global', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted'],
  fragment: true,
  occurrence: 'once-per-section',
  attributes: {
    'score-threshold': {
      type: 'number',
      summary:
        'How close in meaning a stored prompt must be, from 0 to 1. The documentation calls smaller values the stricter ones.',
      required: true,
      min: 0,
      max: 1,
      expression: true,
      returns: 'double',
      sample: '0.05',
    },
    'embeddings-backend-id': {
      type: 'string',
      summary: 'The back-end entity of the embeddings model.',
      required: true,
      format: 'backend-id',
      expression: true,
      returns: 'string',
    },
    'embeddings-backend-auth': {
      type: 'enum',
      summary: 'How the gateway authenticates to the embeddings back end.',
      required: true,
      values: ['system-assigned', 'header'],
      expression: true,
      returns: 'string',
      disputed: ['required', 'values'],
    },
    'ignore-system-messages': {
      type: 'boolean',
      summary: 'Whether system messages are left out when prompts are compared.',
      default: 'false',
      expression: true,
      returns: 'bool',
    },
    'max-message-count': {
      type: 'integer',
      summary: 'The number of messages in a dialog beyond which nothing is cached.',
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
      summary: 'An expression whose values are cached separately.',
      min: 0,
      attributes: {},
      children: {},
      childOrder: 'any',
      content: 'text',
      text: { type: 'string', expression: true, returns: 'string', sample: '@(context.Subscription.Id)' },
      suggested: true,
    },
  },
  childOrder: 'any',
  content: 'children',
  disputed: ['scopes'],
  conflicts: [
    {
      about: 'scopes',
      follows: 'documentation',
      why: 'The page of 2024 listed the workspace scope; the details shared with `llm-semantic-cache-lookup` in 2026 do not.',
    },
    {
      about: '`embeddings-backend-auth`: values, and whether it is required',
      follows: 'both',
      why: 'The documentation requires it and knows `system-assigned` only; the published schema makes it optional and adds `header`.',
    },
    { about: '`cache-id`', follows: 'schema', why: 'Only the published schema knows it; it is accepted.' },
  ],
})
