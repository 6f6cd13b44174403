import type { DocumentScope } from '../catalog/policy.ts'
import type { Ids, InformationKind } from './file-role.ts'
import type { Information } from './information.ts'
import type { WorkspaceFile } from './model.ts'
import type { Api, BackEnd, Fragment, NamedValue, Operation, Product, Resource } from './resource.ts'
import type { DocumentSummary } from './summary.ts'

/** A policy document in its place. */
export interface Member {
  readonly path: string
  readonly scope?: DocumentScope
  readonly ids: Ids
  readonly summary: DocumentSummary
}

/** Everything that the files below one root say of one instance. */
export interface Program {
  readonly root: string
  /** A name that is nowhere in it is missing on the instance. */
  readonly complete: boolean
  readonly members: ReadonlyMap<string, Member>
  /** Of information files, for what they mention. */
  readonly information: ReadonlyMap<string, Information>
  readonly namedValues: readonly NamedValue[]
  readonly backEnds: readonly BackEnd[]
  readonly fragments: readonly Fragment[]
  readonly loggers: readonly Resource[]
  readonly certificates: readonly Resource[]
  readonly schemas: readonly Resource[]
  readonly apis: readonly Api[]
  readonly operations: readonly Operation[]
  readonly products: readonly Product[]
  /** The document of a scope; see `scopeKey`. */
  readonly documents: ReadonlyMap<string, Member>
}

interface ProgramInput {
  readonly root: string
  readonly files: ReadonlyMap<string, WorkspaceFile>
  readonly complete: boolean
  /** Whether the folders of the layout tell the root; without them a bare `policy.xml` may be anything. */
  readonly isRoot: boolean
}

/** One text per policy document of an instance, for look-ups. */
export function scopeKey(scope: DocumentScope, ids: Ids): string {
  const within = ids.workspace === undefined ? '' : `workspaces/${ids.workspace}/`
  switch (scope) {
    case 'global':
      return 'global'
    case 'workspace':
      return `workspace ${within}`
    case 'product':
      return `${within}product ${ids.product}`
    case 'operation':
      return `${within}operation ${ids.api}/${ids.operation?.toLowerCase()}`
    default:
      return `${within}${scope} ${ids[scope === 'fragment' ? 'fragment' : 'api']}`
  }
}

export function buildProgram({ root, files, complete, isRoot }: ProgramInput): Program {
  const members = new Map<string, Member>()
  const documents = new Map<string, Member>()
  const information = new Map<string, Information>()
  const collected = createCollection()
  for (const [path, file] of files) {
    const { ids } = file.role
    if ('summary' in file) {
      const scope = scopeOf(file, isRoot ? root : undefined)
      const member: Member = { path, ids, summary: file.summary, ...(scope && { scope }) }
      members.set(path, member)
      if (scope !== undefined && scope !== 'resolver' && !documents.has(scopeKey(scope, ids)))
        documents.set(scopeKey(scope, ids), member)
      if (scope === 'fragment' && ids.fragment !== undefined)
        collected.add('fragment', { ids, id: ids.fragment, path, document: path })
      if (ids.operation !== undefined && ids.api !== undefined)
        collected.add('operation', { ids, id: ids.operation, path, api: ids.api })
    } else if ('information' in file) {
      information.set(path, file.information)
      addInformation(collected, { path, of: file.role.of, ids, information: file.information })
    } else if (ids.api !== undefined) {
      collected.add('api', { ids, id: ids.api, path, specification: path })
      for (const { id, method, urlTemplate, summary } of file.operations ?? [])
        collected.add('operation', {
          ids: { ...ids, operation: id },
          id,
          path,
          api: ids.api,
          method,
          urlTemplate,
          ...(summary && { description: summary }),
        })
    }
  }
  return { root, complete, members, documents, information, ...collected.finish() }
}

