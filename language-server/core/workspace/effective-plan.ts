import { nearest } from '../text/nearest.ts'
import type { EffectiveScope } from './effective.ts'
import type { Ids } from './file-role.ts'
import { labelOf } from './label.ts'
import { type Member, type Program, scopeKey } from './program.ts'
import { outerMembers, productsOf } from './surroundings.ts'

/** Whose effective policy is asked for. */
export interface EffectiveTarget {
  readonly api: string
  readonly operation?: string | undefined
  readonly workspace?: string | undefined
}

export interface EffectivePlan {
  /** `operation get-order of API orders, product starter` */
  readonly title: string
  /** Broad to narrow. */
  readonly chain: readonly {
    readonly scope: Exclude<EffectiveScope, 'fragment'>
    readonly label: string
    readonly path: string
  }[]
  /** The products that hold the API and have a policy; a call comes through one of them at most. */
  readonly products: readonly string[]
}

/**
 * The documents that run for calls of an API or an operation.
 * @param product the one that the calls come through; absent: none.
 * @returns one sentence where the program knows no such thing.
 */
export function planOf(program: Program, target: EffectiveTarget, product?: string): EffectivePlan | string {
  const workspace: Ids = target.workspace === undefined ? {} : { workspace: target.workspace }
  const ids: Ids = {
    ...workspace,
    api: target.api,
    ...(target.operation !== undefined && { operation: target.operation }),
  }
  const apis = program.apis.filter((one) => one.workspace === target.workspace).map(({ id }) => id)
  const own = program.documents.get(scopeKey('api', ids))
  if (own === undefined && !apis.includes(target.api) && !hasOperations(program, ids))
    return `No file tells of an API '${target.api}'${hint(target.api, apis)}.`
  const scope = target.operation === undefined ? 'api' : 'operation'
  const member = program.documents.get(scopeKey(scope, ids))
  if (scope === 'operation' && member === undefined) {
    const known = program.operations
      .filter((one) => one.api === target.api && one.workspace === target.workspace)
      .map(({ id }) => id)
    if (known.length > 0 && !known.some((id) => id.toLowerCase() === target.operation?.toLowerCase()))
      return `No file tells of an operation '${target.operation}' of the API '${target.api}'${hint(target.operation ?? '', known)}.`
  }
  return planFor(program, { place: member ?? placeholder(scope, ids), member, product })
}

/** The documents that run together with one, broad to narrow; one sentence where that is nobody's effective policy. */
export function planOfMember(program: Program, member: Member, product?: string): EffectivePlan | string {
  if (member.scope === undefined) return `The place of ${member.path} does not tell whose policy it is.`
  if (member.scope === 'fragment')
    return 'A fragment runs where it is included: open a document that includes it, and show the effective policy of that.'
  if (member.scope === 'resolver') return 'A resolver inherits nothing: its own document is all that runs.'
  return planFor(program, { place: member, member, product })
}

interface PlanInput {
  readonly place: Member
  /** Absent: the place has no document of its own. */
  readonly member: Member | undefined
  readonly product: string | undefined
}

function planFor(program: Program, { place, member, product }: PlanInput): EffectivePlan | string {
  const products = productsOf(program, place.ids).filter((id) =>
    program.documents.has(scopeKey('product', { ...place.ids, product: id })),
  )
  if (product !== undefined && !products.includes(product))
    return `No product '${product}' with a policy holds the API '${place.ids.api}'${hint(product, products)}.`
  const chain = [...outerMembers(program, place), ...(member ? [member] : [])].flatMap((one) => {
    const { scope, ids, path } = one
    if (scope === undefined || scope === 'fragment' || scope === 'resolver') return []
    if (scope === 'product' && one !== member && ids.product !== product) return []
    return [{ scope, label: labelOf(one), path }]
  })
  return { title: labelOf(place) + (product === undefined ? '' : `, product ${product}`), chain, products }
}

const placeholder = (scope: 'api' | 'operation', ids: Ids): Member => ({
  path: '',
  scope,
  ids,
  summary: { kind: 'policies', mentions: [], variables: { sets: [], reads: [], includes: [] }, computed: [] },
})

const hasOperations = (program: Program, { api, workspace }: Ids): boolean =>
  program.operations.some((one) => one.api === api && one.workspace === workspace)

const hint = (name: string, known: readonly string[]): string => {
  const meant = nearest(name, known)
  if (meant !== undefined) return `; perhaps '${meant}' is meant`
  return known.length === 0 ? '' : `; there are ${known.slice(0, 20).join(', ')}`
}
