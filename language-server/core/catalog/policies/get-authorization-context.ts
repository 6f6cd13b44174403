import { policy } from '../policy.ts'

export default policy({
  name: 'get-authorization-context',
  title: 'Get authorization context',
  category: 'Authentication and authorization',
  status: 'ga',
  summary: 'Get authorization context.',
  docs: 'https://learn.microsoft.com/azure/api-management/get-authorization-context-policy',
  sections: ['inbound'],
  scopes: ['global', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption'],
  fragment: true,
  attributes: {
    'provider-id': {
      type: 'string',
      summary: 'Credential provider resource id.',
      required: true,
      expression: true,
      returns: 'string',
    },
    'authorization-id': {
      type: 'string',
      summary: 'Connection (authorization) resource id.',
      required: true,
      expression: true,
      returns: 'string',
    },
    'context-variable-name': {
      type: 'string',
      summary: 'Context variable that gets the Authorization object.',
      required: true,
      format: 'variable-name',
      expression: true,
      returns: 'string',
    },
    'identity-type': {
      type: 'enum',
      summary: 'Identity checked against the connection access policy.',
      default: 'managed',
      values: ['managed', 'jwt'],
      expression: true,
      returns: 'string',
    },
    identity: {
      type: 'string',
      summary: 'JWT bearer token; only for identity-type jwt.',
      expression: true,
      returns: 'string',
    },
    'ignore-error': {
      type: 'boolean',
      summary: 'true: variable is null on error; false: return 500.',
      default: 'false',
      expression: true,
      returns: 'bool',
    },
  },
  children: {},
  childOrder: 'any',
  content: 'empty',
  disputed: ['sections'],
  notes: [
    'The variable holds an object of class Authorization with AccessToken (string) and Claims (IReadOnlyDictionary<string,object>).',
  ],
  conflicts: [
    {
      about: 'Toolkit also offers it in backend and outbound.',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
  ],
})
