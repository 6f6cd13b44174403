import type { DocumentScope } from '../catalog/policy.ts'

/**
 * The document of a scope that has none: every section inherits, so that adding it changes nothing. At global scope there is
 * nothing to inherit and the request must be forwarded explicitly:
 * https://learn.microsoft.com/azure/api-management/set-edit-policies
 */
export function newDocument(scope: DocumentScope): string {
  if (scope === 'fragment') return '<fragment>\n</fragment>\n'
  const inherit = scope === 'global' ? '' : '    <base />\n'
  const backend = scope === 'global' ? '    <forward-request />\n' : inherit
  const section = (name: string, content: string): string => `  <${name}>\n${content}  </${name}>\n`
  return `<policies>\n${section('inbound', inherit)}${section('backend', backend)}${section('outbound', inherit)}${section('on-error', inherit)}</policies>\n`
}
