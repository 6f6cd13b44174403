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
  /** The attribute `id`. */
  readonly id: string | undefined
  /** Counts the checks of its document from 0, as they are written. */
  readonly ordinal: number
  /** The policy that has put something else into the Authorization header before the check reads it, on every request. */
  readonly replacedBy?: ReplacingPolicy
  /** Whether it runs on every request, or only on a branch of a `choose`. */
  readonly runs: 'always' | 'sometimes'
  readonly header: string | undefined
  /** The query parameter that holds the token instead of a header. */
  readonly query: string | undefined
  readonly scheme: string | undefined
  /** Of a refusal; undefined when it is an expression. */
  readonly status: number | undefined
  /** What a refused caller reads instead of the reason; undefined when it is an expression, or nothing. */
  readonly answer: string | undefined
  /** Seconds. */
  readonly clockSkew: number
  readonly requireExpiration: boolean
  /** Every audience that is named, wherever it stands. */
  readonly audiences: readonly string[]
  /** Those that stand in a required claim `aud`, which is compared to the letter. */
  readonly exactAudiences: readonly string[]
  readonly issuers: readonly string[]
  readonly metadataUrls: readonly string[]
  /** Tenant of validate-azure-ad-token. */
  readonly tenant: string | undefined
  /** Authority of validate-azure-ad-token: the public cloud's when absent. */
  readonly authority: string | undefined
  readonly clientApplicationIds: readonly string[]
  readonly claims: readonly RequiredClaim[]
}

