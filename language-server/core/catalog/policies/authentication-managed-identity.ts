import { policy } from '../policy.ts'

export default policy({
  name: 'authentication-managed-identity',
  title: 'Authenticate with managed identity',
  category: 'Authentication and authorization',
  status: 'ga',
  summary:
    'Gets a token for a resource with a managed identity of the instance and sends it to the back end in the `Authorization` header. Use it to call services protected by Microsoft Entra ID without keeping any secret.',
  docs: 'https://learn.microsoft.com/azure/api-management/authentication-managed-identity-policy',
  sections: ['inbound', 'outbound'],
  scopes: ['global', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted'],
  fragment: true,
  attributes: {
    resource: {
      type: 'string',
      summary: 'The resource that the token is for: the application id (client id) or the App ID URI of the target.',
      required: true,
      expression: true,
      returns: 'string',
      sample: 'api://client-id',
    },
    'client-id': {
      type: 'string',
      summary: 'The client id of a user-assigned identity. Without it, the system-assigned identity is used.',
      expression: false,
    },
    'output-token-variable-name': {
      type: 'string',
      summary: 'The context variable that gets the token as a string. The `Authorization` header is then not set.',
      format: 'variable-name',
      expression: false,
    },
    'authentication-provider': {
      type: 'string',
      summary:
        "Whose identity gets the token on a self-hosted gateway: `WorkloadIdentity` takes that of the gateway's workload, and then `client-id` is not given.",
      suggestions: ['WorkloadIdentity'],
    },
    'ignore-error': {
      type: 'boolean',
      summary: 'Whether processing goes on when no token could be had.',
      default: 'false',
    },
  },
  children: {},
  childOrder: 'any',
  content: 'empty',
  disputed: ['sections'],
  notes: [
    'It may also stand inside `send-request` and `send-one-way-request`.',
    'The instance needs a managed identity that may get tokens for the resource.',
    'Put it after `validate-jwt`, which would otherwise see the token of the instance.',
  ],
  conflicts: [
    {
      about: 'expressions in `client-id`',
      follows: 'documentation',
      why: 'The policy toolkit marks it as taking expressions; the documentation forbids them and the service was seen to refuse them.',
    },
    {
      about: 'sections',
      follows: 'toolkit',
      why: 'The documentation lists `inbound` only; the toolkit offers `outbound` too, published policies that are in use have it there, to call something with the response, and the published schema allows it inside `wait`.',
    },
    {
      about: 'whether `resource` is required',
      follows: 'documentation',
      why: 'The published schema makes it optional; the documentation requires it, no published policy goes without, and the service is known to require what the schema leaves open.',
    },
  ],
})
