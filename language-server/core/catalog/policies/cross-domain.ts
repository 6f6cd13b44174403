import { policy } from '../policy.ts'

export default policy({
  name: 'cross-domain',
  title: 'Allow cross-domain calls',
  category: 'Cross-domain',
  status: 'ga',
  summary: 'Serves a cross-domain policy file for Adobe Flash and Acrobat clients. Browsers need `cors` instead.',
  docs: 'https://learn.microsoft.com/azure/api-management/cross-domain-policy',
  sections: ['inbound'],
  scopes: ['global'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted'],
  fragment: true,
  attributes: {},
  children: {
    'cross-domain-policy': {
      summary: 'The content of the cross-domain policy file.',
      min: 0,
      max: 1,
      attributes: {},
      children: {
        'site-control': {
          summary: 'The meta policy of the site.',
          min: 0,
          max: 1,
          attributes: {
            'permitted-cross-domain-policies': {
              type: 'enum',
              summary: 'Which policy files of the site are valid.',
              required: true,
              values: ['all', 'by-content-type', 'master-only', 'none'],
            },
          },
          children: {},
          childOrder: 'any',
          content: 'empty',
        },
        'allow-access-from': {
          summary: 'A domain that may read data.',
          min: 0,
          attributes: {
            domain: {
              type: 'string',
              summary: 'The domain, or `*`.',
              required: true,
              returns: 'string',
              sample: 'example.com',
            },
            secure: { type: 'boolean', summary: 'Whether access is granted over HTTPS only.', default: 'true' },
          },
          children: {},
          childOrder: 'any',
          content: 'empty',
          suggested: true,
        },
        'allow-http-request-headers-from': {
          summary: 'A domain that may send headers.',
          min: 0,
          attributes: {
            domain: {
              type: 'string',
              summary: 'The domain, or `*`.',
              required: true,
              returns: 'string',
              sample: 'example.com',
            },
            headers: {
              type: 'string',
              summary: 'The headers that may be sent, separated by commas, or `*`.',
              required: true,
              returns: 'string',
              sample: 'X-Header',
            },
            secure: { type: 'boolean', summary: 'Whether the headers are accepted over HTTPS only.', default: 'true' },
          },
          children: {},
          childOrder: 'any',
          content: 'empty',
        },
      },
      childOrder: 'sequence',
      content: 'children',
      suggested: true,
    },
  },
  childOrder: 'sequence',
  content: 'children',
  conflicts: [
    {
      about: 'scopes',
      follows: 'documentation',
      why: 'A sample of the policy overview uses it at API scope; an engineer of the service says that its code takes it at global scope alone (https://github.com/MicrosoftDocs/azure-docs/pull/88173).',
    },
  ],
})
