import { policy } from '../policy.ts'

export default policy({
  name: 'trace',
  title: 'Trace',
  category: 'Logging',
  status: 'ga',
  summary:
    'Writes a message to the request trace, to Application Insights and to resource logs. Use it to follow what a policy does while you develop or operate it.',
  docs: 'https://learn.microsoft.com/azure/api-management/trace-policy',
  sections: ['inbound', 'backend', 'outbound', 'on-error'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  attributes: {
    source: {
      type: 'string',
      summary: 'The name that the trace shows as the source of the message.',
      required: true,
      expression: true,
      returns: 'string',
      sample: 'policy',
    },
    severity: {
      type: 'enum',
      summary: 'How severe the message is; Application Insights gets it if its sampling level lets it through.',
      default: 'verbose',
      values: ['verbose', 'information', 'error'],
      expression: false,
      suggested: true,
    },
  },
  children: {
    message: {
      summary: 'The text to write.',
      min: 0,
      max: 1,
      attributes: {},
      children: {},
      childOrder: 'any',
      content: 'text',
      text: { type: 'string', expression: true, returns: 'string', sample: 'message' },
      suggested: true,
      disputed: true,
    },
    metadata: {
      summary: 'A property added to the trace in Application Insights.',
      min: 0,
      attributes: {
        name: { type: 'string', summary: 'The name of the property.', required: true },
        value: {
          type: 'string',
          summary: 'The value of the property.',
          required: true,
          expression: true,
          returns: 'string',
        },
      },
      children: {},
      childOrder: 'any',
      content: 'empty',
    },
  },
  childOrder: 'any',
  content: 'mixed',
  conflicts: [
    {
      about: 'expressions in `source`',
      follows: 'samples',
      why: 'The documentation allows none, yet templates of the Azure Developer CLI, which were deployed a great many times, write the name of the API so.',
    },
    {
      about: 'sections',
      follows: 'published policies',
      why: 'The page leaves `on-error` out; an older page on errors lists it there, the toolkit offers it there, and published policies use it there.',
    },
    {
      about: 'text directly in `<trace>`, and its children',
      follows: 'schema',
      why: 'The documentation requires one `message`; the schema also takes the old form with text and no message, which published policies use.',
    },
  ],
  text: {
    type: 'string',
    summary: 'The text to write, in the old form of the policy.',
    expression: true,
    returns: 'string',
  },
})
