import { policy } from '../policy.ts'

export default policy({
  name: 'azure-openai-token-limit',
  title: 'Limit Azure OpenAI API token usage',
  category: 'Rate limiting and quotas',
  status: 'ga',
  summary:
    'Limits the Azure OpenAI tokens that one key may use per minute and answers further calls with 429. `llm-token-limit` does the same for models of any provider.',
  docs: 'https://learn.microsoft.com/azure/api-management/azure-openai-token-limit-policy',
  sections: ['inbound'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'self-hosted', 'workspace'],
  fragment: true,
  attributes: {
    'counter-key': {
      type: 'string',
      summary:
        'The key to count by. There is one counter for each value, shared by all scopes that use the same value.',
      required: true,
      expression: true,
      returns: 'string',
      sample: '@(context.Subscription.Id)',
    },
    'tokens-per-minute': {
      type: 'integer',
      summary: 'How many prompt and completion tokens one key may use in a minute.',
      unit: 'tokens',
      expression: true,
      returns: 'int',
      sample: '5000',
    },
    'token-quota': {
      type: 'integer',
      summary:
        'How many tokens one key may use in one `token-quota-period`. An expression has to give a `long`: the service refuses an `int`.',
      unit: 'tokens',
      expression: true,
      returns: 'long',
    },
    'token-quota-period': {
      type: 'enum',
      summary: 'The fixed window of `token-quota`, aligned to UTC.',
      values: ['Hourly', 'Daily', 'Weekly', 'Monthly', 'Yearly', 'Indefinite'],
      disputed: ['values'],
    },
    'estimate-prompt-tokens': {
      type: 'boolean',
      summary:
        'Whether prompt tokens are estimated before the back end is called (`true`), so that too large a prompt never reaches the model, or counted from the usage that the model reports (`false`).',
      required: true,
      expression: true,
      returns: 'bool',
      disputed: ['required'],
      sample: 'false',
    },
    'retry-after-header-name': {
      type: 'string',
      summary:
        'The response header that tells the suggested wait in seconds after the limit is exceeded; it replaces `Retry-After`.',
      default: 'Retry-After',
      format: 'header-name',
      expression: false,
    },
    'retry-after-variable-name': {
      type: 'string',
      summary: 'The context variable that gets the suggested wait in seconds after the limit is exceeded.',
      format: 'variable-name',
      expression: false,
    },
    'remaining-quota-tokens-header-name': {
      type: 'string',
      summary: 'The response header that tells the estimated number of tokens left in the quota.',
      format: 'header-name',
      expression: false,
      fragment: false,
    },
    'remaining-quota-tokens-variable-name': {
      type: 'string',
      summary: 'The context variable that gets the estimated number of tokens left in the quota.',
      format: 'variable-name',
      expression: false,
    },
    'remaining-tokens-header-name': {
      type: 'string',
      summary: 'The response header that tells how many tokens are left in this minute.',
      format: 'header-name',
      expression: false,
    },
    'remaining-tokens-variable-name': {
      type: 'string',
      summary: 'The context variable that gets the number of tokens left in this minute.',
      format: 'variable-name',
      expression: false,
    },
    'tokens-consumed-header-name': {
      type: 'string',
      summary: 'The response header that tells how many tokens the call used.',
      format: 'header-name',
      expression: false,
    },
    'tokens-consumed-variable-name': {
      type: 'string',
      summary:
        'The context variable that gets the tokens used: first the estimate, after the call the reported number.',
      format: 'variable-name',
    },
    'prompt-type': {
      type: 'enum',
      summary: 'Known from a published schema only; the documentation does not describe it.',
      default: 'auto',
      values: ['auto', 'chat-completion', 'completion', 'embeddings'],
      undocumented: true,
    },
    'ignore-prompt': {
      type: 'boolean',
      summary: 'Known from a published schema only; the documentation does not describe it.',
      default: 'false',
      undocumented: true,
    },
  },
  children: {},
  childOrder: 'any',
  content: 'empty',
  groups: [
    { kind: 'at-least-one', members: ['tokens-per-minute', 'token-quota'], disputed: true },
    { kind: 'together', members: ['token-quota', 'token-quota-period'] },
  ],
  conflicts: [
    {
      about: 'whether `tokens-per-minute` is required, and the quota attributes',
      follows: 'schema',
      why: 'The page of 2025 knows only `tokens-per-minute`; the published schema shares one type with `llm-token-limit`, so that either limit suffices.',
    },
    {
      about: 'whether `estimate-prompt-tokens` is required',
      follows: 'documentation',
      why: 'A sample of the documentation leaves it out, and the policy toolkit writes the name without the final s.',
    },
  ],
})
