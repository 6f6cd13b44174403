import { containerOf } from './resource.ts'
import type { Entity, Store } from './store.ts'

/** The policy documents of an instance or a workspace whose text matches: those that would break when what they name is deleted. */
export function documentsThatUse(store: Store, container: string, use: RegExp): readonly Entity[] {
  const wanted = container.toLowerCase()
  return store
    .all()
    .filter(
      ({ id }) => containerOf(id).toLowerCase() === wanted && /\/(policies\/policy|policyFragments\/[^/]+)$/i.test(id),
    )
    .filter(({ content }) => use.test(String(content.properties.value)))
}

export const usesFragment = (id: string): RegExp => new RegExp(`fragment-id\\s*=\\s*["']${literally(id)}["']`, 'i')
export const usesBackend = (id: string): RegExp => new RegExp(`backend-id\\s*=\\s*["']${literally(id)}["']`, 'i')
export const usesNamedValue = (displayName: string): RegExp =>
  new RegExp(`\\{\\{\\s*${literally(displayName)}\\s*\\}\\}`)

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
