import { policy } from '../policy.ts'

export default policy({
  name: 'set-body',
  title: 'Set body',
  category: 'Transformation',
  status: 'ga',
  summary:
    'Replaces the body of the request or the response with a literal, the value of an expression, or a Liquid template. Reading the old body in the expression uses it up unless `preserveContent` is true.',
  docs: 'https://learn.microsoft.com/azure/api-management/set-body-policy',
  sections: ['inbound', 'backend', 'outbound', 'on-error'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  attributes: {
    template: {
      type: 'enum',
      summary: 'The template engine: Liquid, or none for a literal or an expression.',
      values: ['liquid', 'none'],
    },
    'xsi-nil': {
      type: 'enum',
      summary: 'How the template sees elements marked `xsi:nil`: as blank or as null.',
      default: 'blank',
      values: ['blank', 'null'],
      expression: false,
    },
    'parse-date': {
      type: 'boolean',
      summary: 'Whether strings that look like dates are parsed when a Liquid template reads the body.',
      default: 'true',
      expression: false,
    },
    'html-decode-expression': {
      type: 'boolean',
      summary: 'Known from a published schema only; the documentation does not describe it.',
      undocumented: true,
    },
  },
  children: {},
  childOrder: 'any',
  content: 'mixed',
  text: {
    type: 'string',
    summary: 'The body: a literal, an expression or a Liquid template. It may hold markup.',
    expression: true,
    returns: 'body',
  },
  notes: [
    'Liquid templates have no input inside `return-response`.',
    'An expression that reads the body fails when there is none, as in a GET request.',
  ],
  conflicts: [
    {
      about: 'the values of `template`',
      follows: 'schema',
      why: 'The table of the documentation lists `liquid` only; the schema and a sample use `none` too.',
    },
    {
      about: '`html-decode-expression`',
      follows: 'schema',
      why: 'Only the published schema knows it; it is accepted.',
    },
    {
      about: 'sections',
      follows: 'policy overview',
      why: 'The page leaves `on-error` out; the overview of policies and the toolkit use it there, and an error answer needs a body.',
    },
  ],
})
