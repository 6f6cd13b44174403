import { decodeText } from '../syntax/decode.ts'
import type { Element } from '../syntax/tree.ts'
import { attribute, elementsOf, layoutOf } from './section-layout.ts'
import { REMOVE_HEADER_ID, TOKEN_CHECK_ID } from './secure-inbound.ts'
import type { Caller, TokenCheck } from './token-check.ts'

/** What the check demands that *Secure API* wrote into a document before. */
export interface OwnCheck {
  readonly policy: TokenCheck['policy']
  readonly audiences: readonly string[]
  readonly callers: readonly Caller[]
  readonly roles: readonly string[]
  readonly authorizationHeader: 'remove' | 'pass-on'
  /** Whether the tenant is written as a named value. */
  readonly tenant: 'named-value' | 'literal'
  readonly tokenVersions: 'both' | 'v1' | 'v2'
  readonly refusal: TokenCheck['refusal']
  readonly status: number | undefined
  /** `none` where the check demands none; undefined for a policy that cannot. */
  readonly scheme: string | undefined
}

/** Reads it back, so that another run proposes it and what is not said then stays. @returns undefined when there is none. */
export function readOwnCheck(text: string | undefined): OwnCheck | undefined {
  const root = text === undefined ? undefined : layoutOf(text).document.root
  if (root === undefined) return undefined
  const places = root.name === 'fragment' ? [root] : elementsOf(root.children)
  const policies = places.flatMap((place) => elementsOf(place.children))
  const has = (id: string) => policies.find((one) => attribute(one, 'id') === id)
  const check = has(TOKEN_CHECK_ID)
  if (check === undefined || (check.name !== 'validate-jwt' && check.name !== 'validate-azure-ad-token'))
    return undefined
  const claim = (name: string): readonly string[] =>
    within(check, 'required-claims')
      .filter((one) => attribute(one, 'name') === name)
      .flatMap((one) => elementsOf(one.children).map(textOf))
  const message = attribute(check, 'failed-validation-error-message')
  const status = Number(attribute(check, 'failed-validation-httpcode'))
  const source = check.name === 'validate-jwt' ? within(check, 'openid-config').map(urlOf) : [tenantOf(check)]
  return {
    policy: check.name,
    audiences: within(check, 'audiences').map(textOf),
    callers: [
      ...claim('oid').map((objectId) => ({ name: objectId, objectId })),
      ...[...within(check, 'client-application-ids').map(textOf), ...claim('appid'), ...claim('azp')].map(
        (clientId) => ({ name: clientId, clientId }),
      ),
    ],
    roles: claim('roles'),
    authorizationHeader: has(REMOVE_HEADER_ID) === undefined ? 'pass-on' : 'remove',
    tenant: source.some((one) => one.includes('{{')) ? 'named-value' : 'literal',
    tokenVersions: versionsOf(within(check, 'openid-config').map(urlOf)),
    refusal:
      message === undefined
        ? undefined
        : message.startsWith('@(')
          ? { kind: 'reason' }
          : { kind: 'text', text: decodeText(message) },
    status: Number.isInteger(status) && status > 0 ? status : undefined,
    scheme: check.name === 'validate-jwt' ? decodeText(attribute(check, 'require-scheme') ?? 'none') : undefined,
  }
}

function versionsOf(urls: readonly string[]): OwnCheck['tokenVersions'] {
  const v2 = urls.filter((url) => url.includes('/v2.0/')).length
  if (urls.length === 0 || (v2 > 0 && v2 < urls.length)) return 'both'
  return v2 > 0 ? 'v2' : 'v1'
}

const urlOf = (config: Element): string => attribute(config, 'url') ?? ''
const tenantOf = (check: Element): string => attribute(check, 'tenant-id') ?? ''

/** Children of a list, or the elements of that name themselves where they stand in none. */
const within = (check: Element, name: string): readonly Element[] =>
  elementsOf(check.children)
    .filter((one) => one.name === name)
    .flatMap((one) => (name === 'openid-config' ? [one] : elementsOf(one.children)))

const textOf = ({ children }: Element): string =>
  decodeText(
    children
      .flatMap((one) => (one.kind === 'text' ? [one.raw] : []))
      .join('')
      .trim(),
  )
