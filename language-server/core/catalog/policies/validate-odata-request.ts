import { policy } from '../policy.ts'

export default policy({
  name: 'validate-odata-request',
  title: 'Validate OData request',
  category: 'Content validation',
  status: 'ga',
  summary: 'Validate OData request.',
  docs: 'https://learn.microsoft.com/azure/api-management/validate-odata-request-policy',
  sections: ['inbound'],
  scopes: ['global', 'workspace', 'product', 'api'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  occurrence: 'once-per-section',
  attributes: {
    'error-variable-name': {
      type: 'string',
      summary: 'Context variable for validation errors.',
      format: 'variable-name',
    },
    'default-odata-version': { type: 'string', summary: 'OData version assumed without header.', default: '4.0' },
    'min-odata-version': { type: 'string', summary: 'Lowest accepted version.' },
    'max-odata-version': { type: 'string', summary: 'Highest accepted version.' },
    'max-size': { type: 'integer', summary: 'Largest payload.', unit: 'bytes' },
  },
  children: {},
  childOrder: 'any',
  content: 'empty',
})
