import { parse } from '../syntax/parse.ts'
import type { Content, Element } from '../syntax/tree.ts'
import { attribute, elementsOf, type Line } from './section-layout.ts'
import { shapeOf } from './shape.ts'
import {
  attributes,
  claimLines,
  list,
  openidConfigLines,
  requiredClaims,
  type TokenCheck,
  type TokenCheckParts,
} from './token-check.ts'

/** A check that was written by hand, made to demand what is wanted. */
export interface AmendedCheck {
  readonly lines: readonly Line[]
  /** False when it already demanded that, in whatever layout. */
  readonly differs: boolean
  readonly warnings: readonly string[]
}

/** True of a check that reads the Authorization header: one that reads something else is about another token. */
export const readsAuthorization = (element: Element): boolean => {
  const header = attribute(element, 'header-name')
  if (header !== undefined) return header.toLowerCase() === 'authorization'
  return (
    element.name === 'validate-azure-ad-token' &&
    attribute(element, 'query-parameter-name') === undefined &&
    attribute(element, 'token-value') === undefined
  )
}

const CALLERS = ['oid', 'appid', 'azp']

/** Attributes that decide who gets in; the others are the author's own choice and stay. */
const DECIDING = ['tenant-id', 'authentication-endpoint']

/** What was said outright of the refusal and the scheme wins over what the author wrote. */
const askedFor = ({
  refusal,
  status,
  scheme,
}: Pick<TokenCheck, 'refusal' | 'status' | 'scheme'>): readonly string[] => [
  ...(refusal === undefined ? [] : ['failed-validation-error-message']),
  ...(status === undefined ? [] : ['failed-validation-httpcode']),
  ...(scheme === undefined ? [] : ['require-scheme']),
]

/**
 * Issuer, audience, callers and roles become the wanted ones; everything else stays: status and message, keys, issuers, further claims,
 * comments. A claim `aud` goes into the audiences, where it belongs. Callers and roles that nobody asked for now stay demanded, since an
 * amendment must not let more callers in than there were.
 * https://learn.microsoft.com/azure/api-management/validate-jwt-policy
 */
export function amendTokenCheck(
  element: Element,
  wanted: Pick<TokenCheck, 'cloud' | 'tenant' | 'refusal' | 'status' | 'scheme'>,
  parts: TokenCheckParts,
  text: string,
): AmendedCheck {
  const raw = (node: Content): string => text.slice(node.start, node.end)
  const children = elementsOf(element.children)
  const kept = (name: string): readonly Line[] =>
    children.filter((child) => child.name === name).map((child) => ({ depth: 1, text: raw(child) }))

  const written = Object.fromEntries(element.attributes.map(({ name, value }) => [name, value?.raw]))
  const deciding = [...DECIDING, ...askedFor(wanted)]
  const changed = Object.entries(parts.attributes).filter(
    ([name]) => written[name] === undefined || deciding.includes(name),
  )
  const all = { ...written, ...Object.fromEntries(changed) }

  const configs = children.filter(({ name }) => name === 'openid-config')
  const tenants = configs.map((config) => tenantOf(attribute(config, 'url') ?? '', wanted.cloud))
  const foreign = configs.filter((_config, index) => tenants[index] === undefined)
  const dropped = tenants.filter((tenant) => GUID.test(tenant ?? '') && tenant !== wanted.tenant.tenantId.toLowerCase())
  const claims = children
    .filter(({ name }) => name === 'required-claims')
    .flatMap(({ children }) => elementsOf(children))
  const replaced = new Set(['aud', ...parts.claims.map(({ name }) => name)])
  if (parts.clientApplicationIds.length > 0 || CALLERS.some((name) => replaced.has(name)))
    for (const name of CALLERS) replaced.add(name)
  const others = claims.filter((claim) => !replaced.has(attribute(claim, 'name') ?? ''))
  const callers = list('client-application-ids', 'application-id', parts.clientApplicationIds)

  const lines: readonly Line[] = [
    { depth: 0, text: `<${element.name}${attributes(all)}>` },
    ...element.children.filter(({ kind }) => kind === 'comment').map((one) => ({ depth: 1, text: raw(one) })),
    ...openidConfigLines(parts.openidConfigs),
    ...foreign.map((config) => ({ depth: 1, text: raw(config) })),
    ...kept('issuer-signing-keys'),
    ...kept('decryption-keys'),
    ...kept('backend-application-ids'),
    ...(callers.length > 0 || replaced.has('oid') ? callers : kept('client-application-ids')),
    ...list('audiences', 'audience', parts.audiences),
    ...kept('issuers'),
    ...requiredClaims([...parts.claims.map(claimLines), ...others.map((claim) => [{ depth: 2, text: raw(claim) }])]),
    { depth: 0, text: `</${element.name}>` },
  ]
  const after = parse(lines.map((line) => line.text).join('\n'))
  return {
    lines,
    differs: after.root === undefined || shapeOf(after.root, after.text) !== shapeOf(element, text),
    warnings: [
      ...foreign.map(
        (config) =>
          `The check still accepts tokens of ${attribute(config, 'url') ?? 'an issuer without a URL'}, as it did before. Take that out if it is not meant.`,
      ),
      ...[...new Set(dropped)].map(
        (tenant) => `The check accepted tokens of the tenant ${tenant} too, and does not any more.`,
      ),
    ],
  }
}

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Hosts that serve the metadata of the public cloud's tenants too: https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud */
const OTHER_HOSTS = ['https://sts.windows.net', 'https://login.windows.net', 'https://login.microsoft.com']

/** The tenant, in small letters, whose metadata is at a URL of this cloud; undefined for an issuer that is another's. */
function tenantOf(url: string, { authority, isPublic }: TokenCheck['cloud']): string | undefined {
  const host = [authority, ...(isPublic ? OTHER_HOSTS : [])].find((one) => url.toLowerCase().startsWith(`${one}/`))
  return host === undefined
    ? undefined
    : url
        .slice(host.length + 1)
        .split('/')[0]
        ?.toLowerCase()
}
