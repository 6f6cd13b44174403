import { policy } from '../policy.ts'

export default policy({
  name: 'mock-response',
  title: 'Mock response',
  category: 'Transformation',
  status: 'ga',
  summary:
    'Ends the pipeline and answers with an example or a sample made from the schema of the operation. Use it to offer an API before its back end exists.',
  docs: 'https://learn.microsoft.com/azure/api-management/mock-response-policy',
  sections: ['inbound', 'outbound', 'on-error'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  attributes: {
    'status-code': {
      type: 'integer',
      summary: 'The status code of the answer, which also selects the example.',
      default: '200',
      expression: false,
      suggested: true,
      sample: '200',
    },
    'content-type': {
      type: 'string',
      summary: 'The content type of the answer, which also selects the example.',
      expression: false,
      suggested: true,
      sample: 'application/json',
    },
    enabled: {
      type: 'boolean',
      summary: 'Known from a published schema only; the documentation does not describe it.',
      undocumented: true,
    },
    index: {
      type: 'integer',
      summary: 'Known from a published schema only; the documentation does not describe it.',
      undocumented: true,
    },
  },
  children: {},
  childOrder: 'any',
  content: 'empty',
  notes: ['Policies after it do not run.'],
  conflicts: [
    {
      about: '`enabled` and `index`',
      follows: 'schema',
      why: 'Only the published schema knows them; they are accepted.',
    },
  ],
})
