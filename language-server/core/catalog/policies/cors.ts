import { policy } from '../policy.ts'

export default policy({
  name: 'cors',
  title: 'CORS',
  category: 'Cross-domain',
  status: 'ga',
  summary:
    'Lets browsers call the API from other origins: it answers preflight requests and adds the CORS headers to responses. Put it first in `inbound`.',
  docs: 'https://learn.microsoft.com/azure/api-management/cors-policy',
  sections: ['inbound'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  occurrence: 'once-per-section',
  attributes: {
    'allow-credentials': {
      type: 'boolean',
      summary: 'Whether browsers may send credentials: the value of `Access-Control-Allow-Credentials`.',
      default: 'false',
      expression: true,
      returns: 'bool',
    },
    'terminate-unmatched-request': {
      type: 'boolean',
      summary:
        'Whether a cross-origin request that matches nothing here ends with an empty 200 (`true`) or goes on without CORS headers (`false`).',
      default: 'false',
      expression: true,
      returns: 'bool',
    },
  },
  children: {
    'allowed-origins': {
      summary: 'The origins that may call.',
      min: 1,
      max: 1,
      attributes: {},
      children: {
        origin: {
          summary: 'An origin as `scheme://host:port`, or `*` for any.',
          min: 1,
          attributes: {},
          children: {},
          childOrder: 'any',
          content: 'text',
          text: { type: 'string', sample: 'https://example.com' },
        },
      },
      childOrder: 'sequence',
      content: 'children',
    },
    'allowed-methods': {
      summary: 'The methods that may be used. Without it, these are GET and POST.',
      min: 0,
      max: 1,
      attributes: {
        'preflight-result-max-age': {
          type: 'integer',
          summary: 'How many seconds browsers may remember the answer to a preflight request.',
          default: '0',
          unit: 'seconds',
          expression: true,
          returns: 'int',
        },
      },
      children: {
        method: {
          summary: 'An HTTP method, or `*` for any.',
          min: 1,
          attributes: {},
          children: {},
          childOrder: 'any',
          content: 'text',
          text: {
            type: 'string',
            expression: true,
            returns: 'string',
            suggestions: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'],
          },
        },
      },
      childOrder: 'sequence',
      content: 'children',
      suggested: true,
    },
    'allowed-headers': {
      summary: 'The request headers that may be sent.',
      min: 1,
      max: 1,
      attributes: {},
      children: {
        header: {
          summary: 'The name of a header, or `*` for any.',
          min: 1,
          attributes: {},
          children: {},
          childOrder: 'any',
          content: 'text',
          text: { type: 'string', sample: 'Content-Type' },
        },
      },
      childOrder: 'sequence',
      content: 'children',
      disputed: true,
    },
    'expose-headers': {
      summary: 'The response headers that scripts may read.',
      min: 0,
      max: 1,
      attributes: {},
      children: {
        header: {
          summary: 'The name of a header, or `*` for any.',
          min: 1,
          attributes: {},
          children: {},
          childOrder: 'any',
          content: 'text',
          text: { type: 'string', sample: 'X-Header' },
        },
      },
      childOrder: 'sequence',
      content: 'children',
    },
  },
  childOrder: 'any',
  content: 'children',
  notes: [
    'Only `cors` runs for a preflight request.',
    'Of several, only the first applies.',
    'At product scope it does not work when the subscription key is sent in a header.',
  ],
  conflicts: [
    {
      about: 'the default of `terminate-unmatched-request`',
      follows: 'documentation',
      why: 'The table says false; a troubleshooting text and the toolkit say true.',
    },
    {
      about: 'whether `allowed-headers` is required',
      follows: 'documentation',
      why: 'The published schema makes it optional.',
    },
    {
      about: 'order of the child elements',
      follows: 'schema',
      why: 'The schema takes them in any order; the general advice of the documentation is the order of the statement.',
    },
  ],
})
