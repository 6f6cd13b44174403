import type { DocumentScope } from '../catalog/policy.ts'
import type { Layout, LayoutKey, Placeholder } from '../configuration/layout.ts'
import { placeOf } from '../model/place.ts'

/** The ids that a path tells. */
export type Ids = Readonly<Partial<Record<Placeholder, string>>>

/** What an information file describes; `product-api` puts an API into a product. */
export type InformationKind =
  | 'named-value'
  | 'back-end'
  | 'logger'
  | 'certificate'
  | 'schema'
  | 'product'
  | 'product-api'
  | 'api'
  | 'operation'
  | 'fragment'

/**
 * What one file is to the workspace. `root`: the folder that describes one instance, with `/` at its end or empty; a repository with one
 * folder per environment has several, and they do not know one another.
 */
export type FileRole =
  | {
      readonly kind: 'policy'
      readonly root: string
      /** Absent: the place does not tell it. */
      readonly scope?: DocumentScope
      readonly ids: Ids
      /** Whether its folders tell the root; a name that states the scope does not. */
      readonly placed: boolean
      /** A bare `policy.xml`: the policy of all APIs where its folder is a root, otherwise nobody knows. */
      readonly bare?: true
    }
  | { readonly kind: 'information'; readonly root: string; readonly of: InformationKind; readonly ids: Ids }
  | { readonly kind: 'specification'; readonly root: string; readonly ids: Ids }

/** A layout and the folder of the `policywright.json` that gives it, with `/` at its end or empty. */
export interface PlacedLayout {
  readonly folder: string
  readonly layout: Layout
}

const scopeOfKey: Readonly<Partial<Record<LayoutKey, DocumentScope>>> = {
  global: 'global',
  workspace: 'workspace',
  product: 'product',
  api: 'api',
  operation: 'operation',
  fragment: 'fragment',
}

const informationOfKey: Readonly<Partial<Record<LayoutKey, InformationKind>>> = {
  namedValueInformation: 'named-value',
  backendInformation: 'back-end',
  loggerInformation: 'logger',
  certificateInformation: 'certificate',
  schemaInformation: 'schema',
  productInformation: 'product',
  productApiInformation: 'product-api',
  apiInformation: 'api',
  operationInformation: 'operation',
}

const below = (path: string): RegExp =>
  new RegExp(`^(?<root>(?:[^/]+/)*?)(?:workspaces/(?<workspace>[^/]+)/)?${path}$`, 'i')

interface Known {
  readonly pattern: RegExp
  readonly of: InformationKind | 'specification' | 'policy'
}

/** The folders of APIOps: https://azure.github.io/apiops/apiops/2-apiops-artifacts/ */
const apiops: readonly Known[] = [
  { of: 'policy', pattern: below('apis/(?<api>[^/]+)/operations/(?<operation>[^/]+)/policy\\.xml') },
  { of: 'policy', pattern: below('apis/(?<api>[^/]+)/resolvers/[^/]+/policy\\.xml') },
  { of: 'policy', pattern: below('apis/(?<api>[^/]+)/policy\\.xml') },
  { of: 'policy', pattern: below('products/(?<product>[^/]+)/policy\\.xml') },
  { of: 'policy', pattern: below('policy[ _-]?fragments/(?<fragment>[^/]+)/policy\\.xml') },
  { of: 'named-value', pattern: below('named[ _-]?values/(?<namedValue>[^/]+)/namedValueInformation\\.json') },
  { of: 'back-end', pattern: below('backends/(?<backend>[^/]+)/backendInformation\\.json') },
  { of: 'logger', pattern: below('loggers/(?<logger>[^/]+)/loggerInformation\\.json') },
  { of: 'certificate', pattern: below('certificates/(?<certificate>[^/]+)/certificateInformation\\.json') },
  { of: 'schema', pattern: below('(?:apis/[^/]+/)?schemas/(?<schema>[^/]+)/[\\w]*schemaInformation\\.json') },
  { of: 'fragment', pattern: below('policy[ _-]?fragments/(?<fragment>[^/]+)/policyFragmentInformation\\.json') },
  { of: 'product-api', pattern: below('products/(?<product>[^/]+)/apis/(?<api>[^/]+)/productApiInformation\\.json') },
  { of: 'product', pattern: below('products/(?<product>[^/]+)/productInformation\\.json') },
  { of: 'operation', pattern: below('apis/(?<api>[^/]+)/operations/(?<operation>[^/]+)/operationInformation\\.json') },
  { of: 'api', pattern: below('apis/(?<api>[^/]+)/apiInformation\\.json') },
  { of: 'specification', pattern: below('apis/(?<api>[^/]+)/specification\\.(?:json|ya?ml)') },
]

