import type { DocumentScope } from '../catalog/policy.ts'

/** What a document's path says of it. Every field is absent when the path does not say. */
export interface DocumentPlace {
  readonly scope?: DocumentScope
  readonly workspaceId?: string
  readonly apiId?: string
  readonly operationId?: string
  readonly productId?: string
  readonly fragmentId?: string
}

interface Layout {
  readonly pattern: RegExp
  readonly scope: DocumentScope
}

/**
 * Folders as APIOps extracts them (https://azure.github.io/apiops/apiops/2-apiops-artifacts/), narrowest first. A bare `policy.xml`
 * is handled apart: it is global only at the root of a tree.
 */
const layouts: readonly Layout[] = [
  { scope: 'operation', pattern: /(?:^|\/)apis\/(?<apiId>[^/]+)\/operations\/(?<operationId>[^/]+)\/policy\.xml$/i },
  { scope: 'resolver', pattern: /(?:^|\/)apis\/(?<apiId>[^/]+)\/resolvers\/[^/]+\/policy\.xml$/i },
  { scope: 'api', pattern: /(?:^|\/)apis\/(?<apiId>[^/]+)\/policy\.xml$/i },
  { scope: 'product', pattern: /(?:^|\/)products\/(?<productId>[^/]+)\/policy\.xml$/i },
  { scope: 'fragment', pattern: /(?:^|\/)policy[ _-]?fragments\/(?<fragmentId>[^/]+)\/policy\.xml$/i },
  { scope: 'workspace', pattern: /(?:^|\/)workspaces\/(?<workspaceId>[^/]+)\/policy\.xml$/i },
  // File names that state their scope, as Ronald Bosma's conventions for PSRule do: `orders.api.policy.xml`, `global.cshtml`.
  { scope: 'global', pattern: /(?:^|[/.])global(?:\.policy)?\.(?:xml|cshtml)$/i },
  { scope: 'workspace', pattern: /(?:^|\/)(?<workspaceId>[^/]+)\.workspace(?:\.policy)?\.(?:xml|cshtml)$/i },
  { scope: 'product', pattern: /(?:^|\/)(?<productId>[^/]+)\.product(?:\.policy)?\.(?:xml|cshtml)$/i },
  { scope: 'api', pattern: /(?:^|\/)(?<apiId>[^/]+)\.api(?:\.policy)?\.(?:xml|cshtml)$/i },
  { scope: 'operation', pattern: /(?:^|\/)(?<operationId>[^/]+)\.operation(?:\.policy)?\.(?:xml|cshtml)$/i },
  { scope: 'fragment', pattern: /(?:^|\/)(?<fragmentId>[^/]+)\.fragment(?:\.policy)?\.(?:xml|cshtml)$/i },
]

const workspaceFolder = /(?:^|\/)workspaces\/(?<workspaceId>[^/]+)\//i

/**
 * Tells scope and resource ids from a document's path. A bare `policy.xml` is global only when its path has no folder: elsewhere the
 * folder above it can mean anything, and a wrong scope would make false findings.
 * @param path relative to the folder that holds the artifacts, or absolute; `/` or `\` between its parts.
 */
export function placeOf(path: string): DocumentPlace {
  const normal = path.replaceAll('\\', '/').replace(/^\.\//, '')
  if (/^(?:global\/)?policy\.xml$/i.test(normal)) return { scope: 'global' }
  for (const { pattern, scope } of layouts) {
    const groups = pattern.exec(normal)?.groups
    if (groups === undefined && !pattern.test(normal)) continue
    const workspaceId = workspaceFolder.exec(normal)?.groups?.workspaceId
    return { scope, ...(workspaceId === undefined ? {} : { workspaceId }), ...groups }
  }
  return {}
}
