import { type Analysis, type Meaning, oncePerAnalysis } from '../model/analysis.ts'
import { hasPlaceholder } from '../model/value.ts'
import { attribute } from '../syntax/query.ts'
import type { Element } from '../syntax/tree.ts'
import { contentOf, descendants, literalContent, written } from './reading.ts'

/** What a `validate-jwt` or `validate-azure-ad-token` asks of a token. */
export interface TokenCheck {
  /** Audiences, whether listed or asked for as the claim `aud`; undefined where a value is not known. */
  readonly audiences: readonly (string | undefined)[]
  readonly issuers: readonly (string | undefined)[]
  /** URLs of the metadata as they are written, named values included. */
  readonly metadata: readonly string[]
  readonly claims: readonly Claim[]
  /** Client ids of callers, whether listed or asked for as claims. */
  readonly hasClients: boolean
  /** True when another tool writes parts of it, so that what is not seen may still come. */
  readonly isTemplated: boolean
}

export interface Claim {
  readonly name: string
  readonly element: Element
  readonly values: readonly { readonly element: Element; readonly text: string | undefined }[]
}

/** Claims that name the caller, or what the caller may do (https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference). */
const CALLER_CLAIMS: ReadonlySet<string> = new Set([
  'appid',
  'azp',
  'oid',
  'sub',
  'roles',
  'scp',
  'groups',
  'wids',
  'xms_mirid',
])

const checksIn = oncePerAnalysis(() => new Map<Meaning, TokenCheck>())

/** Read once for all the rules that ask. */
export function readTokenCheck(meaning: Meaning, analysis: Analysis): TokenCheck {
  const known = checksIn(analysis)
  const read = known.get(meaning) ?? readChildren(meaning, analysis)
  known.set(meaning, read)
  return read
}

function readChildren(meaning: Meaning, analysis: Analysis): TokenCheck {
  const texts = (...names: readonly string[]) =>
    [...descendants(meaning, analysis, ...names)].map(({ element }) => literalContent(element, analysis))
  const claims = [...descendants(meaning, analysis, 'claim')].map((claim) => claimOf(claim, analysis))
  const named = (name: string) => claims.filter((claim) => claim.name === name).flatMap(({ values }) => values)
  return {
    audiences: [...texts('audience'), ...named('aud').map(({ text }) => text)],
    issuers: [...texts('issuer'), ...named('iss').map(({ text }) => text)],
    metadata: [...descendants(meaning, analysis, 'openid-config')].flatMap((each) => written(each, 'url') ?? []),
    claims,
    isTemplated: hasPlaceholder(withoutValues(analysis.text.slice(meaning.element.openEnd, meaning.element.end))),
    hasClients: texts('application-id').length > 0 || claims.some(({ name }) => CALLER_CLAIMS.has(name.toLowerCase())),
  }
}

/** A placeholder in a value stands for that value; one between elements may stand for elements. */
const withoutValues = (xml: string): string => xml.replace(/"[^"]*"|>[^<%]*</g, '')

function claimOf(claim: Meaning, analysis: Analysis): Claim {
  const values = [...descendants(claim, analysis, 'value')].map(({ element }) => ({
    element,
    text: contentOf(element, analysis).kind === 'literal' ? literalContent(element, analysis) : undefined,
  }))
  return { name: attribute(claim.element, 'name')?.value?.raw.trim() ?? '', element: claim.element, values }
}

/** Hosts of Microsoft Entra's metadata in every cloud; External ID and B2C have hosts and rules of their own. */
const entra =
  /^https?:\/\/(?:login\.microsoftonline\.(?:com|us)|login\.windows\.net|sts\.windows\.net|login\.chinacloudapi\.cn|login\.partner\.microsoftonline\.cn)\/([^/?]+)(\/v2\.0)?\//i

/** The version of the tokens that an Entra metadata document is for; undefined when it is not Entra's, or not known. */
export function entraVersion(url: string): 'v1' | 'v2' | undefined {
  const match = entra.exec(url)
  return match === null ? undefined : match[2] === undefined ? 'v1' : 'v2'
}

/** The tenant in an Entra metadata URL, as it is written. */
export const entraTenant = (url: string): string | undefined => entra.exec(url)?.[1]

/** The audiences of Azure Resource Manager, which every identity of a tenant gets a token for (learn.microsoft.com/azure/role-based-access-control). */
export const isManagementAudience = (audience: string): boolean =>
  /^https:\/\/management\.(?:azure\.com|usgovcloudapi\.net|chinacloudapi\.cn|core\.windows\.net|core\.usgovcloudapi\.net|core\.chinacloudapi\.cn)\/?$/i.test(
    audience,
  )
