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
 * Folders as APIOps extracts them (https://azure.github.io/apiops/apiops/2-apiops-artifacts/), narrowest first. A folder `workspaces`
 * at the very root of a disk is where dev containers keep repositories, not a part of the layout.
 */
const layouts: readonly Layout[] = [
  { scope: 'operation', pattern: /(?:^|\/)apis\/(?<apiId>[^/]+)\/operations\/(?<operationId>[^/]+)\/policy\.xml$/i },
  { scope: 'resolver', pattern: /(?:^|\/)apis\/(?<apiId>[^/]+)\/resolvers\/[^/]+\/policy\.xml$/i },
  { scope: 'api', pattern: /(?:^|\/)apis\/(?<apiId>[^/]+)\/policy\.xml$/i },
  { scope: 'product', pattern: /(?:^|\/)products\/(?<productId>[^/]+)\/policy\.xml$/i },
  { scope: 'fragment', pattern: /(?:^|\/)policy[ _-]?fragments\/(?<fragmentId>[^/]+)\/policy\.xml$/i },
  { scope: 'workspace', pattern: /(?:^|[^/]\/)workspaces\/(?<workspaceId>[^/]+)\/policy\.xml$/i },
  { scope: 'global', pattern: /(?:^|\/)global\/policy\.xml$/i },
  // File names that state their scope, as Ronald Bosma's conventions for PSRule do: `orders.api.policy.xml`, `global.cshtml`.
  { scope: 'global', pattern: /(?:^|[/.])global(?:\.policy)?\.(?:xml|cshtml)$/i },
  { scope: 'workspace', pattern: /(?:^|\/)(?<workspaceId>[^/]+)\.workspace(?:\.policy)?\.(?:xml|cshtml)$/i },
  { scope: 'product', pattern: /(?:^|\/)(?<productId>[^/]+)\.product(?:\.policy)?\.(?:xml|cshtml)$/i },
  { scope: 'api', pattern: /(?:^|\/)(?<apiId>[^/]+)\.api(?:\.policy)?\.(?:xml|cshtml)$/i },
  { scope: 'operation', pattern: /(?:^|\/)(?<operationId>[^/]+)\.operation(?:\.policy)?\.(?:xml|cshtml)$/i },
  { scope: 'fragment', pattern: /(?:^|\/)(?<fragmentId>[^/]+)\.fragment(?:\.policy)?\.(?:xml|cshtml)$/i },
]

const workspaceFolder = /(?:^|[^/]\/)workspaces\/(?<workspaceId>[^/]+)\//i

/** Folders that stand beside the global `policy.xml` in the APIOps layout; one of them is enough to know it. */
const besideGlobal = ['apis', 'products', 'policy fragments', 'named values', 'backends', 'workspaces']

/**
 * Tells scope and resource ids from a document's path. What a bare `policy.xml` holds depends on the folder that it stands in: a wrong
 * scope would make false findings.
 * @param path relative to the root of the artifacts, or absolute; `/` or `\` between its parts.
 * @param isBeside whether a folder of that name stands beside the document: by these a bare `policy.xml` is known to be the global one.
 * Absent: the path is relative to the root of the artifacts, where a bare `policy.xml` is global.
 */
export function placeOf(path: string, isBeside?: (folder: string) => boolean): DocumentPlace {
  const normal = path.replaceAll('\\', '/').replace(/^\.\//, '')
  for (const { pattern, scope } of layouts) {
    const match = pattern.exec(normal)
    if (match === null) continue
    const workspaceId = workspaceFolder.exec(normal)?.groups?.workspaceId
    return { scope, ...(workspaceId === undefined ? {} : { workspaceId }), ...match.groups }
  }
  const isGlobal = isBeside
    ? /(?:^|\/)policy\.xml$/i.test(normal) && besideGlobal.some(isBeside)
    : /^policy\.xml$/i.test(normal)
  return isGlobal ? { scope: 'global' } : {}
}