const policyName = /\.(?:xml|cshtml)$/i

/**
 * What a file is, by its place. The nearest `policywright.json` above it comes first, then the folders of APIOps, then a name that states
 * its scope (`orders.api.policy.xml`). Any other XML file may be a policy document: its root element tells, which is not asked here.
 * @param path from the workspace folder on, with `/`.
 * @param layouts those of the workspace, in any order.
 * @returns undefined when nothing of the workspace is in such a file.
 */
export function roleOf(path: string, layouts: readonly PlacedLayout[]): FileRole | undefined {
  return roleInLayouts(path, layouts) ?? byFolders(path) ?? byName(path)
}

/** The same by the layouts of `policywright.json` alone. */
export function roleInLayouts(path: string, layouts: readonly PlacedLayout[]): FileRole | undefined {
  const above = layouts
    .filter(({ folder }) => path.startsWith(folder))
    .sort((a, b) => b.folder.length - a.folder.length)
  for (const { folder, layout } of above) {
    for (const { key, match } of layout.patterns) {
      const found = match(path.slice(folder.length))
      if (found === undefined) continue
      const ids: Ids = { ...found }
      if (key === 'specification') return { kind: 'specification', root: folder, ids }
      const of = informationOfKey[key]
      if (of !== undefined) return { kind: 'information', root: folder, of, ids }
      const scope = scopeOfKey[key]
      if (scope !== undefined) return { kind: 'policy', root: folder, placed: true, scope, ids }
    }
  }
  return undefined
}

function byFolders(path: string): FileRole | undefined {
  for (const { pattern, of } of apiops) {
    const groups = pattern.exec(path)?.groups
    if (groups === undefined) continue
    const { root = '', ...named } = groups
    const ids: Ids = Object.fromEntries(Object.entries(named).filter(([, id]) => id !== undefined))
    if (of === 'specification') return { kind: 'specification', root, ids }
    if (of !== 'policy') return { kind: 'information', root, of, ids }
    const { scope } = placeOf(path)
    return { kind: 'policy', root, placed: true, ids, ...(scope && { scope }) }
  }
  const workspace = /^(?<root>(?:[^/]+\/)*?)workspaces\/(?<workspace>[^/]+)\/policy\.xml$/i.exec(path)?.groups
  if (workspace !== undefined)
    return {
      kind: 'policy',
      root: workspace.root ?? '',
      placed: true,
      scope: 'workspace',
      ids: { workspace: workspace.workspace ?? '' },
    }
  const global = /^(?<root>(?:[^/]+\/)*?)global\/policy\.xml$/i.exec(path)?.groups
  if (global !== undefined) return { kind: 'policy', root: global.root ?? '', placed: true, scope: 'global', ids: {} }
  return undefined
}

function byName(path: string): FileRole | undefined {
  if (!policyName.test(path)) return undefined
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  if (/(?:^|\/)policy\.xml$/i.test(path)) return { kind: 'policy', root: folder, placed: false, ids: {}, bare: true }
  const place = placeOf(path)
  const ids: Ids = {
    ...(place.workspaceId && { workspace: place.workspaceId }),
    ...(place.productId && { product: place.productId }),
    ...(place.apiId && { api: place.apiId }),
    ...(place.operationId && { operation: place.operationId }),
    ...(place.fragmentId && { fragment: place.fragmentId }),
  }
  return { kind: 'policy', root: '', placed: false, ids, ...(place.scope && { scope: place.scope }) }
}