export interface ReplacingPolicy {
  readonly name: string
  readonly ref: PolicyRef
  /** From 1. */
  readonly line: number
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

const isCheck = (name: string): name is TokenCheck['policy'] =>
  name === 'validate-jwt' || name === 'validate-azure-ad-token'

/** What the checks' documents refer to, as far as it is known. */
export interface CheckSurroundings {
  /** Display name -> value. */
  readonly namedValues?: ReadonlyMap<string, string>
  /** Fragment id -> text. */
  readonly fragments?: ReadonlyMap<string, string>
}

/** What a `set-header` or a policy that authenticates the gateway itself does to the header that a caller sent. */
function replacesAuthorization(element: Element): boolean {
  if (element.name === 'authentication-basic') return true
  if (element.name === 'authentication-managed-identity')
    return attributeText(element, 'output-token-variable-name') === undefined
  const action = attributeText(element, 'exists-action') ?? 'override'
  return (
    element.name === 'set-header' &&
    attributeText(element, 'name')?.toLowerCase() === 'authorization' &&
    (action === 'override' || action === 'delete')
  )
}

/**
 * The token checks that a request passes, in the order in which they run: those of a wider scope stand at `<base />`; those of included
 * fragments are among them.
 * @param documents from the operation outwards; a scope without a policy is left out.
 */
export function tokenChecks(
  documents: readonly ScopedDocument[],
  { namedValues = new Map(), fragments = new Map() }: CheckSurroundings = {},
): readonly TokenCheck[] {
  const resolve = (text: string): string =>
    text.replace(/\{\{\s*([^{}\s]+)\s*\}\}/g, (all, name: string) => namedValues.get(name) ?? all)
  const checks: TokenCheck[] = []
  let replacedBy: ReplacingPolicy | undefined
  const visitScope = (index: number): void => {
    const document = documents[index]
    const root = document && parse(document.text).root
    const inbound = root && firstChild(root, 'inbound')
    if (inbound) visitDocument(inbound, document, { runs: 'always', inside: [], base: () => visitScope(index + 1) })
  }
  const visitDocument = (from: Element, { ref, text }: ScopedDocument, { runs: around, inside, base }: Visit): void => {
    const lines = createLineMap(text)
    let ordinal = 0
    const visit = (parent: Element, runs: TokenCheck['runs']): void => {
      for (const child of childElements(parent)) {
        const place = { ref, line: lines.positionAt(child.start).line + 1 }
        if (isCheck(child.name)) {
          const read = readCheck(child, child.name, resolve)
          const late = replacedBy && read.header?.toLowerCase() === 'authorization' ? { replacedBy } : {}
          checks.push({ policy: child.name, ...place, ordinal: ordinal++, runs, ...late, ...read })
        } else if (child.name === 'base') base()
        else if (child.name === 'include-fragment') include(attributeText(child, 'fragment-id') ?? '', runs)
        else {
          if (runs === 'always' && replacesAuthorization(child)) replacedBy ??= { name: child.name, ...place }
          if (!requestBranches.has(child.name)) visit(child, child.name === 'choose' ? 'sometimes' : runs)
        }
      }
    }
    const include = (id: string, runs: TokenCheck['runs']): void => {
      const fragment = fragments.get(id)
      const body = fragment === undefined ? undefined : parse(fragment).root
      if (fragment === undefined || body === undefined || inside.includes(id)) return
      const visited = { runs, inside: [...inside, id], base: () => undefined }
      visitDocument(body, { ref: { kind: 'fragment', fragment: id }, text: fragment }, visited)
    }
    visit(from, around)
  }
  visitScope(0)
  return checks
}

interface Visit {
  readonly runs: TokenCheck['runs']
  /** Fragments that lead here. */
  readonly inside: readonly string[]
  /** Runs the policies of the wider scope. */
  base(): void
}

function readCheck(
  element: Element,
  policy: TokenCheck['policy'],
  resolve: (text: string) => string,
): Omit<TokenCheck, 'policy' | 'ref' | 'line' | 'ordinal' | 'runs' | 'replacedBy'> {
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
  const otherPlace = read('query-parameter-name') !== undefined || read('token-value') !== undefined
  const exactAudiences = claims.filter(({ name }) => name === 'aud').flatMap(({ values }) => values)
  return {
    id: attributeText(element, 'id'),
    header: read('header-name') ?? (policy === 'validate-azure-ad-token' && !otherPlace ? 'Authorization' : undefined),
    query: read('query-parameter-name'),
    scheme: read('require-scheme'),
    status: numberOf(read('failed-validation-httpcode') ?? '401'),
    answer: literal(read('failed-validation-error-message')),
    clockSkew: numberOf(read('clock-skew') ?? '0') ?? 0,
    requireExpiration: read('require-expiration-time')?.toLowerCase() !== 'false',
    audiences: [
      ...textsOf(firstChild(element, 'audiences'), 'audience', resolve),
      ...textsOf(firstChild(element, 'backend-application-ids'), 'application-id', resolve),
      ...exactAudiences,
    ],
    exactAudiences,
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

const numberOf = (text: string): number | undefined => (/^\d+$/.test(text.trim()) ? Number(text) : undefined)

const literal = (text: string | undefined): string | undefined =>
  text === undefined || /^\s*@[({]|\{\{/.test(text) ? undefined : text

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
  const fragments = await includedFragments(instance, present, signal)
  const used = [...present.map(({ text }) => text), ...fragments.values()].some((text) => text.includes('{{'))
  const named = used ? await instance.listNamedValues({ signal }) : []
  const values = new Map(named.flatMap(({ displayName, value }) => (value === undefined ? [] : [[displayName, value]])))
  return tokenChecks(present, { namedValues: values, fragments })
}

const INCLUDES = /<include-fragment\s[^>]*?fragment-id\s*=\s*["']([^"'@{}<>]+)["']/g

/** The fragments that the documents include, and those that these include; each is read once. */
async function includedFragments(
  instance: Pick<InstancePort, 'getPolicy'>,
  documents: readonly ScopedDocument[],
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  const seen = new Set<string>()
  let texts = documents.map(({ text }) => text)
  while (texts.length > 0) {
    const ids = texts.flatMap((text) => [...text.matchAll(INCLUDES)].map(([, id = '']) => id))
    const fresh = [...new Set(ids)].filter((id) => !seen.has(id))
    for (const id of fresh) seen.add(id)
    const read = await Promise.all(
      fresh.map(async (id) => ({
        id,
        text: (await instance.getPolicy({ kind: 'fragment', fragment: id }, { signal }))?.text,
      })),
    )
    texts = read.flatMap(({ text }) => (text === undefined ? [] : [text]))
    for (const { id, text } of read) if (text !== undefined) found.set(id, text)
  }
  return found
}
