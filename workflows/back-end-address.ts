import type { BackEnd, InstancePort, PolicyRef } from '../azure/apim-port.ts'
import { parse } from '../language-server/core/syntax/parse.ts'
import { attributeText, childElements, firstChild } from '../language-server/core/syntax/query.ts'
import type { Element } from '../language-server/core/syntax/tree.ts'
import { createLineMap } from '../language-server/core/text/line-map.ts'
import { describeRef } from './apiops-layout.ts'
import type { ScopedDocument } from './token-checks.ts'

/** Where requests of a policy's scope go. */
export interface BackEndAddress {
  readonly url: string
  /** Who says so: `the service URL of Orders`. */
  readonly source: string
}

export interface BackEndAddresses {
  /** The one that requests go to comes first; those behind it are reached on a branch of a `choose` only. */
  readonly addresses: readonly BackEndAddress[]
  /** What could not be read out of the policies. */
  readonly notes: readonly string[]
}

export interface BackEndFacts {
  /** From the operation outwards. */
  readonly documents: readonly ScopedDocument[]
  readonly serviceUrl?: { readonly url: string; readonly api: string } | undefined
  readonly backEnds: readonly BackEnd[]
  /** Display name -> value, as far as known. */
  readonly namedValues: ReadonlyMap<string, string>
}

/**
 * Where requests go, by the policies of all scopes, the back-end entities and the service URL of the API. A narrower scope runs behind the
 * wider one, so that its `set-backend-service` wins: https://learn.microsoft.com/azure/api-management/set-backend-service-policy
 */
export function backEndAddresses({ documents, serviceUrl, backEnds, namedValues }: BackEndFacts): BackEndAddresses {
  const always: BackEndAddress[] = []
  const sometimes: BackEndAddress[] = []
  const notes: string[] = []
  const resolve = (text: string): string =>
    text.replace(/\{\{\s*([^{}\s]+)\s*\}\}/g, (all, name: string) => namedValues.get(name) ?? all)

  const variables = variablesOf(documents, resolve)
  for (const { ref, text } of documents) {
    const { root } = parse(text)
    const inbound = root && firstChild(root, 'inbound')
    if (inbound === undefined) continue
    const lines = createLineMap(text)
    const found: BackEndAddress[] = []
    const visit = (parent: Element, into: BackEndAddress[]): void => {
      for (const child of childElements(parent)) {
        if (child.name !== 'set-backend-service') {
          visit(child, sometimes)
          continue
        }
        const place = `set-backend-service of ${describeRef(ref)}, line ${lines.positionAt(child.start).line + 1}`
        const base = attributeText(child, 'base-url')
        const id = attributeText(child, 'backend-id')
        const entity = id === undefined ? undefined : backEnds.find((one) => one.id === resolve(id))
        const url = base === undefined ? entity?.url : resolve(base)
        const named = base === undefined ? [] : addressesIn(resolve(base), variables)
        if (url !== undefined && URL.canParse(url))
          into.push({ url, source: id === undefined ? place : `back end ${resolve(id)} (${place})` })
        else if (named.length > 0) {
          const found = named.map((one) => ({ url: one, source: `the expression of ${place}` }))
          // One address is the answer; of several the expression takes one as it likes.
          if (found.length === 1) into.push(...found)
          else sometimes.push(...found)
        } else
          notes.push(
            entity === undefined
              ? `The address of ${place} cannot be read from the document.`
              : `The back end ${entity.id} has no address of its own; it is a pool or a resource.`,
          )
      }
    }
    visit(inbound, found)
    always.push(...found.reverse())
    if (!childElements(inbound).some(({ name }) => name === 'base')) break
  }
  const own =
    serviceUrl !== undefined && URL.canParse(serviceUrl.url)
      ? [{ url: serviceUrl.url, source: `the service URL of ${serviceUrl.api}` }]
      : []
  const [first = own[0]] = always
  const all = [...(first === undefined ? [] : [first]), ...sometimes]
  const key = ({ url }: BackEndAddress): string => new URL(url).href.replace(/\/$/, '')
  return { addresses: all.filter((one, index) => all.findIndex((other) => key(other) === key(one)) === index), notes }
}

const ADDRESS = /"(https?:\/\/[^"\\{}]+)"/g
const VARIABLE = /context\s*\.\s*Variables\s*(?:\[\s*|\.\s*GetValueOrDefault\s*(?:<[^>]*>)?\s*\(\s*)"([^"]+)"/g

/** The addresses that an expression names, itself or by the variables that it reads; each once. */
function addressesIn(expression: string, variables: ReadonlyMap<string, readonly string[]>): readonly string[] {
  if (!/^\s*@[({]/.test(expression)) return []
  const own = [...expression.matchAll(ADDRESS)].map(([, url = '']) => url)
  const read = [...expression.matchAll(VARIABLE)].flatMap(([, name = '']) => variables.get(name) ?? [])
  return [...new Set([...own, ...read])].filter((url) => URL.canParse(url))
}

/** The addresses that `set-variable` puts into each variable, as text or in an expression. */
function variablesOf(
  documents: readonly ScopedDocument[],
  resolve: (text: string) => string,
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>()
  const visit = (parent: Element): void => {
    for (const child of childElements(parent)) {
      const name = child.name === 'set-variable' ? attributeText(child, 'name') : undefined
      if (name === undefined) {
        visit(child)
        continue
      }
      const value = resolve(attributeText(child, 'value') ?? '')
      const addresses = URL.canParse(value) ? [value] : addressesIn(value, found)
      found.set(name, [...(found.get(name) ?? []), ...addresses])
    }
  }
  for (const { text } of documents) {
    const { root } = parse(text)
    if (root) visit(root)
  }
  return found
}

/** Reads what `backEndAddresses` needs; a policy that is not pushed yet stands in for its stored one. */
export async function readBackEndAddresses(
  instance: InstancePort,
  target: PolicyRef,
  unsaved: string | undefined,
  signal?: AbortSignal,
): Promise<BackEndAddresses> {
  const api = target.kind === 'api' || target.kind === 'operation' ? target.api : undefined
  const refs: readonly PolicyRef[] = [
    target,
    ...(target.kind === 'operation' ? [{ kind: 'api', api: target.api } as const] : []),
    ...(api === undefined ? [] : [{ kind: 'global' } as const]),
  ]
  const documents = await Promise.all(
    refs.map(async (ref) => ({
      ref,
      text: ref === target && unsaved !== undefined ? unsaved : (await instance.getPolicy(ref, { signal }))?.text,
    })),
  )
  const found = api === undefined ? undefined : await instance.getApi(api, { signal })
  const named = await instance.listNamedValues({ signal })
  return backEndAddresses({
    documents: documents.flatMap(({ ref, text }) => (text === undefined ? [] : [{ ref, text }])),
    serviceUrl: found?.serviceUrl === undefined ? undefined : { url: found.serviceUrl, api: found.displayName },
    backEnds: await instance.listBackends({ signal }),
    namedValues: new Map(
      named.flatMap(({ displayName, value }) => (value === undefined ? [] : [[displayName, value] as const])),
    ),
  })
}
