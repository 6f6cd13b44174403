import type { Content, Element } from '../syntax/tree.ts'

/** What a document says of one section: its element; nothing, when it has no such section; or what stands for a broken one. */
export type OwnSection<T> = { readonly element: Element } | { readonly instead: readonly T[] } | undefined

export interface SectionMerge<D, T> {
  own(document: D): OwnSection<T>
  /** What one child of a section comes to; `<base />` is not asked for. */
  child(child: Content, section: Element, document: D): readonly T[]
}

/**
 * The one merging of scopes: what runs in a section, by the chain of documents. `<base />` stands for the section of the wider scopes; a
 * document without the section runs nothing; a scope without a document changes nothing and is not in the chain.
 * https://learn.microsoft.com/azure/api-management/api-management-howto-policies
 * @param chain broad to narrow.
 */
export function mergedSection<D, T>(chain: readonly D[], merge: SectionMerge<D, T>): T[] {
  const document = chain.at(-1)
  if (document === undefined) return []
  const own = merge.own(document)
  if (own === undefined) return []
  if ('instead' in own) return [...own.instead]
  const { element } = own
  return element.children.flatMap((child) =>
    child.kind === 'element' && child.name === 'base'
      ? mergedSection(chain.slice(0, -1), merge)
      : merge.child(child, element, document),
  )
}
