import { policy } from '../policy.ts'

export default policy({
  name: 'return-response',
  title: 'Return response',
  category: 'Transformation',
  status: 'ga',
  summary:
    'Ends the pipeline and answers the caller at once: with 200 OK, with the response held by a variable, or with the status, headers and body set here.',
  docs: 'https://learn.microsoft.com/azure/api-management/return-response-policy',
  sections: ['inbound', 'backend', 'outbound', 'on-error'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  attributes: {
    'response-variable-name': {
      type: 'string',
      summary:
        'The context variable that holds a response, for instance one of `send-request`. Status, headers and body set here change it.',
      format: 'variable-name',
      expression: false,
    },
  },
  children: {
    'set-status': {
      summary: 'The status of the answer.',
      min: 0,
      max: 1,
      attributes: {},
      children: {},
      childOrder: 'any',
      content: 'empty',
      policy: 'set-status',
      suggested: true,
    },
    'set-header': {
      summary: 'A header of the answer.',
      min: 0,
      attributes: {},
      children: {},
      childOrder: 'any',
      content: 'children',
      policy: 'set-header',
    },
    'set-body': {
      summary: 'The body of the answer. Liquid templates have no input here.',
      min: 0,
      max: 1,
      attributes: {},
      children: {},
      childOrder: 'any',
      content: 'mixed',
      policy: 'set-body',
      suggested: true,
    },
  },
  childOrder: 'sequence',
  content: 'children',
  notes: ['Policies after it do not run.'],
  conflicts: [
    {
      about: 'what a variable and further settings mean together',
      follows: 'documentation',
      why: 'The documentation says that the settings change the response; a comment in the toolkit says that they are ignored.',
    },
  ],
})
