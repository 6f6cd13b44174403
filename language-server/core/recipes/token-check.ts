import { escapeAttribute, escapeText, type Line } from './section-layout.ts'

/** Somebody who may call. Which of the ids is known depends on where it was found: ARM gives object ids, Entra both. */
export interface Caller {
  readonly name: string
  readonly objectId?: string
  readonly clientId?: string
}

/** What a recipe must know of the cloud; taken from the table of clouds by the caller. */
export interface TokenCloud {
  /** Origin of the sign-in authority: `https://login.microsoftonline.us`. */
  readonly authority: string
  /** True of the cloud whose authority is the default of validate-azure-ad-token. */
  readonly isPublic: boolean
  /** Every audience of a management token of this cloud. */
  readonly managementAudiences: readonly string[]
}

export interface TokenCheck {
  readonly policy: 'validate-jwt' | 'validate-azure-ad-token'
  readonly cloud: TokenCloud
  readonly tenant:
    | { readonly kind: 'named-value'; readonly displayName: string; readonly tenantId: string }
    | { readonly kind: 'literal'; readonly tenantId: string }
  /** Accepted `aud` values. A management audience is accepted with and without the slash. */
  readonly audiences: readonly string[]
  /** Only these may call; every identity of the tenant that can get a token may when absent or empty. */
  readonly callers?: readonly Caller[]
  /** One of these app roles must be in the token. */
  readonly roles?: readonly string[]
  /** The token versions to accept; both when absent. */
  readonly tokenVersions?: 'both' | 'v1' | 'v2'
  /** What a refused caller reads: a fixed text, or the reason, which is useful while testing and tells an attacker more. */
  readonly refusal?: { readonly kind: 'text'; readonly text: string } | { readonly kind: 'reason' } | undefined
  /** Of the refusal; 401 when absent. */
  readonly status?: number | undefined
  /** In front of the token, `Bearer` when absent; `none`: the header may hold the token alone. For validate-jwt. */
  readonly scheme?: string | undefined
}

export const DEFAULT_REFUSAL = 'Unauthorized. Access token is missing or invalid.'

/** The policy in its parts, so that they can also be put into one that is there. */
export interface TokenCheckParts {
  readonly attributes: Readonly<Record<string, string | undefined>>
  /** URLs of validate-jwt. */
  readonly openidConfigs: readonly string[]
  readonly clientApplicationIds: readonly string[]
  readonly audiences: readonly string[]
  readonly claims: readonly Claim[]
}

export interface TokenCheckLines {
  readonly lines: readonly Line[]
  readonly parts: TokenCheckParts
  readonly notes: readonly string[]
  readonly warnings: readonly string[]
}

/** One policy that checks the caller's token, in the order of children that the service wants. */
export function tokenCheckLines(wanted: TokenCheck, id: string): TokenCheckLines {
  const notes: string[] = []
  const warnings: string[] = []
  const audiences = expandAudiences(wanted)
  const callers = wanted.callers ?? []
  if (audiences.some((audience) => wanted.cloud.managementAudiences.includes(audience)) && callers.length === 0)
    warnings.push(
      'Every identity of the tenant can get a token for the management audience. Name the callers too, or use the client id of an app registration of your own.',
    )
  const { tokenVersions = 'both' } = wanted
  const own = audiences.filter((audience) => !wanted.cloud.managementAudiences.includes(audience))
  // A named value may hold the client id.
  if (
    tokenVersions !== 'v1' &&
    own.length > 0 &&
    !own.some((audience) => GUID.test(audience) || audience.includes('{{'))
  )
    notes.push(
      'The audience of a v2 token is always the client id, never a URI: add the client id, unless the app registration asks for v1 tokens.',
    )
  const parts =
    wanted.policy === 'validate-jwt'
      ? validateJwt(wanted, audiences, notes, warnings)
      : validateEntraToken(wanted, audiences, notes)
  return { lines: renderParts(wanted.policy, id, parts), parts, notes, warnings }
}

/** In the order of children that the service wants. */
const renderParts = (policy: TokenCheck['policy'], id: string, parts: TokenCheckParts): readonly Line[] => [
  { depth: 0, text: `<${policy}${attributes({ id, ...parts.attributes })}>` },
  ...openidConfigLines(parts.openidConfigs),
  ...list('client-application-ids', 'application-id', parts.clientApplicationIds),
  ...list('audiences', 'audience', parts.audiences),
  ...requiredClaims(parts.claims.map(claimLines)),
  { depth: 0, text: `</${policy}>` },
]

export const openidConfigLines = (urls: readonly string[]): readonly Line[] =>
  urls.map((url) => ({ depth: 1, text: `<openid-config url="${url}" />` }))

/** Tokens carry a management audience as it was asked for, so both spellings of it are accepted. */
function expandAudiences({ audiences, cloud }: TokenCheck): readonly string[] {
  const both = audiences.flatMap((audience) => {
    if (!cloud.managementAudiences.includes(audience)) return [audience]
    const bare = audience.replace(/\/$/, '')
    return [bare, `${bare}/`]
  })
  return [...new Set(both)]
}

export const attributes = (pairs: Readonly<Record<string, string | undefined>>): string =>
  Object.entries(pairs)
    .flatMap(([name, value]) => (value === undefined ? [] : [` ${name}="${value}"`]))
    .join('')

export const list = (outer: string, inner: string, values: readonly string[]): readonly Line[] =>
  values.length === 0
    ? []
    : [
        { depth: 1, text: `<${outer}>` },
        ...values.map((value) => ({ depth: 2, text: `<${inner}>${escapeText(value)}</${inner}>` })),
        { depth: 1, text: `</${outer}>` },
      ]

