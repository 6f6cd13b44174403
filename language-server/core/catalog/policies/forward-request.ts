import { policy } from '../policy.ts'

export default policy({
  name: 'forward-request',
  title: 'Forward request',
  category: 'Routing',
  status: 'ga',
  summary:
    'Sends the request to the back end and waits for its response. The global policy holds one by default; without one in effect, the back end is not called at all.',
  docs: 'https://learn.microsoft.com/azure/api-management/forward-request-policy',
  sections: ['backend'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  attributes: {
    timeout: {
      type: 'integer',
      summary:
        'How many seconds to wait for the response headers of the back end. Over 240 may not be honoured, since the network drops idle connections.',
      default: '300',
      min: 0,
      unit: 'seconds',
      expression: true,
      returns: 'int',
    },
    'timeout-ms': {
      type: 'integer',
      summary: 'How many milliseconds to wait for the response headers of the back end. It excludes `timeout`.',
      min: 0,
      unit: 'milliseconds',
      expression: true,
      returns: 'int',
    },
    'continue-timeout': {
      type: 'integer',
      summary: 'How many seconds to wait for a `100 Continue` of the back end.',
      unit: 'seconds',
      expression: true,
      returns: 'int',
    },
    'http-version': {
      type: 'enum',
      summary: 'The HTTP version spoken to the back end: 1.1, 2 with a fall back to 1.1, or 2.',
      default: '1',
      values: ['1', '2or1', '2'],
    },
    'follow-redirects': {
      type: 'boolean',
      summary: 'Whether the gateway follows redirects itself instead of passing them to the caller.',
      default: 'false',
      expression: true,
      returns: 'bool',
    },
    'buffer-request-body': {
      type: 'boolean',
      summary: 'Whether the request body is kept so that it can be sent again by `retry`.',
      default: 'false',
    },
    'buffer-response': {
      type: 'boolean',
      summary: 'Whether chunked responses are buffered. Set it to false for server-sent events and other streams.',
      default: 'true',
      expression: false,
    },
    'fail-on-error-status-code': {
      type: 'boolean',
      summary: 'Whether a status code from 400 to 599 makes the request jump to `on-error`.',
      default: 'false',
      expression: false,
    },
  },
  children: {},
  childOrder: 'any',
  content: 'empty',
  groups: [{ kind: 'at-most-one', members: ['timeout', 'timeout-ms'] }],
  notes: [
    '`timeout` and `timeout-ms` exclude each other.',
    'HTTP/2 to the back end works on the self-hosted gateway and, in preview, on v2 gateways.',
  ],
  conflicts: [
    {
      about: 'how often it may occur',
      follows: 'documentation',
      why: 'The documentation of 2022 allowed one in a document; that of today sets no limit.',
    },
  ],
})
