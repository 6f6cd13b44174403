import { policy } from '../policy.ts'

export default policy({
  name: 'set-query-parameter',
  title: 'Set query string parameter',
  category: 'Transformation',
  status: 'ga',
  summary:
    'Sets, appends or deletes a query parameter of the request for the back end. Use it to pass keys and defaults that the client does not know.',
  docs: 'https://learn.microsoft.com/azure/api-management/set-query-parameter-policy',
  sections: ['inbound', 'backend'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  attributes: {
    name: {
      type: 'string',
      summary: 'The name of the query parameter.',
      required: true,
      expression: true,
      returns: 'string',
      sample: 'parameter',
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
      summary: 'A value of the parameter. Several make a parameter that occurs several times.',
      min: 0,
      attributes: {},
      children: {},
      childOrder: 'any',
      content: 'text',
      text: { type: 'string', expression: true, returns: 'string', sample: 'value' },
      suggested: true,
    },
  },
  childOrder: 'sequence',
  content: 'children',
  disputed: ['sections'],
  conflicts: [
    {
      about: 'whether a `value` is required',
      follows: 'schema',
      why: 'The documentation requires one, but `delete` needs none.',
    },
    {
      about: 'sections',
      follows: 'documentation',
      why: 'The documentation says `inbound` and `backend`; the policy toolkit offers it everywhere.',
    },
  ],
})
