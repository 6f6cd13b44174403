import type { Case } from '../case.ts'

const contract = {
  path: [{ name: 'id', type: 'integer' }],
  query: [
    { name: 'kind', type: 'string', values: ['new', 'old'] },
    { name: 'tags', type: 'array' },
  ],
  headers: [{ name: 'X-Size', type: 'number' }],
  contentTypes: ['application/json'],
  responses: [
    { status: 200, headers: [{ name: 'X-Total', type: 'integer' }], contentTypes: ['text/plain'] },
    { status: 404, headers: [], contentTypes: [] },
  ],
}
const settings = { operations: [{ id: 'get', name: 'Get', method: 'GET', urlTemplate: '/{id}', contract }] }
const posting = { operations: [{ id: 'create', name: 'Create', method: 'POST', urlTemplate: '/', contract }] }
const content = (map = '') =>
  `<validate-content unspecified-content-type-action="prevent" max-size="10" size-exceeded-action="prevent" errors-variable-name="found">${map}</validate-content>`
const post = (body: string, type?: string) => ({
  method: 'POST',
  path: '/orders',
  body,
  headers: type === undefined ? {} : { 'Content-Type': type },
})
const ignoreUsual = '<parameter name="Host" action="ignore" />'
const parameters = (inside = '') => ({
  inbound: `<validate-parameters specified-parameter-action="prevent" unspecified-parameter-action="prevent" errors-variable-name="found">
    <headers specified-parameter-action="prevent" unspecified-parameter-action="detect">${ignoreUsual}${inside}</headers>
  </validate-parameters>`,
  onError:
    '<set-header name="X-Found"><value>@(((JArray)context.Variables["found"]).Count.ToString())</value></set-header>',
})
const refused = (message: string) =>
  ({
    status: 400,
    body: { statusCode: 400, message },
    backEnd: 'not called',
    lastError: { source: 'validate-parameters', reason: 'Bad request', message },
  }) as const

export const validationCases: readonly Case[] = [
  {
    name: 'validate-parameters lets pass what the definition knows',
    settings,
    api: parameters(),
    call: { path: '/orders/7?kind=new&tags=a&tags=b', headers: { 'X-Size': '1.5' } },
    expected: { status: 200 },
  },
  ...(
    [
      [
        '/orders/seven',
        "Value of the path parameter id does not conform to the definition. 'seven' is no value of the type integer.",
      ],
      [
        '/orders/7?kind=other',
        "Value of the query parameter kind does not conform to the definition. 'other' is none of new, old.",
      ],
      ['/orders/7?kind=new&kind=old', 'Request cannot contain multiple values for the query parameter kind.'],
      ['/orders/7?size=1', 'Unspecified query parameter size is not allowed.'],
    ] as const
  ).map(([path, message]) => ({
    name: `validate-parameters refuses ${path}`,
    settings,
    api: parameters(),
    call: { path },
    expected: refused(message),
  })),
  {
    name: 'validate-parameters keeps what it only detects, beside what it prevents',
    settings,
    api: parameters(),
    call: { path: '/orders/7', headers: { 'X-Size': 'big', 'X-Other': '1' } },
    expected: {
      ...refused(
        "Value of the header X-Size does not conform to the definition. 'big' is no value of the type number.",
      ),
      headers: { 'x-found': '2' },
    },
  },
  {
    name: 'validate-parameters: a parameter may have an action of its own',
    settings,
    api: parameters('<parameter name="x-other" action="prevent" />'),
    call: { path: '/orders/7', headers: { 'X-Other': '1' } },
    expected: refused('Unspecified header X-Other is not allowed.'),
  },
  {
    name: 'validate-status-code keeps what the definition does not know from the caller',
    settings,
    api: { outbound: '<validate-status-code unspecified-status-code-action="prevent" />' },
    call: { path: '/orders/7' },
    backEnd: { status: 500, body: 'stack trace' },
    expected: {
      status: 502,
      body: {
        statusCode: 502,
        message: 'The request could not be processed due to an internal error. Contact the API owner.',
      },
      lastError: { reason: 'Response not allowed', message: 'Response status code 500 is not allowed.' },
    },
  },
  ...([404, 503] as const).map((status) => ({
    name: `validate-status-code lets ${status} pass`,
    settings,
    api: {
      outbound:
        '<validate-status-code unspecified-status-code-action="prevent"><status-code code="503" action="ignore" /><status-code code="404" action="prevent" /></validate-status-code>',
    },
    call: { path: '/orders/7' },
    backEnd: { status },
    expected: { status },
  })),
  {
    name: 'validate-headers refuses a header of the response that is not what its definition says',
    settings,
    api: {
      outbound:
        '<validate-headers specified-header-action="prevent" unspecified-header-action="ignore" errors-variable-name="found" />',
    },
    call: { path: '/orders/7' },
    backEnd: { headers: { 'X-Total': 'many', 'X-Other': '1' } },
    expected: {
      status: 502,
      lastError: {
        message:
          "Value of the header X-Total does not conform to the definition. 'many' is no value of the type integer.",
      },
    },
  },
  {
    name: 'validate-content lets pass a body of a type that the definition knows',
    settings: posting,
    api: { inbound: content() },
    call: post('{"a":1}', 'Application/JSON; charset=utf-8'),
    expected: { status: 200, backEnd: { body: '{"a":1}' } },
  },
  {
    name: 'validate-content refuses a body that is too large, in the words of the service',
    settings: posting,
    api: { inbound: content() },
    call: post('{"a":12345}', 'application/json'),
    expected: {
      status: 400,
      body: { statusCode: 400, message: "Request's body is 11 bytes long and it exceeds the limit of 10 bytes." },
      lastError: { message: "Request's body is 11 bytes long and it exceeds the configured limit of 10 bytes." },
    },
  },
  ...(
    [
      ['', 'text/plain', 400],
      ['', undefined, 400],
      ['<content-type-map missing-content-type-value="application/json" />', undefined, 200],
      ['<content-type-map missing-content-type-value="application/json" />', 'text/plain', 400],
      ['<content-type-map any-content-type-value="application/json" />', 'text/plain', 200],
      ['<content-type-map><type from="text/plain" to="application/json" /></content-type-map>', 'text/plain', 200],
      ['<content-type-map><type when="@(true)" to="text/css" /></content-type-map>', 'application/json', 400],
    ] as const
  ).map(([map, type, status]) => ({
    name: `validate-content: ${type ?? 'no type'} with ${map || 'no map'}`,
    settings: posting,
    api: { inbound: content(map) },
    call: post('{}', type),
    expected: { status },
  })),
  {
    name: 'validate-content keeps a response of another type from the caller',
    settings,
    api: { outbound: content() },
    call: { path: '/orders/7' },
    backEnd: { headers: { 'Content-Type': 'text/html' }, body: 'short' },
    expected: { status: 502, lastError: { message: 'Unspecified content type text/html is not allowed.' } },
  },
  {
    name: 'validate-content with a schema says that it does not run',
    settings: posting,
    api: { inbound: content('<content type="application/json" validate-as="json" action="prevent" />') },
    call: post('{}', 'application/json'),
    expected: { status: 500, body: /keeps no schemas/ },
  },
  {
    name: 'validate-headers lets pass what it ignores',
    settings,
    api: {
      outbound: '<validate-headers specified-header-action="prevent" unspecified-header-action="ignore" />',
    },
    call: { path: '/orders/7' },
    backEnd: { headers: { 'X-Total': '12', 'X-Other': '1' } },
    expected: { status: 200 },
  },
]
