import { policy } from '../policy.ts'

export default policy({
  name: 'azure-openai-semantic-cache-store',
  title: 'Cache responses to Azure OpenAI requests',
  category: 'Caching',
  status: 'ga',
  summary:
    'Stores the completion of an Azure OpenAI model so that `azure-openai-semantic-cache-lookup` can answer similar prompts with it. Use both to save tokens on recurring questions.',
  docs: 'https://learn.microsoft.com/azure/api-management/azure-openai-semantic-cache-store-policy',
  sections: ['outbound'],
  scopes: ['global', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted'],
  fragment: true,
  occurrence: 'once-per-section',
  attributes: {
    duration: {
      type: 'integer',
      summary: 'How many seconds the entry stays valid.',
      required: true,
      unit: 'seconds',
      expression: true,
      returns: 'int',
      sample: '3600',
    },
  },
  children: {},
  childOrder: 'any',
  content: 'empty',
  disputed: ['scopes'],
  conflicts: [
    {
      about: 'scopes',
      follows: 'documentation',
      why: 'The page of 2024 listed the workspace scope; the twin for other models does not in 2026.',
    },
  ],
})
