import type { Member } from './program.ts'

/** `API orders`, `operation get-order of API orders`: whose policy a document is. Its path where nothing tells. */
export function labelOf({ scope, ids, path }: Member): string {
  const tail = ids.workspace === undefined || scope === 'workspace' ? '' : ` in workspace ${ids.workspace}`
  switch (scope) {
    case 'global':
      return 'all APIs'
    case 'workspace':
      return `workspace ${ids.workspace}`
    case 'product':
      return `product ${ids.product}${tail}`
    case 'api':
      return `API ${ids.api}${tail}`
    case 'operation':
      return `operation ${ids.operation} of API ${ids.api}${tail}`
    case 'fragment':
      return `fragment ${ids.fragment ?? path}${tail}`
    default:
      return path
  }
}
