import { policy } from '../policy.ts'

export default policy({
  name: 'azure-openai-semantic-cache-store',
  title: 'Cache responses to Azure OpenAI requests',
  category: 'Caching',
  status: 'ga',
  summary: 'Cache responses to Azure OpenAI requests.',
  docs: 'https://learn.microsoft.com/azure/api-management/azure-openai-semantic-cache-store-policy',
  sections: ['outbound'],
  scopes: ['global', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted'],
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
  },
  children: {},
  childOrder: 'any',
  content: 'empty',
  disputed: ['scopes'],
  notes: ['Azure OpenAI twin of llm-semantic-cache-store.'],
  conflicts: [
    {
      about: '2024-05 docs listed workspace scope; llm twin (2026) lists no workspace.',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
  ],
})
