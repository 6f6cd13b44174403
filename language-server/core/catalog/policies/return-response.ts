import { policy } from '../policy.ts'

export default policy({
  name: 'return-response',
  title: 'Return response',
  category: 'Transformation',
  status: 'ga',
  summary: 'Return response.',
  docs: 'https://learn.microsoft.com/azure/api-management/return-response-policy',
  sections: ['inbound', 'backend', 'outbound', 'on-error'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  attributes: {
    'response-variable-name': {
      type: 'string',
      summary: 'Variable holding a response, for example from send-request.',
      format: 'variable-name',
      expression: false,
    },
  },
  children: {
    'set-status': {
      summary: 'Status.',
      min: 0,
      max: 1,
      attributes: {},
      children: {},
      childOrder: 'any',
      content: 'empty',
      policy: 'set-status',
    },
    'set-header': {
      summary: 'Header.',
      min: 0,
      attributes: {},
      children: {},
      childOrder: 'any',
      content: 'children',
      policy: 'set-header',
    },
    'set-body': {
      summary: 'Body; Liquid does not work here.',
      min: 0,
      max: 1,
      attributes: {},
      children: {},
      childOrder: 'any',
      content: 'mixed',
      policy: 'set-body',
    },
  },
  childOrder: 'sequence',
  content: 'children',
  notes: [
    'Stops the pipeline. Without settings the answer is 200 OK with no body.',
    'Given both, the statements change the response from the variable.',
  ],
  conflicts: [
    {
      about: 'Toolkit comment says other properties are ignored when a variable is given; docs say they modify it.',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
  ],
})
