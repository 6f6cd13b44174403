import { policy } from '../policy.ts'

export default policy({
  name: 'validate-client-certificate',
  title: 'Validate client certificate',
  category: 'Authentication and authorization',
  status: 'ga',
  summary:
    'Checks the certificate that the client presented (trust, validity, revocation) and compares it with the listed identities. Use it when callers authenticate with mutual TLS.',
  docs: 'https://learn.microsoft.com/azure/api-management/validate-client-certificate-policy',
  sections: ['inbound'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  attributes: {
    'validate-revocation': {
      type: 'boolean',
      summary: 'Whether the issuer is asked online if the certificate was revoked.',
      default: 'true',
      expression: false,
    },
    'validate-trust': {
      type: 'boolean',
      summary: 'Whether validation fails when the chain does not lead to a trusted authority.',
      default: 'true',
      expression: false,
    },
    'validate-not-before': {
      type: 'boolean',
      summary: 'Whether a certificate that is not valid yet is refused.',
      default: 'true',
      expression: false,
    },
    'validate-not-after': {
      type: 'boolean',
      summary: 'Whether an expired certificate is refused.',
      default: 'true',
      expression: false,
    },
    'ignore-error': {
      type: 'boolean',
      summary: 'Whether processing goes on after a failure instead of jumping to `on-error`.',
      default: 'false',
      expression: false,
    },
  },
  children: {
    identities: {
      summary: 'The certificate identities that are accepted.',
      min: 0,
      max: 1,
      attributes: {},
      children: {
        identity: {
          summary: 'One identity; the certificate must match everything that it names.',
          min: 1,
          max: 10,
          attributes: {
            thumbprint: {
              type: 'string',
              summary: 'The SHA-1 thumbprint of the certificate.',
              suggested: true,
              sample: 'certificate-thumbprint',
            },
            'serial-number': { type: 'string', summary: 'The serial number of the certificate.' },
            'common-name': { type: 'string', summary: 'The common name (CN) in the subject of the certificate.' },
            subject: { type: 'string', summary: 'The whole subject as a distinguished name.' },
            'dns-name': { type: 'string', summary: 'A DNS name among the subject alternative names.' },
            'issuer-subject': { type: 'string', summary: "The issuer's subject as a distinguished name." },
            'issuer-thumbprint': { type: 'string', summary: "The SHA-1 thumbprint of the issuer's certificate." },
            'issuer-certificate-id': {
              type: 'string',
              summary:
                "The id of the issuer's certificate in the instance's store. It excludes the other `issuer-` attributes.",
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
      suggested: true,
    },
  },
  childOrder: 'sequence',
  content: 'children',
  notes: ['A part of a distinguished name that holds a comma is quoted itself, written `&quot;` inside the attribute.'],
})
