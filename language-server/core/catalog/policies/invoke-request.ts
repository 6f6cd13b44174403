import { policy } from '../policy.ts'

export default policy({
  name: 'invoke-request',
  title: 'Invoke request',
  category: 'Undocumented',
  status: 'undocumented',
  summary:
    'Redirects the processing to another request of the gateway. No documentation describes it, and the sources that mention it disagree about its form.',
  docs: 'https://learn.microsoft.com/azure/api-management/api-management-policies',
  attributes: {
    url: {
      type: 'string',
      summary: 'The URL to go on with.',
      expression: true,
      returns: 'string',
      suggested: true,
      sample: 'https://example.com',
    },
    method: { type: 'string', summary: 'The HTTP method.', expression: true, returns: 'string' },
    'backend-id': {
      type: 'string',
      summary: 'The id of a back-end entity of the instance.',
      format: 'backend-id',
      expression: true,
      returns: 'string',
    },
    'response-variable-name': {
      type: 'string',
      summary:
        'The context variable that gets the response. Without it, the response becomes the current one and the section ends.',
      format: 'variable-name',
      expression: false,
    },
  },
  children: {
    header: {
      summary: 'A header of the request, in the form that the policy toolkit writes.',
      min: 0,
      attributes: {
        name: { type: 'string', summary: 'The name of the header.', required: true },
        value: { type: 'string', summary: 'The value of the header.', expression: true, returns: 'string' },
      },
      children: {},
      childOrder: 'any',
      content: 'empty',
    },
    body: {
      summary: 'The body of the request, in the form that the policy toolkit writes.',
      min: 0,
      max: 1,
      attributes: {},
      children: {},
      childOrder: 'any',
      content: 'text',
      text: { type: 'string', expression: true, returns: 'string' },
    },
    value: {
      summary: 'Known from a published schema only; the documentation does not describe it.',
      min: 0,
      attributes: {},
      children: {},
      childOrder: 'any',
      content: 'text',
      undocumented: true,
    },
  },
  childOrder: 'sequence',
  content: 'children',
  conflicts: [
    {
      about: 'the form of the element',
      follows: 'all',
      why: 'The schema has a `url` and `value` children, the toolkit method, URL, headers and body; both forms are accepted.',
    },
  ],
})
