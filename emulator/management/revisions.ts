import { serviceIdOf } from './resource.ts'
import type { Store } from './store.ts'

/** `orders;rev=1` is the same API as `orders` while revision 1 is the current one: paths are read with the short name. */
export function canonicalApiIds(store: Store, path: string): string {
  return path.replace(/(\/apis\/)([^/]+?)(?:;|%3B)rev(?:=|%3D)(\d+)(?=\/|$)/i, (all, apis, name, revision) => {
    const current = store.get(`${serviceIdOf(decodeURIComponent(path))}/apis/${decodeURIComponent(name)}`)
    return String(current?.content.properties.apiRevision) === revision ? `${apis}${name}` : all
  })
}
