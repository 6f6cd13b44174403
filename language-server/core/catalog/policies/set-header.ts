import { policy } from '../policy.ts'

export default policy({
  name: 'set-header',
  title: 'Set header',
  category: 'Transformation',
  status: 'ga',
  summary:
    'Sets, appends or deletes a header of the request or the response. Several `value` elements make a header with several values.',
  docs: 'https://learn.microsoft.com/azure/api-management/set-header-policy',
  sections: ['inbound', 'backend', 'outbound', 'on-error'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  attributes: {
    name: {
      type: 'string',
      summary: 'The name of the header.',
      required: true,
      format: 'header-name',
      expression: true,
      returns: 'string',
    },
    'exists-action': {
      type: 'enum',
      summary:
        'What happens when it exists already: `override` replaces its value, `skip` keeps it, `append` adds to it, `delete` removes it.',
      default: 'override',
      values: ['override', 'skip', 'append', 'delete'],
      expression: true,
      returns: 'string',
      suggested: true,
    },
  },
  children: {
    value: {
      summary: 'A value of the header. Several make a header with several values.',
      min: 0,
      attributes: {},
      children: {},
      childOrder: 'any',
      content: 'text',
      text: {
        type: 'string',
        summary: 'The value of the header.',
        expression: true,
        returns: 'string',
        sample: 'value',
      },
      suggested: true,
    },
  },
  childOrder: 'sequence',
  content: 'children',
  notes: [
    '`delete` needs no value.',
    '`Connection`, `Content-Length`, `Keep-Alive` and `Transfer-Encoding` cannot be changed; `Server` cannot be deleted from responses.',
  ],
})
