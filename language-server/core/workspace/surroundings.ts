import { fragmentsRun } from '../model/flow-fragments.ts'
import type { FragmentSummary, Neighbours, VariableSummary } from '../model/neighbours.ts'
import type { Resources } from '../model/options.ts'
import type { Ids } from './file-role.ts'
import type { Member, Program } from './program.ts'
import { scopeKey } from './program.ts'
import type { Operation } from './resource.ts'

const inWorkspace = ({ workspace }: Ids): Ids => (workspace === undefined ? {} : { workspace })

/**
 * The documents whose statements may run around those of a document, broad to narrow, without itself.
 * https://learn.microsoft.com/azure/api-management/api-management-howto-policies
 */
export function outerMembers(program: Program, { scope, ids }: Member): readonly Member[] {
  const found: Member[] = []
  const add = (member: Member | undefined): void => {
    if (member !== undefined) found.push(member)
  }
  if (scope === undefined || scope === 'global' || scope === 'fragment' || scope === 'resolver') return found
  add(program.documents.get('global'))
  if (scope === 'workspace') return found
  if (ids.workspace !== undefined) add(program.documents.get(scopeKey('workspace', ids)))
  if (scope === 'product' || ids.api === undefined) return found
  for (const product of productsOf(program, ids))
    add(program.documents.get(scopeKey('product', { ...inWorkspace(ids), product })))
  if (scope === 'operation') add(program.documents.get(scopeKey('api', { ...inWorkspace(ids), api: ids.api })))
  return found
}

/** Ids of the products that hold an API. */
export function productsOf(program: Program, { api, workspace }: Ids): readonly string[] {
  return (api !== undefined && productIndex(program).get(`${workspace ?? ''}/${withoutRevision(api)}`)) || []
}

const productIndexes = new WeakMap<Program, ReadonlyMap<string, readonly string[]>>()

function productIndex(program: Program): ReadonlyMap<string, readonly string[]> {
  const known = productIndexes.get(program)
  if (known !== undefined) return known
  const found = new Map<string, string[]>()
  for (const { id, workspace, apis } of program.products)
    for (const api of apis) {
      const key = `${workspace ?? ''}/${withoutRevision(api)}`
      found.set(key, [...(found.get(key) ?? []), id])
    }
  productIndexes.set(program, found)
  return found
}

/** `orders;rev=2` is a revision of `orders`. */
const withoutRevision = (api: string): string => api.replace(/;rev=\d+$/, '').toLowerCase()

/** The policy documents that include a fragment. */
export const includersOf = (program: Program, fragment: string): readonly Member[] =>
  [...program.members.values()].filter(({ summary }) => summary.variables.includes.includes(fragment))

/** Documents of narrower scopes, whose statements run inside those of this one: those that have it among their outer ones. */
function innerMembers(program: Program, { scope, ids }: Member): readonly Member[] {
  if (scope === undefined || scope === 'operation' || scope === 'fragment' || scope === 'resolver') return []
  const isInside = (one: Member): boolean => {
    if (one.scope !== 'workspace' && one.scope !== 'product' && one.scope !== 'api' && one.scope !== 'operation')
      return false
    if (scope === 'global') return true
    if (one.ids.workspace !== ids.workspace || one.scope === 'workspace') return false
    if (scope === 'workspace') return true
    if (one.scope === 'product') return false
    if (scope === 'product') return ids.product !== undefined && productsOf(program, one.ids).includes(ids.product)
    return scope === 'api' && one.scope === 'operation' && one.ids.api === ids.api
  }
  return [...program.members.values()].filter(isInside)
}

