import { policy } from '../policy.ts'

export default policy({
  name: 'set-body',
  title: 'Set body',
  category: 'Transformation',
  status: 'ga',
  summary: 'Set body.',
  docs: 'https://learn.microsoft.com/azure/api-management/set-body-policy',
  sections: ['inbound', 'backend', 'outbound'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  attributes: {
    template: { type: 'enum', summary: 'Template engine; none means plain text.', values: ['liquid', 'none'] },
    'xsi-nil': {
      type: 'enum',
      summary: 'How xsi:nil elements appear.',
      default: 'blank',
      values: ['blank', 'null'],
      expression: false,
    },
    'parse-date': { type: 'boolean', summary: 'Parse date-like strings.', default: 'true', expression: false },
    'html-decode-expression': {
      type: 'boolean',
      summary: 'Known from a published schema only; the documentation does not describe it.',
      undocumented: true,
    },
  },
  children: {},
  childOrder: 'any',
  content: 'mixed',
  text: { type: 'string', expression: true, returns: 'object' },
  disputed: ['sections'],
  notes: [
    'Reading context.Request.Body without preserveContent consumes it.',
    'Throws when there is no body, for example on GET.',
    'Liquid does not work inside return-response.',
  ],
  conflicts: [
    {
      about:
        'Docs table lists only liquid for template; XSD and a docs sample also use none. XSD adds html-decode-expression (boolean).',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
    {
      about: 'Toolkit can wrap the content in a <value> child; no docs.',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
    {
      about: 'Docs sections: inbound, outbound, backend; the policy overview and toolkit also use it in on-error.',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
  ],
})
