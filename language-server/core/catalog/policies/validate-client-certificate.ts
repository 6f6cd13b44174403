import { policy } from '../policy.ts'

export default policy({
  name: 'validate-client-certificate',
  title: 'Validate client certificate',
  category: 'Authentication and authorization',
  status: 'ga',
  summary: 'Validate client certificate.',
  docs: 'https://learn.microsoft.com/azure/api-management/validate-client-certificate-policy',
  sections: ['inbound'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  attributes: {
    'validate-revocation': { type: 'boolean', summary: 'Check online revocation.', default: 'true', expression: false },
    'validate-trust': {
      type: 'boolean',
      summary: 'Fail when the chain does not reach a trusted CA.',
      default: 'true',
      expression: false,
    },
    'validate-not-before': { type: 'boolean', summary: 'Check notBefore.', default: 'true', expression: false },
    'validate-not-after': { type: 'boolean', summary: 'Check notAfter.', default: 'true', expression: false },
    'ignore-error': {
      type: 'boolean',
      summary: 'Continue instead of jumping to on-error.',
      default: 'false',
      expression: false,
    },
  },
  children: {
    identities: {
      summary: 'Accepted certificate identities.',
      min: 0,
      max: 1,
      attributes: {},
      children: {
        identity: {
          summary: 'Set of claims; one identity must match in full.',
          min: 1,
          max: 10,
          attributes: {
            thumbprint: { type: 'string', summary: 'SHA-1 thumbprint.' },
            'serial-number': { type: 'string', summary: 'Serial number.' },
            'common-name': { type: 'string', summary: 'CN part of the subject.' },
            subject: { type: 'string', summary: 'Subject distinguished name.' },
            'dns-name': { type: 'string', summary: 'DNS entry of subject alternative names.' },
            'issuer-subject': { type: 'string', summary: 'Issuer distinguished name.' },
            'issuer-thumbprint': { type: 'string', summary: 'Issuer SHA-1 thumbprint.' },
            'issuer-certificate-id': {
              type: 'string',
              summary: 'Certificate entity of the issuer; excludes other issuer-* attributes.',
              format: 'certificate-id',
            },
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
  notes: [
    'A distinguished-name part holding a comma must itself be quoted (O="Contoso, Inc."), which docs examples show as raw double quotes inside the attribute.',
  ],
  conflicts: [
    {
      about:
        'Docs sample puts unescaped double quotes inside a double-quoted attribute that is not an expression; well-formed XML would need &quot;.',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
  ],
})
