import { policy } from '../policy.ts'

export default policy({
  name: 'check-header',
  title: 'Check HTTP header',
  category: 'Authentication and authorization',
  status: 'ga',
  summary:
    'Refuses the request unless a header is present and, where values are listed, holds one of them. Use it for a simple shared-secret or version check; tokens are checked by `validate-jwt`.',
  docs: 'https://learn.microsoft.com/azure/api-management/check-header-policy',
  sections: ['inbound'],
  scopes: ['global', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  attributes: {
    name: {
      type: 'string',
      summary: 'The name of the header to check.',
      required: true,
      format: 'header-name',
      expression: true,
      returns: 'string',
    },
    'failed-check-httpcode': {
      type: 'integer',
      summary: 'The status code of the answer when the check fails.',
      required: true,
      min: 100,
      max: 599,
      expression: true,
      returns: 'int',
      disputed: ['range'],
      sample: '401',
    },
    'failed-check-error-message': {
      type: 'string',
      summary: 'The body of the answer when the check fails. Its text reaches the caller.',
      required: true,
      expression: true,
      returns: 'string',
      disputed: ['required'],
      sample: 'Not authorized',
    },
    'ignore-case': {
      type: 'boolean',
      summary: 'Whether letter case is ignored when values are compared.',
      required: true,
      expression: true,
      returns: 'bool',
      disputed: ['required'],
    },
  },
  children: {
    value: {
      summary:
        'A value that is accepted; any one suffices. Without values, only the presence of the header is checked.',
      min: 0,
      attributes: {},
      children: {},
      childOrder: 'any',
      content: 'text',
      text: { type: 'string', sample: 'value' },
      suggested: true,
    },
  },
  childOrder: 'sequence',
  content: 'children',
  disputed: ['sections'],
  conflicts: [
    {
      about: 'the range of `failed-check-httpcode`',
      follows: 'none',
      why: 'No source gives one; 100 to 599 is a sanity check.',
    },
    {
      about: 'whether `failed-check-error-message` and `ignore-case` are required',
      follows: 'documentation',
      why: 'The published schema makes it optional; the documentation requires it and the documented samples give it.',
    },
    {
      about: 'sections',
      follows: 'documentation',
      why: 'The knowledge base of an older editor extension names `outbound` too; the documentation and the toolkit say `inbound` only.',
    },
  ],
})
