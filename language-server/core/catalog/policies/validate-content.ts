import { policy } from '../policy.ts'

export default policy({
  name: 'validate-content',
  title: 'Validate content',
  category: 'Content validation',
  status: 'ga',
  summary:
    'Checks the size, the content type and optionally the schema of a request or response body and then ignores, logs or blocks what does not fit. Use it to keep malformed or oversized messages away from the back end and the client.',
  docs: 'https://learn.microsoft.com/azure/api-management/validate-content-policy',
  sections: ['inbound', 'outbound', 'on-error'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  attributes: {
    'unspecified-content-type-action': {
      type: 'enum',
      summary: "What happens to content types that the API's schema does not list.",
      required: true,
      values: ['ignore', 'prevent', 'detect'],
      expression: true,
      returns: 'string',
      sample: 'prevent',
    },
    'max-size': {
      type: 'integer',
      summary: 'The largest body in bytes, at most 4 MB.',
      required: true,
      max: 4194304,
      unit: 'bytes',
      expression: true,
      returns: 'int',
      disputed: ['range'],
      sample: '102400',
    },
    'size-exceeded-action': {
      type: 'enum',
      summary: 'What happens to larger bodies.',
      required: true,
      values: ['ignore', 'prevent', 'detect'],
      expression: true,
      returns: 'string',
      sample: 'prevent',
    },
    'errors-variable-name': {
      type: 'string',
      summary: 'The context variable that collects the validation errors.',
      format: 'variable-name',
      expression: false,
    },
  },
  children: {
    'content-type-map': {
      summary: 'Maps the content types of incoming messages before they are validated.',
      min: 0,
      max: 1,
      attributes: {
        'any-content-type-value': {
          type: 'string',
          summary: 'The content type used for every body, whatever its header says.',
          expression: false,
        },
        'missing-content-type-value': {
          type: 'string',
          summary: 'The content type used when the header is missing.',
          expression: false,
        },
      },
      children: {
        type: {
          summary: 'One mapping, by content type or by condition.',
          min: 0,
          attributes: {
            from: { type: 'string', summary: 'A known content type of the incoming message.' },
            when: {
              type: 'boolean',
              summary: 'A condition on the message under which the mapping holds.',
              expression: true,
              returns: 'bool',
            },
            to: { type: 'string', summary: 'The content type to validate the message as.', required: true },
          },
          children: {},
          childOrder: 'any',
          content: 'empty',
          groups: [{ kind: 'exactly-one', members: ['from', 'when'], disputed: true }],
        },
      },
      childOrder: 'sequence',
      content: 'children',
    },
    content: {
      summary: 'A rule for one content type.',
      min: 0,
      attributes: {
        type: {
          type: 'string',
          summary: 'The content type that the rule is for. Empty: every content type of the schema.',
          suggested: true,
          sample: 'application/json',
        },
        'validate-as': {
          type: 'enum',
          summary: 'The engine that validates the body.',
          required: true,
          values: ['json', 'xml', 'soap'],
        },
        'schema-id': {
          type: 'string',
          summary: "The name of a schema stored on the instance. Without it, the API's schema is used.",
        },
        'schema-ref': { type: 'string', summary: 'A JSON pointer into the stored schema, for JSON only.' },
        action: {
          type: 'enum',
          summary:
            'What happens when validation fails: nothing, the message is blocked, or the failure is only logged.',
          required: true,
          values: ['ignore', 'prevent', 'detect'],
          disputed: ['required'],
          sample: 'prevent',
        },
        'allow-additional-properties': {
          type: 'boolean',
          summary: 'Overrides `additionalProperties` of a JSON schema.',
        },
        'case-insensitive-property-names': {
          type: 'boolean',
          summary: 'Whether letter case of JSON property names is ignored.',
          default: 'false',
        },
      },
      children: {},
      childOrder: 'any',
      content: 'empty',
      suggested: true,
    },
  },
  childOrder: 'sequence',
  content: 'children',
  conflicts: [
    {
      about: 'whether `content` needs an `action`',
      follows: 'schema',
      why: 'The table of the documentation leaves it out; its statement shows it and the schema requires it.',
    },
    {
      about: 'the largest `max-size`',
      follows: 'documentation',
      why: 'The documentation says 4 MB since 2026; that of 2022 and 2023 said 102,400 bytes.',
    },
  ],
})
