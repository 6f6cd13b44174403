import { type Cloud, cloudOfHost, clouds, issuersOf } from '../azure/clouds.ts'
import type { TokenCheck } from './token-checks.ts'

/** Which issuers a check accepts, as far as its text tells. */
export interface AcceptedIssuers {
  readonly all: readonly string[]
  readonly tenant: string | undefined
  /** False when metadata or a value that is not known may accept more. */
  readonly complete: boolean
}

const GUID = /^[0-9a-f-]{36}$/i

/** Metadata addresses of a check; those of validate-azure-ad-token follow from its tenant, and both versions are read. */
export function metadataUrlsOfCheck(check: TokenCheck): readonly string[] {
  const { tenant, authority = clouds.public.authority } = check
  if (check.policy === 'validate-jwt' || tenant === undefined) return check.metadataUrls
  const base = /^https:\/\//i.test(tenant) ? tenant : `${authority.replace(/\/+$/, '')}/${tenant}`
  return ['', '/v2.0'].map((version) => `${base.replace(/\/+$/, '')}${version}/.well-known/openid-configuration`)
}

export function acceptedIssuers(check: TokenCheck): AcceptedIssuers {
  const known = metadataUrlsOfCheck(check).map(issuerOfMetadata)
  const listed = check.policy === 'validate-jwt' ? check.issuers : []
  return {
    all: [...listed, ...known.flatMap((one) => (one === undefined ? [] : [one.issuer]))],
    tenant: known.find((one) => one !== undefined)?.tenant,
    complete: known.every((one) => one !== undefined) && known.length + listed.length > 0,
  }
}

/** Entra's metadata of one tenant tell their issuer by their address; other metadata only by being read. */
function issuerOfMetadata(text: string): { readonly issuer: string; readonly tenant: string } | undefined {
  if (!URL.canParse(text)) return undefined
  const url = new URL(text)
  const cloud: Cloud | undefined = cloudOfHost(url.host)
  const [, path = '', v2] = /^\/([^/]+)(\/v2\.0)?\/\.well-known\/openid-configuration$/.exec(url.pathname) ?? []
  const tenant = decodeURIComponent(path)
  if (cloud === undefined || !GUID.test(tenant)) return undefined
  const issuers = issuersOf(cloud, tenant)
  return { tenant: tenant.toLowerCase(), issuer: v2 === undefined ? issuers.v1 : issuers.v2 }
}
