import { removeElement, renameElement } from '../lint/fixes/elements.ts'
import type { Analysis, Meaning } from '../model/analysis.ts'
import type { Edit } from '../text/edit.ts'
import type { Action } from './action.ts'
import {
  children,
  type EntraMetadata,
  listed,
  PUBLIC_AUTHORITY,
  policyAround,
  rawAttribute,
  readMetadata,
  versionOfIssuer,
} from './parts/entra.ts'

const TITLE = 'Convert to <validate-azure-ad-token>'
const KEPT: ReadonlySet<string> = new Set([
  'id',
  'header-name',
  'query-parameter-name',
  'token-value',
  'failed-validation-httpcode',
  'failed-validation-error-message',
  'output-token-variable-name',
])

/** https://learn.microsoft.com/azure/api-management/validate-azure-ad-token-policy */
const action: Action = {
  id: 'jwt-to-azure-ad-token',
  kind: 'refactor.rewrite',
  offer(place) {
    const { analysis } = place
    const policy = policyAround(place, 'validate-jwt')
    if (policy === undefined) return undefined
    const tenant = tenantOf(analysis, policy)
    if (typeof tenant === 'string') return { title: TITLE, disabled: tenant }
    const refused = whyNot(analysis, policy)
    if (refused !== undefined) return { title: TITLE, disabled: refused }
    const lost = lostOf(policy, tenant)
    return {
      title: TITLE + (lost.length > 0 ? ` (loses ${lost.join(', ')})` : ''),
      edits: converted(analysis, policy, tenant),
    }
  },
}
export default action

interface Tenant extends Pick<EntraMetadata, 'authority' | 'tenant'> {
  readonly versions: ReadonlySet<'v1' | 'v2'>
}

function tenantOf(analysis: Analysis, policy: Meaning): Tenant | string {
  const urls = children(analysis, policy, 'openid-config').map((each) => rawAttribute(each, 'url') ?? '')
  const [first, ...more] = urls.map(readMetadata)
  if (urls.length === 0) return 'It names no OpenID configuration, which would tell the tenant.'
  if (first === undefined || more.includes(undefined))
    return 'Its OpenID configuration is not one of a tenant of Microsoft Entra.'
  if (/^(?:common|organizations|consumers)$/i.test(first.tenant))
    return `Its metadata is that of '${first.tenant}', for which the issuers that it accepts cannot be carried over.`
  if (more.some((one) => one?.tenant.toLowerCase() !== first.tenant.toLowerCase() || one.authority !== first.authority))
    return 'It accepts tokens of several tenants.'
  const issuers = listed(policy, 'issuers')
  const versions = issuers.map((issuer) => versionOfIssuer(issuer, first.tenant))
  const foreign = issuers[versions.indexOf(undefined)]
  if (foreign !== undefined) return `The issuer '${foreign}' is not the tenant that its metadata names.`
  const told = [first, ...more].flatMap((one) => one?.version ?? [])
  return { ...first, versions: new Set([...told, ...versions.flatMap((one) => one ?? [])]) }
}

function whyNot(analysis: Analysis, policy: Meaning): string | undefined {
  const { elements } = policy
  const keys = elements.find(({ name }) => name === 'issuer-signing-keys' || name === 'issuer-signing-tokens')
  if (keys !== undefined) return 'It has signing keys of its own, which validate-azure-ad-token does not take.'
  for (const name of ['require-expiration-time', 'require-signed-tokens']) {
    const value = rawAttribute(policy, name)
    if (value !== undefined && value.trim().toLowerCase() !== 'true')
      return `${name} is not true, and validate-azure-ad-token has no such switch.`
  }
  const decryption = children(analysis, policy, 'decryption-keys').flatMap((each) => children(analysis, each, 'key'))
  if (decryption.some((key) => rawAttribute(key, 'certificate-id') === undefined))
    return 'A decryption key is no certificate of the instance.'
  if (listed(policy, 'audiences').length === 0)
    return 'It accepts every audience; validate-azure-ad-token asks for audiences or client applications.'
  return undefined
}

function lostOf(policy: Meaning, { versions }: Tenant): readonly string[] {
  const dropped = policy.attributes
    .map(({ name }) => name)
    .filter((name) => !KEPT.has(name) && !/^require-(?:expiration-time|signed-tokens)$/.test(name))
  const [only] = versions
  const both = versions.size > 1 || only === undefined
  return [...dropped, ...(both ? [] : [`that only ${only} tokens are accepted`])].filter(
    (name) => name !== 'clock-skew' || rawAttribute(policy, 'clock-skew')?.trim() !== '0',
  )
}

function converted(analysis: Analysis, policy: Meaning, { tenant, authority }: Tenant): readonly Edit[] {
  const { text } = analysis
  const { element } = policy
  const endpoint = authority === PUBLIC_AUTHORITY ? '' : ` authentication-endpoint="${authority}"`
  const attributes = policy.attributes
    .filter(({ name }) => !KEPT.has(name))
    .map(({ attribute: { start, end } }): Edit => {
      return { span: { start: text.slice(0, start).trimEnd().length, end }, newText: '' }
    })
  const gone = element.elements.filter(({ name }) => name === 'openid-config' || name === 'issuers')
  return [
    ...renameElement(element, 'validate-azure-ad-token'),
    { span: { start: element.nameEnd, end: element.nameEnd }, newText: ` tenant-id="${tenant}"${endpoint}` },
    ...attributes,
    ...gone.map((each) => removeElement(each, text)),
  ]
}