export interface Claim {
  readonly name: string
  readonly values: readonly string[]
}

/** @param claims lines of one claim each. */
export const requiredClaims = (claims: readonly (readonly Line[])[]): readonly Line[] =>
  claims.length === 0
    ? []
    : [{ depth: 1, text: '<required-claims>' }, ...claims.flat(), { depth: 1, text: '</required-claims>' }]

export const claimLines = ({ name, values }: Claim): readonly Line[] => [
  { depth: 2, text: `<claim name="${name}" match="any">` },
  ...values.map((value) => ({ depth: 3, text: `<value>${escapeText(value)}</value>` })),
  { depth: 2, text: '</claim>' },
]

const tenantText = ({ tenant }: TokenCheck): string =>
  tenant.kind === 'named-value' ? `{{${tenant.displayName}}}` : tenant.tenantId

const refusalText = ({ refusal }: TokenCheck): string =>
  refusal?.kind === 'reason'
    ? '@((string)context.LastError.Message)'
    : escapeAttribute(refusal?.text ?? DEFAULT_REFUSAL)

const statusText = ({ status }: TokenCheck): string => String(status ?? 401)

const known = (values: readonly (string | undefined)[]): readonly string[] =>
  values.filter((value): value is string => value !== undefined)

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/**
 * Which versions can appear at all: the `aud` of a v2 token is always a client id, so an audience that is a URI means v1
 * (https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference).
 */
function callerClaims(
  { callers = [], tokenVersions = 'both', audiences }: TokenCheck,
  warnings: string[],
): { readonly claims: readonly Claim[]; readonly versions: 'both' | 'v1' | 'v2' } {
  if (callers.length === 0) return { claims: [], versions: tokenVersions }
  const objectIds = known(callers.map(({ objectId }) => objectId))
  if (objectIds.length === callers.length)
    return { claims: [{ name: 'oid', values: objectIds }], versions: tokenVersions }
  const missing = callers.filter(({ clientId }) => clientId === undefined).map(({ name }) => name)
  if (missing.length > 0)
    warnings.push(
      `The callers are checked by client id, and none is known for ${missing.join(', ')}: ${missing.length === 1 ? 'it is' : 'they are'} not let in.`,
    )
  const version =
    tokenVersions === 'both' ? (audiences.some((audience) => GUID.test(audience)) ? 'v2' : 'v1') : tokenVersions
  if (tokenVersions === 'both')
    warnings.push(
      `The client id stands in another claim in v1 tokens (appid) than in v2 tokens (azp), so only ${version} tokens are accepted. Name the callers by object id, or use validate-azure-ad-token, to accept both.`,
    )
  const clientIds = known(callers.map(({ clientId }) => clientId))
  return { claims: [{ name: version === 'v2' ? 'azp' : 'appid', values: clientIds }], versions: version }
}

function validateJwt(
  wanted: TokenCheck,
  audiences: readonly string[],
  notes: string[],
  warnings: string[],
): TokenCheckParts {
  const { claims, versions } = callerClaims(wanted, warnings)
  const metadata = `${wanted.cloud.authority}/${tenantText(wanted)}`
  if (versions === 'both')
    notes.push('The issuers of v1 and v2 tokens are both accepted, since the resource decides which version it gets.')
  return {
    attributes: {
      'header-name': 'Authorization',
      'failed-validation-httpcode': statusText(wanted),
      'failed-validation-error-message': refusalText(wanted),
      'require-scheme': wanted.scheme === 'none' ? undefined : escapeAttribute(wanted.scheme ?? 'Bearer'),
    },
    openidConfigs: [
      ...(versions === 'v2' ? [] : [`${metadata}/.well-known/openid-configuration`]),
      ...(versions === 'v1' ? [] : [`${metadata}/v2.0/.well-known/openid-configuration`]),
    ],
    clientApplicationIds: [],
    audiences,
    claims: [...claims, ...rolesClaim(wanted)],
  }
}

const rolesClaim = ({ roles = [] }: TokenCheck): readonly Claim[] =>
  roles.length === 0 ? [] : [{ name: 'roles', values: roles }]

function validateEntraToken(wanted: TokenCheck, audiences: readonly string[], notes: string[]): TokenCheckParts {
  const callers = wanted.callers ?? []
  const clientIds = known(callers.map(({ clientId }) => clientId))
  const byClient = callers.length > 0 && clientIds.length === callers.length
  const objectIds = byClient ? [] : known(callers.map(({ objectId }) => objectId))
  if (callers.length > 0 && !byClient)
    notes.push('The callers are checked by object id (claim oid), since the client id is not known of all of them.')
  if (wanted.scheme !== undefined)
    notes.push('validate-azure-ad-token cannot demand a scheme, so none is written; validate-jwt can.')
  if (wanted.tokenVersions === 'v1' || wanted.tokenVersions === 'v2')
    notes.push('validate-azure-ad-token accepts tokens of both versions; validate-jwt can demand one.')
  return {
    attributes: {
      'tenant-id': tenantText(wanted),
      'authentication-endpoint': wanted.cloud.isPublic ? undefined : wanted.cloud.authority,
      'header-name': 'Authorization',
      'failed-validation-httpcode': statusText(wanted),
      'failed-validation-error-message': refusalText(wanted),
    },
    openidConfigs: [],
    clientApplicationIds: byClient ? clientIds : [],
    audiences,
    claims: [...(objectIds.length > 0 ? [{ name: 'oid', values: objectIds }] : []), ...rolesClaim(wanted)],
  }
}
