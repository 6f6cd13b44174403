import { policy } from '../policy.ts'

export default policy({
  name: 'get-authorization-context',
  title: 'Get authorization context',
  category: 'Authentication and authorization',
  status: 'ga',
  summary:
    'Fetches the access token of a connection kept by the credential manager and puts it into a context variable as an `Authorization` object. Use it to call a back end on behalf of a user or an app without handling OAuth in the policy.',
  docs: 'https://learn.microsoft.com/azure/api-management/get-authorization-context-policy',
  sections: ['inbound'],
  scopes: ['global', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption'],
  fragment: true,
  attributes: {
    'provider-id': {
      type: 'string',
      summary: 'The resource id of the credential provider.',
      required: true,
      expression: true,
      returns: 'string',
    },
    'authorization-id': {
      type: 'string',
      summary: 'The resource id of the connection (authorization).',
      required: true,
      expression: true,
      returns: 'string',
    },
    'context-variable-name': {
      type: 'string',
      summary: 'The context variable that gets the `Authorization` object.',
      required: true,
      format: 'variable-name',
      expression: true,
      returns: 'string',
      sample: 'authorization',
    },
    'identity-type': {
      type: 'enum',
      summary:
        "The identity that is checked against the access policy of the connection: the instance's managed identity, or the token in `identity`.",
      default: 'managed',
      values: ['managed', 'jwt'],
      expression: true,
      returns: 'string',
    },
    identity: {
      type: 'string',
      summary: 'A bearer token of Microsoft Entra ID, only for `identity-type="jwt"`.',
      expression: true,
      returns: 'string',
    },
    'ignore-error': {
      type: 'boolean',
      summary: 'Whether the variable is null after an error (`true`) or the request fails with 500 (`false`).',
      default: 'false',
      expression: true,
      returns: 'bool',
    },
  },
  children: {},
  childOrder: 'any',
  content: 'empty',
  disputed: ['sections'],
  notes: ['The variable holds an `Authorization` with `AccessToken` (a string) and `Claims`.'],
  conflicts: [
    {
      about: 'sections',
      follows: 'documentation',
      why: 'The policy toolkit offers it in `backend` and `outbound` too; the documentation says `inbound` only.',
    },
  ],
})
