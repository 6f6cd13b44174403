import type { Analysis, Meaning } from '../../model/analysis.ts'
import { decodeText } from '../../syntax/decode.ts'
import { textOf } from '../../syntax/query.ts'
import type { ActionPlace } from '../action.ts'
import { isBroken, isClosed } from './selected-policies.ts'

/** The policy of a name whose open or close tag, or whose children, a place is in. */
export function policyAround({ analysis, span }: ActionPlace, name: string): Meaning | undefined {
  const found = analysis.meanings.find(
    (meaning) =>
      meaning.name === name &&
      meaning.role === 'policy' &&
      meaning.element.start <= span.start &&
      span.end <= meaning.element.end,
  )
  return found !== undefined && isClosed(found.element) && !isBroken(analysis, found.element) ? found : undefined
}

/** The value of an attribute as it is written, entities not decoded. */
export const rawAttribute = ({ attributes }: Meaning, name: string): string | undefined =>
  attributes.find((each) => each.name === name)?.attribute.value?.raw

/** The children of a child list, by the list's name: the text of each, entities decoded. */
export function listed(policy: Meaning, list: string): readonly string[] {
  const element = policy.elements.find(({ name }) => name === list)
  return element === undefined ? [] : element.elements.map((each) => textOf(each).trim())
}

export const children = (analysis: Analysis, { elements }: Meaning, name: string): readonly Meaning[] =>
  elements.filter((each) => each.name === name).flatMap((each) => analysis.meaningOf(each) ?? [])

/** The authority of Microsoft Entra's public cloud, which both policies take without being told. */
export const PUBLIC_AUTHORITY = 'https://login.microsoftonline.com'

const metadata =
  /^https:\/\/(?<host>login\.microsoftonline\.(?:com|us)|login\.windows\.net|sts\.windows\.net|login\.partner\.microsoftonline\.cn|login\.chinacloudapi\.cn)\/(?<tenant>[^/?]+)(?<version>\/v2\.0)?\/\.well-known\/openid-configuration$/i

export interface EntraMetadata {
  readonly authority: string
  readonly tenant: string
  readonly version: 'v1' | 'v2'
}

/**
 * What an address of OpenID metadata says, when it is one of Microsoft Entra's
 * (https://learn.microsoft.com/entra/identity-platform/v2-protocols-oidc); undefined otherwise.
 */
export function readMetadata(raw: string): EntraMetadata | undefined {
  const groups = metadata.exec(decodeText(raw).trim())?.groups
  const { host, tenant, version } = groups ?? {}
  if (host === undefined || tenant === undefined) return undefined
  const isPublic = /\.(?:com|net)$/i.test(host)
  return {
    authority: isPublic ? PUBLIC_AUTHORITY : `https://${host.toLowerCase()}`,
    tenant,
    version: version === undefined ? 'v1' : 'v2',
  }
}

/** The version of the tokens that a tenant issues under an issuer; undefined for an issuer that is not the tenant's. */
export function versionOfIssuer(issuer: string, tenant: string): 'v1' | 'v2' | undefined {
  const bare = issuer.trim().toLowerCase()
  const id = tenant.toLowerCase()
  if (/^https:\/\/sts\.(?:windows\.net|chinacloudapi\.cn)\//.test(bare) && bare.split('/')[3] === id) return 'v1'
  const match = /^https:\/\/login\.[\w.]+\/([^/]+)\/v2\.0\/?$/.exec(bare)
  return match?.[1] === id ? 'v2' : undefined
}

export const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
