import { policy } from '../policy.ts'

export default policy({
  name: 'rewrite-uri',
  title: 'Rewrite URL',
  category: 'Transformation',
  status: 'ga',
  summary:
    "Turns the public URL of the request into the one that the back end expects. Placeholders such as `{id}` stand for parameters of the operation's URL template.",
  docs: 'https://learn.microsoft.com/azure/api-management/rewrite-uri-policy',
  sections: ['inbound'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  attributes: {
    template: {
      type: 'string',
      summary: 'The path of the back end, with a query string if need be. An expression must be the whole value.',
      required: true,
      expression: true,
      returns: 'string',
      sample: '/path',
    },
    'copy-unmatched-params': {
      type: 'boolean',
      summary: 'Whether query parameters of the request that the template does not name are appended.',
      default: 'true',
      expression: true,
      returns: 'bool',
    },
  },
  children: {},
  childOrder: 'any',
  content: 'empty',
  notes: ['Write `&amp;` for `&` in the template.'],
  conflicts: [
    {
      about: 'the default of `copy-unmatched-params`',
      follows: 'documentation',
      why: 'The published schema says false; the documentation and the toolkit say true.',
    },
    {
      about: 'expressions in `copy-unmatched-params`',
      follows: 'documentation',
      why: 'The schema has a plain Boolean; the documentation allows them.',
    },
  ],
})
