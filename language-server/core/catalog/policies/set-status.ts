import { policy } from '../policy.ts'

export default policy({
  name: 'set-status',
  title: 'Set status code',
  category: 'Transformation',
  status: 'ga',
  summary:
    'Sets the status code and the reason phrase of the response. Use it inside `return-response`, or to change what the back end answered.',
  docs: 'https://learn.microsoft.com/azure/api-management/set-status-policy',
  sections: ['inbound', 'backend', 'outbound', 'on-error'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  attributes: {
    code: {
      type: 'integer',
      summary: 'The status code of the response.',
      required: true,
      min: 100,
      max: 999,
      expression: true,
      returns: 'int',
      disputed: ['range'],
      sample: '200',
    },
    reason: {
      type: 'string',
      summary: 'The reason phrase of the response.',
      expression: true,
      returns: 'string',
      sample: 'OK',
      suggested: true,
    },
  },
  children: {},
  childOrder: 'any',
  content: 'empty',
  conflicts: [
    {
      about: 'whether `code` and `reason` are required',
      follows: 'samples',
      why: 'The documentation requires both and the published schema neither; since samples and published policies often leave `reason` out, only `code` is demanded.',
    },
    { about: 'the range of `code`', follows: 'none', why: 'No source gives one; 100 to 999 is a sanity check.' },
  ],
})
