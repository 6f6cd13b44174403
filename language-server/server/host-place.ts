import type { DocumentScope } from '../core/catalog/policy.ts'
import { hostedIn, hostLanguageOf, type LoadedPolicy, loadedPath } from '../core/hosts/hosted.ts'
import type { Dialect } from '../core/service.ts'
import { INLINE_SCHEME } from '../protocol.ts'
import { DOCUMENT_SCOPES } from './vocabulary.ts'

/** What a file of infrastructure says of a policy that it holds or loads. */
export interface HostPlace {
  readonly scope?: DocumentScope
  readonly dialect?: Dialect
}

/** What the address of a policy in a string of another file says; undefined: it is no such address. */
export function placeInHost(uri: string): HostPlace | undefined {
  const query = queryOf(uri)
  if (query === undefined) return undefined
  const scope = DOCUMENT_SCOPES.find((one) => one === query.get('scope'))
  const format = query.get('format')
  return { ...(scope && { scope }), ...((format === 'xml' || format === 'rawxml') && { dialect: format }) }
}

/** The file that holds such a policy, and which one of its policies it is. */
export function inlineAddress(uri: string): { readonly host: string; readonly key: string } | undefined {
  const query = queryOf(uri)
  const [host, key] = [query?.get('host'), query?.get('key')]
  return typeof host === 'string' && typeof key === 'string' ? { host, key } : undefined
}

const queryOf = (uri: string): URLSearchParams | undefined =>
  uri.startsWith(`${INLINE_SCHEME}:`) ? new URLSearchParams(decoded(/\?([^#]*)/.exec(uri)?.[1] ?? '')) : undefined

/** Editors encode the query of an address once more. */
function decoded(query: string): string {
  try {
    return decodeURIComponent(query)
  } catch {
    return query
  }
}

/** The policy documents that files of infrastructure load; paths from the folder on. */
export interface LoadedPolicies {
  isHost(path: string): boolean
  /** @returns whether it says something else than before. */
  take(path: string, text: string): boolean
  /** @returns whether it said anything. */
  remove(path: string): boolean
  placeOf(path: string): HostPlace | undefined
}

export function createLoadedPolicies(): LoadedPolicies {
  const files = new Map<string, readonly LoadedPolicy[]>()
  let places: Map<string, HostPlace> | undefined

  const placesNow = (): ReadonlyMap<string, HostPlace> => {
    places ??= new Map(
      [...files].flatMap(([host, loaded]) =>
        loaded.flatMap(({ path, scope, dialect }) => {
          const target = loadedPath(host, path)
          const place = { ...(scope && { scope }), ...(dialect && { dialect }) }
          return target === undefined || Object.keys(place).length === 0 ? [] : [[target, place] as const]
        }),
      ),
    )
    return places
  }
  const key = (path: string): string =>
    JSON.stringify((files.get(path) ?? []).map(({ scope, dialect, path: target }) => [scope, dialect, target]))

  return {
    isHost: (path) => /\.(?:bicep|tf|tf\.json)$/i.test(path),
    take(path, text) {
      const before = key(path)
      const language = hostLanguageOf(path)
      const loaded = language === undefined ? [] : hostedIn(text, language).loaded
      if (loaded.length > 0) files.set(path, loaded)
      else files.delete(path)
      places = undefined
      return key(path) !== before
    },
    remove(path) {
      const below = [...files.keys()].filter((one) => one === path || one.startsWith(`${path}/`))
      for (const one of below) files.delete(one)
      if (below.length > 0) places = undefined
      return below.length > 0
    },
    placeOf: (path) => placesNow().get(path),
  }
}
