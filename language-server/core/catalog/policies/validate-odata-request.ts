import { policy } from '../policy.ts'

export default policy({
  name: 'validate-odata-request',
  title: 'Validate OData request',
  category: 'Content validation',
  status: 'ga',
  summary:
    'Validates the URL, headers and parameters of an OData request against the rules of the protocol and the metadata of the API. Requests that do not conform are refused with 400.',
  docs: 'https://learn.microsoft.com/azure/api-management/validate-odata-request-policy',
  sections: ['inbound'],
  scopes: ['global', 'workspace', 'product', 'api'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  occurrence: 'once-per-section',
  attributes: {
    'error-variable-name': {
      type: 'string',
      summary: 'The context variable that collects the validation errors.',
      format: 'variable-name',
    },
    'default-odata-version': {
      type: 'string',
      summary: 'The OData version that is assumed when the request names none.',
      default: '4.0',
    },
    'min-odata-version': { type: 'string', summary: 'The lowest OData version that is accepted.' },
    'max-odata-version': { type: 'string', summary: 'The highest OData version that is accepted.' },
    'max-size': { type: 'integer', summary: 'The largest request in bytes.', unit: 'bytes' },
  },
  children: {},
  childOrder: 'any',
  content: 'empty',
})
