import type { Dialect, DocumentScope, Gateway } from '../core/service.ts'

/** The words that settings and requests may use; each list is checked against its type. */
export const DOCUMENT_SCOPES: readonly DocumentScope[] = [
  'global',
  'workspace',
  'product',
  'api',
  'operation',
  'fragment',
  'resolver',
]
export const GATEWAYS: readonly Gateway[] = ['classic', 'v2', 'consumption', 'self-hosted', 'workspace']
export const DIALECTS: readonly Dialect[] = ['rawxml', 'xml']
