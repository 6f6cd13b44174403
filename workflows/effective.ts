import type { InstancePort, PolicyRef } from '../azure/apim-port.ts'
import { type EffectivePolicy, effectivePolicy } from '../language-server/core/workspace/effective.ts'
import { describeRef } from './apiops-layout.ts'

/** Whose effective policy is asked of an instance. */
export interface EffectiveOnInstance {
  readonly api: string
  readonly operation?: string | undefined
  /** That the calls come through; absent: none. */
  readonly product?: string | undefined
  readonly workspace?: string | undefined
  /** Whether fragments are put in where they are included. */
  readonly expands: boolean
}

export interface InstanceEffective extends EffectivePolicy {
  /** `operation get-order of API orders, product starter` */
  readonly title: string
  /** The texts that origins name. */
  readonly documents: ReadonlyMap<string, string>
}

/** What an instance runs for calls of an API or an operation. Origins name policies in words: `API orders`. */
export async function effectiveOfInstance(
  instance: Pick<InstancePort, 'getPolicy'>,
  { api, operation, product, workspace, expands }: EffectiveOnInstance,
): Promise<InstanceEffective> {
  const within = workspace === undefined ? {} : { workspace }
  const own: PolicyRef =
    operation === undefined ? { kind: 'api', api, ...within } : { kind: 'operation', api, operation, ...within }
  const refs: readonly PolicyRef[] = [
    { kind: 'global' },
    ...(workspace === undefined ? [] : [{ kind: 'workspace' as const, workspace }]),
    ...(product === undefined ? [] : [{ kind: 'product' as const, product, ...within }]),
    ...(operation === undefined ? [] : [{ kind: 'api' as const, api, ...within }]),
    own,
  ]
  const stored = await Promise.all(refs.map(async (ref) => ({ ref, text: (await instance.getPolicy(ref))?.text })))
  const chain = stored.flatMap(({ ref, text }) => {
    if (text === undefined || ref.kind === 'fragment' || ref.kind === 'resolver') return []
    return [{ scope: ref.kind, label: describeRef(ref), document: describeRef(ref), text }]
  })
  const title = describeRef(own) + (product === undefined ? '' : `, product ${product}`)
  const documents = new Map(chain.map(({ document, text }) => [document, text]))
  if (!expands) return { title, documents, ...effectivePolicy({ chain }) }
  const ids = new Set(chain.flatMap(({ text }) => [...text.matchAll(includes)].map((match) => match[1] ?? '')))
  const fragments = new Map(
    await Promise.all(
      [...ids].map(async (id) => {
        const ref: PolicyRef = { kind: 'fragment', fragment: id, ...within }
        const text = (await instance.getPolicy(ref))?.text
        return [id, text === undefined ? undefined : { document: describeRef(ref), text }] as const
      }),
    ),
  )
  for (const found of fragments.values()) if (found !== undefined) documents.set(found.document, found.text)
  return { title, documents, ...effectivePolicy({ chain, fragment: (id) => fragments.get(id) }) }
}

/** Ids that documents include; one in a comment is read for nothing, which does no harm. */
const includes = /<include-fragment\s[^>]*?fragment-id\s*=\s*["']([^"'@{}<>]+)["']/g
