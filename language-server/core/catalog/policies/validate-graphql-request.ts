import { policy } from '../policy.ts'

export default policy({
  name: 'validate-graphql-request',
  title: 'Validate GraphQL request',
  category: 'Content validation',
  status: 'ga',
  summary:
    'Validates a GraphQL request against the schema, limits its size and depth, and authorises access to single paths. Use it in front of any GraphQL API.',
  docs: 'https://learn.microsoft.com/azure/api-management/validate-graphql-request-policy',
  sections: ['inbound'],
  scopes: ['global', 'workspace', 'product', 'api'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  occurrence: 'once-per-section',
  attributes: {
    'error-variable-name': {
      type: 'string',
      summary: 'The context variable that collects the validation errors.',
      format: 'variable-name',
      expression: true,
      returns: 'string',
    },
    'max-size': {
      type: 'integer',
      summary: 'The largest request in bytes, at most 102,400.',
      required: true,
      max: 102400,
      unit: 'bytes',
      expression: true,
      returns: 'int',
      disputed: ['required'],
      sample: '10240',
    },
    'max-depth': {
      type: 'integer',
      summary: 'The greatest depth of a query.',
      default: '6',
      expression: true,
      returns: 'int',
    },
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
      summary: 'Rules that authorise access to single paths.',
      min: 0,
      max: 1,
      attributes: {},
      children: {
        rule: {
          summary: 'The rule for one path.',
          min: 1,
          max: 100,
          attributes: {
            path: {
              type: 'string',
              summary: 'The path the rule is for: `/type/field`, or `/__*` for introspection.',
              required: true,
              returns: 'string',
              sample: '/Query/field',
            },
            action: {
              type: 'enum',
              summary: 'What happens when the rule applies.',
              default: 'allow',
              values: ['allow', 'reject', 'remove', 'ignore'],
              expression: true,
              returns: 'string',
              disputed: ['values'],
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
  notes: ['At most 250 query fields are validated.', 'Errors also go to the variable `GraphQLErrors`.'],
  conflicts: [
    {
      about: 'the actions of a rule',
      follows: 'both',
      why: 'The documentation lists `ignore`, which the published schema lacks.',
    },
    {
      about: 'whether `max-size` is required',
      follows: 'documentation',
      why: 'The published schema makes it optional; the documentation requires it and the documented samples give it.',
    },
    {
      about: 'scopes',
      follows: 'documentation',
      why: 'The documentation of 2022 and 2023 allowed the operation scope; that of today stops at the API.',
    },
    {
      about: '`max-total-depth` and `max-complexity`',
      follows: 'schema',
      why: 'Only the published schema knows them; they are accepted.',
    },
  ],
})
