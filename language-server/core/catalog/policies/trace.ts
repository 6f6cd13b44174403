import { policy } from '../policy.ts'

export default policy({
  name: 'trace',
  title: 'Trace',
  category: 'Logging',
  status: 'ga',
  summary: 'Trace.',
  docs: 'https://learn.microsoft.com/azure/api-management/trace-policy',
  sections: ['inbound', 'backend', 'outbound'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  attributes: {
    source: { type: 'string', summary: 'Source shown in the trace.', required: true, expression: false },
    severity: {
      type: 'enum',
      summary: 'Severity.',
      default: 'verbose',
      values: ['verbose', 'information', 'error'],
      expression: false,
    },
  },
  children: {
    message: {
      summary: 'Text to log.',
      min: 1,
      max: 1,
      attributes: {},
      children: {},
      childOrder: 'any',
      content: 'text',
      text: { type: 'string', expression: true, returns: 'string' },
      disputed: true,
    },
    metadata: {
      summary: 'Property added to the Application Insights trace.',
      min: 0,
      attributes: {
        name: { type: 'string', summary: 'Property name.', required: true },
        value: { type: 'string', summary: 'Property value.', required: true, expression: true, returns: 'string' },
      },
      children: {},
      childOrder: 'any',
      content: 'empty',
    },
  },
  childOrder: 'any',
  content: 'children',
  disputed: ['sections'],
  conflicts: [
    {
      about:
        'Docs sections: inbound, outbound, backend; the error-handling page (2020 version read) lists trace for on-error, the toolkit has it there and one Microsoft snippet uses it there.',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
    {
      about: 'XSD also accepts text directly in <trace> (mixed, old form) and unordered children.',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
  ],
})