/** The documents that can run in one call with this one: its scopes outwards and inwards, their fragments, and a fragment's includers. */
export function togetherWith(program: Program, member: Member): ReadonlySet<Member> {
  const found = new Set<Member>([member])
  const starts = member.scope === 'fragment' ? includersOf(program, member.ids.fragment ?? '') : [member]
  for (const one of starts) {
    found.add(one)
    for (const outer of outerMembers(program, one)) found.add(outer)
    for (const inner of innerMembers(program, one)) found.add(inner)
  }
  const included = new Set([...found].flatMap((one) => one.summary.variables.includes))
  for (const one of program.members.values())
    if (one.scope === 'fragment' && one.ids.fragment !== undefined && included.has(one.ids.fragment)) found.add(one)
  return found
}

/** What the program says to one of its documents. */
export function neighboursOf(program: Program, path: string): Neighbours {
  const member = program.members.get(path)
  const fragments = fragmentSummaries(program)
  if (member?.scope === undefined) return { fragments }
  const isFragment = member.scope === 'fragment'
  const includers = isFragment ? includersOf(program, member.ids.fragment ?? '') : []
  const around = isFragment
    ? [...new Set(includers.flatMap((one) => [...outerMembers(program, one), one]))]
    : outerMembers(program, member)
  const inside = isFragment
    ? [...new Set(includers.flatMap((one) => [one, ...innerMembers(program, one)]))]
    : innerMembers(program, member)
  const outer = together(program, around, isFragment ? 'maybe' : 'surely')
  const inner = together(program, inside, 'maybe')
  return {
    fragments,
    ...(isFragment &&
      member.ids.fragment !== undefined && {
        own: { fragment: member.ids.fragment, isUsed: mayBeUsed(program, member.ids.fragment) },
      }),
    outer: {
      sets: outer.sets,
      ...(outer.reads && { reads: outer.reads }),
      isComplete: program.complete && !outer.isOpen,
    },
    ...(member.scope !== 'operation' && {
      inner: {
        sets: inner.sets,
        ...(inner.reads && { reads: inner.reads }),
        isComplete: program.complete && !inner.isOpen,
      },
    }),
  }
}

/** A workspace that holds fragments alone does not tell who includes them. */
function mayBeUsed(program: Program, fragment: string): boolean {
  const members = [...program.members.values()]
  return (
    members.every(({ scope }) => scope === 'fragment') ||
    members.some(
      ({ summary }) => summary.computed.includes('fragment') || summary.variables.includes.includes(fragment),
    )
  )
}

interface Together {
  readonly sets: readonly VariableSummary[]
  /** Undefined when one may read any. */
  readonly reads: readonly string[] | undefined
  /** A fragment that is included is not known: it may set and read any. */
  readonly isOpen: boolean
}

/** What several documents and their fragments set and read; `maybe`: nobody knows whether they have run. */
function together(program: Program, members: readonly Member[], run: 'surely' | 'maybe'): Together {
  const fragments = fragmentSummaries(program)
  const merged = new Map<string, VariableSummary>()
  const reads = new Set<string>()
  const add = (one: VariableSummary, isAlwaysSet: boolean): void => {
    const key = `${one.section ?? ''} ${one.name}`
    const before = merged.get(key)
    const type = before === undefined || before.type === one.type ? one.type : undefined
    merged.set(key, {
      name: one.name,
      ...(type !== undefined && { type }),
      ...(one.section !== undefined && { section: one.section }),
      isAlwaysSet: isAlwaysSet || before?.isAlwaysSet === true,
    })
  }
  let isOpen = false
  let readsAny = false
  for (const { scope, summary } of members) {
    const { variables, computed } = summary
    isOpen ||= computed.includes('fragment')
    readsAny ||= variables.readsAny === true
    // A call need not come through a product.
    for (const one of variables.sets) add(one, run === 'surely' && one.isAlwaysSet && scope !== 'product')
    for (const name of variables.reads) reads.add(name)
    for (const { fragment } of fragmentsRun(variables.includes, { fragments })) {
      isOpen ||= fragment === undefined
      readsAny ||= fragment?.readsAny === true
      for (const { section: _, ...one } of fragment?.sets ?? []) add(one, false)
      for (const name of fragment?.reads ?? []) reads.add(name)
    }
  }
  return { sets: [...merged.values()], reads: isOpen || readsAny ? undefined : [...reads], isOpen }
}

