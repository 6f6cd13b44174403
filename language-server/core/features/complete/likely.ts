import type { Section } from '../../catalog/policy.ts'

/** The policies that most documents are made of, by section, likeliest first. What is not listed follows by name. */
const likely: Readonly<Record<Section, readonly string[]>> = {
  inbound: [
    'set-header',
    'set-variable',
    'choose',
    'validate-jwt',
    'validate-azure-ad-token',
    'authentication-managed-identity',
    'set-backend-service',
    'rewrite-uri',
    'rate-limit-by-key',
    'set-query-parameter',
    'return-response',
    'include-fragment',
    'send-request',
    'set-body',
    'cors',
    'rate-limit',
    'cache-lookup',
    'ip-filter',
    'check-header',
    'mock-response',
  ],
  backend: ['forward-request', 'retry', 'choose', 'set-backend-service', 'set-variable', 'limit-concurrency'],
  outbound: [
    'set-header',
    'choose',
    'set-body',
    'cache-store',
    'set-status',
    'find-and-replace',
    'redirect-content-urls',
    'xml-to-json',
    'set-variable',
    'log-to-eventhub',
    'include-fragment',
    'return-response',
  ],
  'on-error': ['set-header', 'return-response', 'set-body', 'set-status', 'choose', 'set-variable', 'log-to-eventhub'],
}

/** Place in the list, or behind all of it. */
export function likelihood(policy: string, section: Section | undefined): number {
  const list = likely[section ?? 'inbound']
  const at = list.indexOf(policy)
  return at < 0 ? list.length : at
}
