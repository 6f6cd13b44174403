import { policy } from '../policy.ts'

export default policy({
  name: 'set-variable',
  title: 'Set variable',
  category: 'Transformation',
  status: 'ga',
  summary:
    'Stores a literal or the value of an expression in a context variable for the rest of the request. Expressions read it with `context.Variables`.',
  docs: 'https://learn.microsoft.com/azure/api-management/set-variable-policy',
  sections: ['inbound', 'backend', 'outbound', 'on-error'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  attributes: {
    name: {
      type: 'string',
      summary: 'The name of the variable.',
      required: true,
      format: 'variable-name',
      expression: false,
      sample: 'variable',
    },
    value: {
      type: 'string',
      summary: 'The value: a literal, which is stored as a string, or an expression.',
      required: true,
      expression: true,
      returns: 'object',
    },
  },
  children: {},
  childOrder: 'any',
  content: 'empty',
  notes: ['A literal is always a string.'],
  conflicts: [
    {
      about: 'the type of the value',
      follows: 'samples',
      why: 'The documentation of 2025 lists basic types only; published policies store `JObject`, `JArray`, `Jwt` and bytes too, and no list, dictionary or array of anything else.',
    },
  ],
})