const summaries = new WeakMap<Program, Readonly<Record<string, FragmentSummary>>>()

function fragmentSummaries(program: Program): Readonly<Record<string, FragmentSummary>> {
  const known = summaries.get(program)
  if (known !== undefined) return known
  const found: Record<string, FragmentSummary> = Object.create(null)
  for (const { scope, ids, summary } of program.members.values())
    if (scope === 'fragment' && ids.fragment !== undefined) found[ids.fragment] = summary.variables
  summaries.set(program, found)
  return found
}

/** The operation that a document belongs to, where its method and URL template are known. */
export function operationOf(program: Program, ids: Ids): Operation | undefined {
  if (ids.api === undefined || ids.operation === undefined) return undefined
  return operationIndex(program).get(operationKey({ workspace: ids.workspace, api: ids.api, id: ids.operation }))
}

const operationIndexes = new WeakMap<Program, ReadonlyMap<string, Operation>>()

const operationKey = ({ workspace, api, id }: { workspace?: string | undefined; api: string; id: string }): string =>
  `${workspace ?? ''}\n${api.toLowerCase()}\n${id.toLowerCase()}`

/** A repository of thousands of operations asks for each. */
function operationIndex(program: Program): ReadonlyMap<string, Operation> {
  const known = operationIndexes.get(program)
  if (known !== undefined) return known
  const found = new Map<string, Operation>()
  // The first of those that differ in their case alone.
  for (const one of program.operations.toReversed()) found.set(operationKey(one), one)
  operationIndexes.set(program, found)
  return found
}

/** What the program knows of a document's instance for certain: its operation, its API, and every name where the program is complete. */
export function certainResources(program: Program, { ids }: Member): Resources {
  const operation = operationOf(program, ids)
  const subscriptionRequired = needsSubscription(program, ids)
  return {
    ...(program.complete && resourcesOf(program, ids)),
    ...(operation?.urlTemplate !== undefined && {
      operation: { method: operation.method ?? 'GET', urlTemplate: operation.urlTemplate },
    }),
    ...(subscriptionRequired !== undefined && { subscriptionRequired }),
  }
}

/** The names of the program that a document of the given workspace of the instance may use. */
export function resourcesOf(program: Program, { workspace }: Ids): Resources {
  const seen = <T extends { readonly workspace?: string }>(list: readonly T[]): readonly T[] =>
    list.filter((one) => one.workspace === undefined || one.workspace === workspace)
  const ids = (list: readonly { readonly id: string; readonly workspace?: string }[]) => [
    ...new Set(seen(list).map(({ id }) => id)),
  ]
  const present = program.complete
  // Of these, many repositories keep no files although the instance has some.
  const [loggers, certificates] = [ids(program.loggers), ids(program.certificates)]
  return {
    ...((present || program.namedValues.length > 0) && {
      namedValues: seen(program.namedValues).map(({ id, displayName, value, secret }) => ({
        name: id,
        displayName,
        ...(secret ? { secret } : value !== undefined && { value }),
      })),
    }),
    ...((present || program.backEnds.length > 0) && { backends: ids(program.backEnds) }),
    ...((present || program.fragments.length > 0) && { fragments: ids(program.fragments) }),
    ...(loggers.length > 0 && { loggers }),
    ...(certificates.length > 0 && { certificates }),
  }
}

/** Whether calls of the API or product to which a document belongs need a subscription key, as its information file says. */
export function needsSubscription(program: Program, { workspace, api, product }: Ids): boolean | undefined {
  const isIt = (one: { readonly id: string; readonly workspace?: string }, id: string): boolean =>
    one.workspace === workspace && one.id.toLowerCase() === id.toLowerCase()
  if (api !== undefined) return program.apis.find((one) => isIt(one, api))?.subscriptionRequired
  return product === undefined ? undefined : program.products.find((one) => isIt(one, product))?.subscriptionRequired
}
