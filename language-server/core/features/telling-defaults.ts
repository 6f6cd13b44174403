/**
 * Attributes whose default value decides about security, about time, or about what reaches whom, by the path of their element. Those that
 * hardly anybody sets, or that change nothing which a reader would ask about, are left out, and those
 * whose default the sources do not agree on.
 */
export const tellingDefaults: Readonly<Record<string, readonly string[]>> = {
  'authentication-managed-identity': ['ignore-error'],
  'cache-lookup': ['downstream-caching-type', 'allow-private-response-caching', 'caching-type'],
  'cache-store': ['cache-response'],
  cors: ['allow-credentials'],
  'cors/allowed-methods': ['preflight-result-max-age'],
  'forward-request': [
    'timeout',
    'follow-redirects',
    'buffer-request-body',
    'buffer-response',
    'fail-on-error-status-code',
  ],
  'get-authorization-context': ['identity-type', 'ignore-error'],
  'invoke-dapr-binding': ['timeout', 'ignore-error'],
  'llm-content-safety': ['shield-prompt', 'enforce-on-completions'],
  'mock-response': ['status-code'],
  'publish-to-dapr': ['timeout', 'ignore-error'],
  'quota-by-key': ['increment-count'],
  'rate-limit-by-key': ['increment-count'],
  retry: ['first-fast-retry'],
  'send-one-way-request': ['mode', 'timeout'],
  'send-request': ['mode', 'timeout', 'ignore-error'],
  'set-header': ['exists-action'],
  'set-query-parameter': ['exists-action'],
  trace: ['severity'],
  'validate-azure-ad-token': ['failed-validation-httpcode'],
  'validate-client-certificate': ['validate-revocation', 'validate-trust', 'validate-not-before', 'validate-not-after'],
  'validate-graphql-request': ['max-depth'],
  'validate-jwt': ['failed-validation-httpcode', 'require-expiration-time', 'require-signed-tokens', 'clock-skew'],
  wait: ['for'],
}
