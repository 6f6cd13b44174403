import { policy } from '../policy.ts'

export default policy({
  name: 'cross-domain',
  title: 'Allow cross-domain calls',
  category: 'Cross-domain',
  status: 'ga',
  summary: 'Allow cross-domain calls.',
  docs: 'https://learn.microsoft.com/azure/api-management/cross-domain-policy',
  sections: ['inbound'],
  scopes: ['global'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted'],
  fragment: true,
  attributes: {},
  children: {
    'cross-domain-policy': {
      summary: 'Adobe cross-domain policy file content.',
      min: 0,
      max: 1,
      attributes: {},
      children: {
        'site-control': {
          summary: 'Meta policy.',
          min: 0,
          max: 1,
          attributes: {
            'permitted-cross-domain-policies': {
              type: 'enum',
              summary: 'Meta policy.',
              required: true,
              values: ['all', 'by-content-type', 'master-only', 'none'],
            },
          },
          children: {},
          childOrder: 'any',
          content: 'empty',
        },
        'allow-access-from': {
          summary: 'Allowed domain.',
          min: 0,
          attributes: {
            domain: { type: 'string', summary: 'Domain or *.', required: true, returns: 'string' },
            secure: { type: 'boolean', summary: 'HTTPS only.', default: 'true' },
          },
          children: {},
          childOrder: 'any',
          content: 'empty',
        },
        'allow-http-request-headers-from': {
          summary: 'Allowed headers.',
          min: 0,
          attributes: {
            domain: { type: 'string', summary: 'Domain or *.', required: true, returns: 'string' },
            headers: { type: 'string', summary: 'Header list or *.', required: true, returns: 'string' },
            secure: { type: 'boolean', summary: 'HTTPS only.', default: 'true' },
          },
          children: {},
          childOrder: 'any',
          content: 'empty',
        },
      },
      childOrder: 'sequence',
      content: 'children',
    },
  },
  childOrder: 'sequence',
  content: 'children',
  disputed: ['scopes'],
  notes: ['Global scope only.', 'The cors sample in the overview uses an empty <cross-domain/>.'],
  conflicts: [
    {
      about: 'Docs: global scope; the policy overview sample shows <cross-domain/> at API scope.',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
  ],
})
