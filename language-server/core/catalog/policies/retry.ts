import { policy } from '../policy.ts'

export default policy({
  name: 'retry',
  title: 'Retry',
  category: 'Policy control and flow',
  status: 'ga',
  summary:
    'Runs the enclosed policies and runs them again while the condition holds, up to a number of times. Around `forward-request`, set `buffer-request-body="true"` there so that the body can be sent again.',
  docs: 'https://learn.microsoft.com/azure/api-management/retry-policy',
  sections: ['inbound', 'backend', 'outbound', 'on-error'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  attributes: {
    condition: {
      type: 'boolean',
      summary: 'Whether to run the policies again, asked after each run.',
      required: true,
      expression: true,
      returns: 'bool',
    },
    count: {
      type: 'integer',
      summary: 'How often the policies are run again, 1 to 50.',
      required: true,
      min: 1,
      max: 50,
      expression: true,
      returns: 'int',
    },
    interval: {
      type: 'integer',
      summary: 'How many seconds to wait between two runs.',
      required: true,
      min: 0,
      unit: 'seconds',
      expression: true,
      returns: 'int',
      disputed: true,
    },
    'max-interval': {
      type: 'integer',
      summary: 'The longest wait in seconds. With it and `delta`, waits grow exponentially.',
      min: 1,
      unit: 'seconds',
      expression: true,
      returns: 'int',
    },
    delta: {
      type: 'integer',
      summary: 'By how many seconds the wait grows from run to run.',
      min: 1,
      unit: 'seconds',
      expression: true,
      returns: 'int',
    },
    'first-fast-retry': {
      type: 'boolean',
      summary: 'Whether the first run again comes without any wait.',
      default: 'false',
      expression: true,
      returns: 'bool',
    },
  },
  children: {},
  childOrder: 'any',
  content: 'policies',
  notes: [
    '`interval` alone: equal waits. With `delta`: waits grow linearly. With `delta` and `max-interval`: waits grow exponentially.',
  ],
  conflicts: [
    {
      about: '`interval`: whether it is required, and 0',
      follows: 'documentation',
      why: 'The documentation and the schema require it; the schema allows 0, the toolkit makes it optional.',
    },
  ],
})
