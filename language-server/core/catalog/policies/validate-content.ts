import { policy } from '../policy.ts'

export default policy({
  name: 'validate-content',
  title: 'Validate content',
  category: 'Content validation',
  status: 'ga',
  summary: 'Validate content.',
  docs: 'https://learn.microsoft.com/azure/api-management/validate-content-policy',
  sections: ['inbound', 'outbound', 'on-error'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  attributes: {
    'unspecified-content-type-action': {
      type: 'enum',
      summary: 'Action for content types not in the API schema.',
      required: true,
      values: ['ignore', 'prevent', 'detect'],
      expression: true,
      returns: 'string',
    },
    'max-size': {
      type: 'integer',
      summary: 'Largest body size; cap is 4 MB.',
      required: true,
      max: 4194304,
      unit: 'bytes',
      expression: true,
      returns: 'int',
    },
    'size-exceeded-action': {
      type: 'enum',
      summary: 'Action for larger bodies.',
      required: true,
      values: ['ignore', 'prevent', 'detect'],
      expression: true,
      returns: 'string',
    },
    'errors-variable-name': {
      type: 'string',
      summary: 'Context variable for validation errors.',
      format: 'variable-name',
      expression: false,
    },
  },
  children: {
    'content-type-map': {
      summary: 'Maps incoming content types before validation.',
      min: 0,
      max: 1,
      attributes: {
        'any-content-type-value': { type: 'string', summary: 'Content type used for every body.', expression: false },
        'missing-content-type-value': {
          type: 'string',
          summary: 'Content type used when the header is missing.',
          expression: false,
        },
      },
      children: {
        type: {
          summary: 'One mapping.',
          min: 0,
          attributes: {
            from: { type: 'string', summary: 'Known incoming content type.' },
            when: { type: 'boolean', summary: 'Condition on the incoming request.', expression: true, returns: 'bool' },
            to: { type: 'string', summary: 'Content type used for validation.', required: true },
          },
          children: {},
          childOrder: 'any',
          content: 'empty',
          groups: [{ kind: 'exactly-one', members: ['from', 'when'] }],
        },
      },
      childOrder: 'sequence',
      content: 'children',
    },
    content: {
      summary: 'Validation rule for one content type.',
      min: 0,
      attributes: {
        type: { type: 'string', summary: 'Content type; empty means all in the schema.' },
        'validate-as': { type: 'enum', summary: 'Validation engine.', required: true, values: ['json', 'xml', 'soap'] },
        'schema-id': { type: 'string', summary: 'Stored schema; default is the API schema.' },
        'schema-ref': { type: 'string', summary: 'JSON pointer into the schema; JSON only.' },
        action: {
          type: 'enum',
          summary: 'Action when validation fails.',
          required: true,
          values: ['ignore', 'prevent', 'detect'],
        },
        'allow-additional-properties': { type: 'boolean', summary: 'Runtime override of additionalProperties (JSON).' },
        'case-insensitive-property-names': {
          type: 'boolean',
          summary: 'Compare JSON property names without case.',
          default: 'false',
        },
      },
      children: {},
      childOrder: 'any',
      content: 'empty',
    },
  },
  childOrder: 'sequence',
  content: 'children',
  conflicts: [
    {
      about: 'Docs table omits content@action, which the statement shows and the XSD requires.',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
    {
      about: 'max-size cap: 2026 docs 4 MB, 2022-2023 docs 102,400 bytes.',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
    {
      about: 'validate-content/content-type-map/type@when: docs allow expressions, toolkit has no expression mark',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
  ],
})
