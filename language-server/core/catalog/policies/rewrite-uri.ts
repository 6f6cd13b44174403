import { policy } from '../policy.ts'

export default policy({
  name: 'rewrite-uri',
  title: 'Rewrite URL',
  category: 'Transformation',
  status: 'ga',
  summary: 'Rewrite URL.',
  docs: 'https://learn.microsoft.com/azure/api-management/rewrite-uri-policy',
  sections: ['inbound'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  attributes: {
    template: {
      type: 'string',
      summary: 'Backend path with optional query string; an expression must be the whole value.',
      required: true,
      expression: true,
      returns: 'string',
    },
    'copy-unmatched-params': {
      type: 'boolean',
      summary: 'Append incoming query parameters not in the template.',
      default: 'true',
      expression: true,
      returns: 'bool',
    },
  },
  children: {},
  childOrder: 'any',
  content: 'empty',
  notes: [
    '{name} placeholders refer to operation template parameters.',
    'Docs samples contain a raw & in the attribute.',
  ],
  conflicts: [
    {
      about: 'XSD default of copy-unmatched-params is false; docs and toolkit true.',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
    {
      about: 'Knowledge base: operation scope only; docs: all scopes.',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
    {
      about: 'XSD types copy-unmatched-params as plain boolean; docs allow expressions.',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
  ],
})
