import { policy } from '../policy.ts'

export default policy({
  name: 'set-header',
  title: 'Set header',
  category: 'Transformation',
  status: 'ga',
  summary: 'Set header.',
  docs: 'https://learn.microsoft.com/azure/api-management/set-header-policy',
  sections: ['inbound', 'backend', 'outbound', 'on-error'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  attributes: {
    name: {
      type: 'string',
      summary: 'Header name.',
      required: true,
      format: 'header-name',
      expression: true,
      returns: 'string',
    },
    'exists-action': {
      type: 'enum',
      summary: 'What to do when the header exists.',
      default: 'override',
      values: ['override', 'skip', 'append', 'delete'],
      expression: true,
      returns: 'string',
    },
  },
  children: {
    value: {
      summary: 'Header value.',
      min: 0,
      attributes: {},
      children: {},
      childOrder: 'any',
      content: 'text',
      text: { type: 'string', expression: true, returns: 'string' },
    },
  },
  childOrder: 'sequence',
  content: 'children',
  notes: [
    'delete needs no value.',
    'Connection, Content-Length, Keep-Alive, Transfer-Encoding cannot be changed; Server cannot be deleted from responses; client IP in X-Forwarded-For cannot be deleted.',
  ],
  conflicts: [
    {
      about: 'Toolkit comment lists only override and skip.',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
  ],
})
