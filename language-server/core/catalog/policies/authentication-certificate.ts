import { policy } from '../policy.ts'

export default policy({
  name: 'authentication-certificate',
  title: 'Authenticate with client certificate',
  category: 'Authentication and authorization',
  status: 'ga',
  summary:
    "Presents a client certificate to the back end. The certificate comes from the instance's certificate store, by id or thumbprint, or as bytes from an expression.",
  docs: 'https://learn.microsoft.com/azure/api-management/authentication-certificate-policy',
  sections: ['inbound'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  attributes: {
    thumbprint: {
      type: 'string',
      summary: "The thumbprint of a certificate in the instance's store.",
      expression: true,
      returns: 'string',
    },
    'certificate-id': {
      type: 'string',
      summary:
        "The id of a certificate in the instance's store; the choice for certificates of Key Vault, whose thumbprint changes.",
      format: 'certificate-id',
      expression: true,
      returns: 'string',
      suggested: true,
    },
    body: {
      type: 'string',
      summary: 'An expression that gives the certificate as bytes (`byte[]`) when it is not in the store.',
      expression: true,
      returns: 'object',
    },
    password: {
      type: 'string',
      summary: 'The password of the certificate in `body`.',
      expression: true,
      returns: 'string',
    },
  },
  children: {},
  childOrder: 'any',
  content: 'empty',
  groups: [{ kind: 'exactly-one', members: ['thumbprint', 'certificate-id', 'body'], disputed: true }],
  notes: ['It may also stand inside `send-request`, `send-one-way-request` and resolver requests.'],
  conflicts: [
    {
      about: 'whether more than one of `thumbprint`, `certificate-id` and `body` may be given',
      follows: 'toolkit',
      why: 'The documentation says either thumbprint or id, and the body when it is not in the store; the toolkit says exactly one.',
    },
  ],
})
