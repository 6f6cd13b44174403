import { policy } from '../policy.ts'

export default policy({
  name: 'set-query-parameter',
  title: 'Set query string parameter',
  category: 'Transformation',
  status: 'ga',
  summary: 'Set query string parameter.',
  docs: 'https://learn.microsoft.com/azure/api-management/set-query-parameter-policy',
  sections: ['inbound', 'backend'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  attributes: {
    name: { type: 'string', summary: 'Parameter name.', required: true, expression: true, returns: 'string' },
    'exists-action': {
      type: 'enum',
      summary: 'What to do when the parameter exists.',
      default: 'override',
      values: ['override', 'skip', 'append', 'delete'],
      expression: true,
      returns: 'string',
    },
  },
  children: {
    value: {
      summary: 'Parameter value.',
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
  disputed: ['sections'],
  conflicts: [
    {
      about: 'Docs mark <value> required; XSD min 0 and delete needs none.',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
    {
      about: 'Docs: inbound and backend; toolkit: all four sections.',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
  ],
})
