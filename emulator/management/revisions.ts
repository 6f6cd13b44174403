import { nameOf, serviceIdOf } from './resource.ts'
import type { Entity, Store } from './store.ts'

/** `orders;rev=1` is the same API as `orders` while revision 1 is the current one: paths are read with the short name. */
export function canonicalApiIds(store: Store, path: string): string {
  return path.replace(/(\/apis\/)([^/]+?)(?:;|%3B)rev(?:=|%3D)(\d+)(?=\/|$)/i, (all, apis, name, revision) => {
    const current = store.get(`${serviceIdOf(decodeURIComponent(path))}/apis/${decodeURIComponent(name)}`)
    return String(current?.content.properties.apiRevision) === revision ? `${apis}${name}` : all
  })
}

/** An API and its revisions. @param apiId of any of them. */
export function revisionsOf(store: Store, apiId: string): readonly Entity[] {
  const own = baseOf(apiId)
  return store.list(apiId.slice(0, apiId.lastIndexOf('/'))).filter(({ id }) => baseOf(id) === own)
}

const baseOf = (id: string): string =>
  nameOf(id)
    .replace(/;rev=\d+$/, '')
    .toLowerCase()
