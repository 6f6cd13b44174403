import { policy } from '../policy.ts'

export default policy({
  name: 'proxy',
  title: 'Set HTTP proxy',
  category: 'Routing',
  status: 'ga',
  summary:
    'Routes the calls of the gateway through an HTTP proxy. Put it inside `send-request` or `send-one-way-request` to use the proxy for that call only.',
  docs: 'https://learn.microsoft.com/azure/api-management/proxy-policy',
  sections: ['inbound'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  attributes: {
    url: {
      type: 'string',
      summary: 'The address of the proxy, `http://host:port`.',
      required: true,
      expression: true,
      returns: 'string',
      sample: 'http://proxy.example.com:8080',
    },
    username: { type: 'string', summary: 'The user name for the proxy.', expression: true, returns: 'string' },
    password: {
      type: 'string',
      summary: 'The password for the proxy. Keep it in a secret named value.',
      expression: true,
      returns: 'string',
      sample: '{{proxy-password}}',
    },
  },
  children: {},
  childOrder: 'any',
  content: 'empty',
  notes: ['The proxy itself is reached over HTTP, with Basic or NTLM authentication.'],
})