function scopeOf(
  file: WorkspaceFile & { readonly summary: DocumentSummary },
  root: string | undefined,
): DocumentScope | undefined {
  const { role, summary } = file
  if (role.kind !== 'policy') return undefined
  if (role.bare) return role.root === root ? 'global' : undefined
  if (role.scope === undefined && (summary.kind === 'fragment' || summary.kind === 'resolver')) return summary.kind
  return role.scope
}

type Draft = Readonly<Record<string, unknown>> & { readonly ids: Ids; readonly id: string; readonly path: string }

/** The kinds of resource that are gathered from several files each; what is read first wins, but for the place of the name. */
function createCollection() {
  const kinds = {
    'named-value': new Map<string, Draft>(),
    'back-end': new Map<string, Draft>(),
    fragment: new Map<string, Draft>(),
    logger: new Map<string, Draft>(),
    certificate: new Map<string, Draft>(),
    schema: new Map<string, Draft>(),
    api: new Map<string, Draft>(),
    operation: new Map<string, Draft>(),
    product: new Map<string, Draft>(),
  }
  const inProduct = new Map<string, string[]>()
  const keyOf = ({ ids, id, api }: Draft): string => `${ids.workspace ?? ''}/${api ?? ''}/${id.toLowerCase()}`
  return {
    add(kind: keyof typeof kinds, draft: Draft): void {
      const key = keyOf(draft)
      kinds[kind].set(key, { ...draft, ...kinds[kind].get(key) })
    },
    /** An information file tells more than a document or a specification of the same thing. */
    describe(kind: keyof typeof kinds, draft: Draft): void {
      const key = keyOf(draft)
      kinds[kind].set(key, { ...kinds[kind].get(key), ...draft })
    },
    link({ product, api, workspace }: Ids): void {
      if (product === undefined || api === undefined) return
      const key = `${workspace ?? ''}/${product.toLowerCase()}`
      inProduct.set(key, [...(inProduct.get(key) ?? []), api])
    },
    finish() {
      const list = (kind: keyof typeof kinds): readonly (Resource & Draft)[] =>
        [...kinds[kind].values()]
          .map((draft) => ({ ...draft, ...(draft.ids.workspace && { workspace: draft.ids.workspace }) }))
          .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
      return {
        namedValues: list('named-value').map((one): NamedValue => ({ ...one, displayName: one.displayName ?? one.id })),
        backEnds: list('back-end'),
        fragments: list('fragment'),
        loggers: list('logger'),
        certificates: list('certificate'),
        schemas: list('schema'),
        apis: list('api'),
        operations: list('operation').map((one): Operation => ({ ...one, api: one.ids.api ?? '' })),
        products: list('product').map(
          (one): Product => ({ ...one, apis: inProduct.get(`${one.workspace ?? ''}/${one.id.toLowerCase()}`) ?? [] }),
        ),
      }
    },
  }
}

interface InformationInput {
  readonly path: string
  readonly of: InformationKind
  readonly ids: Ids
  readonly information: Information
}

const idOf: Readonly<Record<Exclude<InformationKind, 'product-api'>, keyof Ids>> = {
  'named-value': 'namedValue',
  'back-end': 'backend',
  logger: 'logger',
  certificate: 'certificate',
  schema: 'schema',
  product: 'product',
  api: 'api',
  operation: 'operation',
  fragment: 'fragment',
}

function addInformation(collected: ReturnType<typeof createCollection>, input: InformationInput): void {
  const { path, of, ids, information } = input
  if (of === 'product-api') {
    collected.link(ids)
    return
  }
  const id = ids[idOf[of]]
  if (id === undefined) return
  const { nameAt, mentions: _, path: urlPath, ...told } = information
  collected.describe(of, {
    ids,
    id,
    path,
    ...told,
    ...(nameAt && { at: nameAt }),
    ...(urlPath !== undefined && { urlPath }),
    ...(of === 'operation' && { api: ids.api ?? '' }),
  })
}
