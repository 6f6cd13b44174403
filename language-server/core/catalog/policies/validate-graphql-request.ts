import { policy } from '../policy.ts'

export default policy({
  name: 'validate-graphql-request',
  title: 'Validate GraphQL request',
  category: 'Content validation',
  status: 'ga',
  summary: 'Validate GraphQL request.',
  docs: 'https://learn.microsoft.com/azure/api-management/validate-graphql-request-policy',
  sections: ['inbound'],
  scopes: ['global', 'workspace', 'product', 'api'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  occurrence: 'once-per-section',
  attributes: {
    'error-variable-name': {
      type: 'string',
      summary: 'Context variable for validation errors.',
      format: 'variable-name',
      expression: true,
      returns: 'string',
    },
    'max-size': {
      type: 'integer',
      summary: 'Largest payload.',
      required: true,
      max: 102400,
      unit: 'bytes',
      expression: true,
      returns: 'int',
      disputed: true,
    },
    'max-depth': { type: 'integer', summary: 'Largest query depth.', default: '6', expression: true, returns: 'int' },
    'max-total-depth': {
      type: 'string',
      summary: 'Known from a published schema only; the documentation does not describe it.',
      returns: 'string',
      undocumented: true,
    },
    'max-complexity': {
      type: 'string',
      summary: 'Known from a published schema only; the documentation does not describe it.',
      returns: 'string',
      undocumented: true,
    },
  },
  children: {
    authorize: {
      summary: 'Authorization rules.',
      min: 0,
      max: 1,
      attributes: {},
      children: {
        rule: {
          summary: 'Rule for one path.',
          min: 1,
          max: 100,
          attributes: {
            path: {
              type: 'string',
              summary: '/type/field, or /__* for introspection.',
              required: true,
              returns: 'string',
            },
            action: {
              type: 'enum',
              summary: 'Action when the rule applies.',
              default: 'allow',
              values: ['allow', 'reject', 'remove', 'ignore'],
              expression: true,
              returns: 'string',
              disputed: true,
            },
          },
          children: {},
          childOrder: 'any',
          content: 'empty',
        },
      },
      childOrder: 'sequence',
      content: 'children',
    },
  },
  childOrder: 'sequence',
  content: 'children',
  disputed: ['scopes'],
  notes: ['At most 250 query fields are validated.', 'Errors also go to the GraphQLErrors variable.'],
  conflicts: [
    {
      about:
        'XSD action values: allow, reject, remove (no ignore), max-size optional; XSD adds max-total-depth and max-complexity.',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
    {
      about: 'Docs example returns "deny", which is not a listed action, and uses the invalid operator <>.',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
    {
      about: '2022-2023 docs allowed operation scope; current docs stop at API.',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
  ],
})
