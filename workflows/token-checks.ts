import type { InstancePort, PolicyRef } from '../azure/apim-port.ts'
import { parse } from '../language-server/core/syntax/parse.ts'
import { attributeText, childElements, firstChild, textOf } from '../language-server/core/syntax/query.ts'
import type { Element } from '../language-server/core/syntax/tree.ts'
import { createLineMap } from '../language-server/core/text/line-map.ts'

/** What one policy asks of the caller's token. Named values that are known stand resolved. */
export interface TokenCheck {
  readonly policy: 'validate-jwt' | 'validate-azure-ad-token'
  readonly ref: PolicyRef
  /** Of the policy in its document, from 1. */
  readonly line: number
  /** Whether it runs on every request, or only on a branch of a `choose`. */
  readonly runs: 'always' | 'sometimes'
  readonly header: string | undefined
  readonly scheme: string | undefined
  readonly audiences: readonly string[]
  readonly issuers: readonly string[]
  readonly metadataUrls: readonly string[]
  /** Tenant of validate-azure-ad-token. */
  readonly tenant: string | undefined
  /** Authority of validate-azure-ad-token: the public cloud's when absent. */
  readonly authority: string | undefined
  readonly clientApplicationIds: readonly string[]
  readonly claims: readonly RequiredClaim[]
}

export interface RequiredClaim {
  readonly name: string
  readonly match: 'all' | 'any'
  readonly separator: string | undefined
  readonly values: readonly string[]
}

export interface ScopedDocument {
  readonly ref: PolicyRef
  readonly text: string
}

const requestBranches = new Set(['send-request', 'send-one-way-request'])

const textsOf = (parent: Element | undefined, name: string, resolve: (text: string) => string): readonly string[] =>
  parent === undefined
    ? []
    : childElements(parent)
        .filter((child) => child.name === name)
        .map((child) => resolve(textOf(child).trim()))

/**
 * The token checks that a request passes, widest scope first.
 * @param documents from the operation outwards; a scope without a policy is left out.
 * @param namedValues display name -> value, as far as known.
 */
export function tokenChecks(
  documents: readonly ScopedDocument[],
  namedValues: ReadonlyMap<string, string> = new Map(),
): readonly TokenCheck[] {
  const resolve = (text: string): string =>
    text.replace(/\{\{\s*([^{}\s]+)\s*\}\}/g, (all, name: string) => namedValues.get(name) ?? all)
  const found: (readonly TokenCheck[])[] = []
  for (const { ref, text } of documents) {
    const { root } = parse(text)
    const inbound = root && firstChild(root, 'inbound')
    if (inbound === undefined) break
    const lines = createLineMap(text)
    const checks: TokenCheck[] = []
    const visit = (parent: Element, runs: TokenCheck['runs']): void => {
      for (const child of childElements(parent)) {
        if (child.name === 'validate-jwt' || child.name === 'validate-azure-ad-token')
          checks.push(readCheck(child, child.name, ref, lines.positionAt(child.start).line + 1, runs, resolve))
        else if (!requestBranches.has(child.name)) visit(child, child.name === 'choose' ? 'sometimes' : runs)
      }
    }
    visit(inbound, 'always')
    found.unshift(checks)
    if (!childElements(inbound).some(({ name }) => name === 'base')) break
  }
  return found.flat()
}

function readCheck(
  element: Element,
  policy: TokenCheck['policy'],
  ref: PolicyRef,
  line: number,
  runs: TokenCheck['runs'],
  resolve: (text: string) => string,
): TokenCheck {
  const read = (name: string): string | undefined => {
    const value = attributeText(element, name)
    return value === undefined ? undefined : resolve(value)
  }
  const claims = childElements(firstChild(element, 'required-claims') ?? element)
    .filter(({ name }) => name === 'claim')
    .map((claim) => ({
      name: attributeText(claim, 'name') ?? '',
      match: attributeText(claim, 'match') === 'any' ? ('any' as const) : ('all' as const),
      separator: attributeText(claim, 'separator'),
      values: textsOf(claim, 'value', resolve),
    }))
  const otherHeader = read('query-parameter-name') !== undefined || read('token-value') !== undefined
  const byClaim = claims.filter(({ name }) => name === 'aud').flatMap(({ values }) => values)
  return {
    policy,
    ref,
    line,
    runs,
    header: read('header-name') ?? (policy === 'validate-azure-ad-token' && !otherHeader ? 'Authorization' : undefined),
    scheme: read('require-scheme'),
    audiences: [...textsOf(firstChild(element, 'audiences'), 'audience', resolve), ...byClaim],
    issuers: textsOf(firstChild(element, 'issuers'), 'issuer', resolve),
    metadataUrls: childElements(element)
      .filter(({ name }) => name === 'openid-config')
      .flatMap((config) => {
        const url = attributeText(config, 'url')
        return url === undefined ? [] : [resolve(url)]
      }),
    tenant: read('tenant-id'),
    authority: read('authentication-endpoint'),
    clientApplicationIds: textsOf(firstChild(element, 'client-application-ids'), 'application-id', resolve),
    claims: claims.filter(({ name }) => name !== 'aud'),
  }
}

/** The audience to ask a token for: one that every check accepts, or the first that any names. */
export function audienceFor(checks: readonly TokenCheck[]): string | undefined {
  const lists = checks.map(({ audiences }) => audiences).filter((list) => list.length > 0)
  return (lists[0] ?? []).find((audience) => lists.every((list) => list.includes(audience))) ?? lists[0]?.[0]
}

/** Reads the policies of all scopes that a request to one operation passes, and the named values they use. */
export async function readTokenChecks(
  instance: InstancePort,
  at: { readonly api: string; readonly operation: string; readonly product?: string | undefined },
  signal?: AbortSignal,
): Promise<readonly TokenCheck[]> {
  const refs: readonly PolicyRef[] = [
    { kind: 'operation', api: at.api, operation: at.operation },
    { kind: 'api', api: at.api },
    ...(at.product === undefined ? [] : [{ kind: 'product', product: at.product } as const]),
    { kind: 'global' },
  ]
  const documents = await Promise.all(
    refs.map(async (ref) => ({ ref, text: (await instance.getPolicy(ref, { signal }))?.text })),
  )
  const present = documents.flatMap(({ ref, text }) => (text === undefined ? [] : [{ ref, text }]))
  const used = present.some(({ text }) => text.includes('{{'))
  const named = used ? await instance.listNamedValues({ signal }) : []
  const values = new Map(named.flatMap(({ displayName, value }) => (value === undefined ? [] : [[displayName, value]])))
  return tokenChecks(present, values)
}
