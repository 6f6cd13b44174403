import { indentAt, layoutOf } from '../lint/fixes/layout.ts'
import type { Analysis, Meaning } from '../model/analysis.ts'
import { encodeContent } from '../syntax/decode.ts'
import type { Content } from '../syntax/tree.ts'
import type { Action } from './action.ts'
import { GUID, listed, PUBLIC_AUTHORITY, policyAround, rawAttribute } from './parts/entra.ts'

const TITLE = 'Convert to <validate-jwt>'
const LOST = ['allow-protected-forwarded-tokens', 'allow-proof-of-possession-tokens'] as const
/** Those that validate-jwt takes too, in the order in which it wants them. */
const ORDER = ['decryption-keys', 'audiences', 'required-claims'] as const

/** https://learn.microsoft.com/azure/api-management/validate-jwt-policy */
const action: Action = {
  id: 'azure-ad-token-to-jwt',
  kind: 'refactor.rewrite',
  offer(place) {
    const { analysis } = place
    const policy = policyAround(place, 'validate-azure-ad-token')
    if (policy === undefined) return undefined
    const refused = whyNot(policy)
    if (refused !== undefined) return { title: TITLE, disabled: refused }
    const clients = listed(policy, 'client-application-ids')
    const version = clients.length === 0 ? 'both' : versionFor(listed(policy, 'audiences'))
    const lost = [
      ...LOST.filter((name) => rawAttribute(policy, name) !== undefined),
      ...(version === 'both' ? [] : [`${version === 'v2' ? 'v1' : 'v2'} tokens, whose client is in another claim`]),
    ]
    return {
      title: TITLE + (lost.length > 0 ? ` (loses ${lost.join(', ')})` : ''),
      edits: [{ span: policy.element, newText: converted(analysis, policy, { clients, version }) }],
    }
  },
}
export default action

function whyNot(policy: Meaning): string | undefined {
  const tenant = policy.attributes.find(({ name }) => name === 'tenant-id')
  const raw = rawAttribute(policy, 'tenant-id')?.trim() ?? ''
  if (tenant === undefined || raw === '') return 'It names no tenant.'
  if (tenant.value?.kind === 'expression') return 'The tenant is known only when a request comes.'
  if (/^(?:common|organizations|consumers)$/i.test(raw))
    return `It accepts tokens of every tenant ('${raw}'), whose issuers validate-jwt cannot list.`
  if (!/^(?:[\w.-]+|\{\{\s*[\w.-]+\s*\}\})$/.test(raw)) return `'${raw}' is not the id or the domain of a tenant.`
  if (rawAttribute(policy, 'authentication-endpoint')?.includes('@'))
    return 'The authority is known only when a request comes.'
  if (policy.elements.some(({ name }) => name === 'backend-application-ids'))
    return 'validate-jwt has nothing like backend-application-ids.'
  return undefined
}

/** The audience of a v2 token is always a client id, so that a URI means v1: https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference */
const versionFor = (audiences: readonly string[]): 'v1' | 'v2' =>
  audiences.length === 0 || audiences.some((audience) => GUID.test(audience)) ? 'v2' : 'v1'

interface Wanted {
  readonly clients: readonly string[]
  readonly version: 'both' | 'v1' | 'v2'
}

function converted(analysis: Analysis, policy: Meaning, { clients, version }: Wanted): string {
  const { text } = analysis
  const { element } = policy
  const { newline, unit } = layoutOf(text)
  const indent = indentAt(text, element.start)
  const line = (depth: number, xml: string): string => newline + indent + unit.repeat(depth) + xml
  const named = policy.attributes.map(({ name }) => name)
  const isHere = named.some((name) => /^(?:header-name|query-parameter-name|token-value)$/.test(name))
  const attributes = policy.attributes
    .filter(
      ({ name }) => name !== 'tenant-id' && name !== 'authentication-endpoint' && !LOST.some((one) => one === name),
    )
    .map(({ attribute: { start, end } }) => ` ${text.slice(start, end)}`)
  const authority = (rawAttribute(policy, 'authentication-endpoint') ?? PUBLIC_AUTHORITY).trim().replace(/\/+$/, '')
  const base = `${authority}/${rawAttribute(policy, 'tenant-id')?.trim()}`
  const metadata = [
    ...(version === 'v2' ? [] : [`${base}/.well-known/openid-configuration`]),
    ...(version === 'v1' ? [] : [`${base}/v2.0/.well-known/openid-configuration`]),
  ]
  let out = `<validate-jwt${isHere ? '' : ' header-name="Authorization"'}${attributes.join('')}>`
  for (const url of metadata) out += line(1, `<openid-config url="${url}" />`)
  const claim = clients.length === 0 ? [] : claimLines(version === 'v1' ? 'appid' : 'azp', clients)
  let hasClaims = false
  for (const { name, xml, end } of childrenOf(analysis, policy)) {
    if (name !== 'required-claims' || claim.length === 0) out += line(1, xml)
    else {
      hasClaims = true
      const close = xml.lastIndexOf('</')
      out += line(1, close < 0 ? xml : xml.slice(0, close).trimEnd())
      for (const [depth, one] of claim) out += line(depth, one)
      out += line(1, xml.slice(close, end))
    }
  }
  if (claim.length > 0 && !hasClaims) {
    out += line(1, '<required-claims>')
    for (const [depth, one] of claim) out += line(depth, one)
    out += line(1, '</required-claims>')
  }
  return `${out}${line(0, '</validate-jwt>')}`
}

function claimLines(name: string, values: readonly string[]): readonly (readonly [depth: number, xml: string])[] {
  return [
    [2, `<claim name="${name}" match="any">`],
    ...values.map((value) => [3, `<value>${encodeContent(value)}</value>`] as const),
    [2, '</claim>'],
  ]
}

/** Each with the comments in front of it. */
function childrenOf({ text }: Analysis, { element }: Meaning) {
  const found: { readonly name: string; readonly xml: string; readonly end: number }[] = []
  let before: Content[] = []
  for (const child of element.children) {
    if (child.kind === 'comment') before.push(child)
    else if (child.kind === 'element') {
      const xml = text.slice((before[0] ?? child).start, child.end)
      found.push({ name: child.name, xml, end: xml.length })
      before = []
    }
  }
  return ORDER.flatMap((name) => found.filter((each) => each.name === name))
}
