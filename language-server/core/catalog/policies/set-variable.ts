import { policy } from '../policy.ts'

export default policy({
  name: 'set-variable',
  title: 'Set variable',
  category: 'Transformation',
  status: 'ga',
  summary: 'Set variable.',
  docs: 'https://learn.microsoft.com/azure/api-management/set-variable-policy',
  sections: ['inbound', 'backend', 'outbound', 'on-error'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  attributes: {
    name: { type: 'string', summary: 'Variable name.', required: true, format: 'variable-name', expression: false },
    value: {
      type: 'string',
      summary: 'Literal (stored as string) or expression.',
      required: true,
      expression: true,
      returns: 'object',
    },
  },
  children: {},
  childOrder: 'any',
  content: 'empty',
  notes: [
    'A literal is always System.String.',
    'The page lists basic return types; JObject and the like are commonly used but not listed.',
  ],
  conflicts: [
    {
      about:
        'Docs limit expression results to basic types, but snippets in Microsoft repositories store JObject, IResponse and arrays in variables.',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
  ],
})
