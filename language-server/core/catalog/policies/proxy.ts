import { policy } from '../policy.ts'

export default policy({
  name: 'proxy',
  title: 'Set HTTP proxy',
  category: 'Routing',
  status: 'ga',
  summary: 'Set HTTP proxy.',
  docs: 'https://learn.microsoft.com/azure/api-management/proxy-policy',
  sections: ['inbound'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  attributes: {
    url: {
      type: 'uri',
      summary: 'Proxy address, http://host:port.',
      required: true,
      expression: true,
      returns: 'string',
    },
    username: { type: 'string', summary: 'User for the proxy.', expression: true, returns: 'string' },
    password: { type: 'string', summary: 'Password for the proxy.', expression: true, returns: 'string' },
  },
  children: {},
  childOrder: 'any',
  content: 'empty',
  notes: [
    'Only HTTP to the proxy; Basic and NTLM.',
    'Place it inside send-request/send-one-way-request to proxy those calls.',
  ],
  conflicts: [
    {
      about: 'Docs example writes username={{username}} without quotes, which is not XML.',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
  ],
})
