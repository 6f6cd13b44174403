import type { Claims } from '../azure/tokens.ts'
import type { Aspect, Mismatch } from './compare-token.ts'
import { listed, quoted, stringsOf } from './compare-words.ts'
import type { RequiredClaim, TokenCheck } from './token-checks.ts'
import type { TokenFix } from './token-fix.ts'

/** The claim's values as the policy sees them: a separator splits the token's text, not the policy's. */
const valuesOf = (claims: Claims, { name, separator }: RequiredClaim): readonly string[] =>
  stringsOf(claims[name]).flatMap((value) =>
    separator === undefined ? [value] : value.split(separator).map((one) => one.trim()),
  )

const isOpen = (value: string): boolean => /^\s*@[({]|\{\{/.test(value)

/** Who may call, by application: validate-azure-ad-token takes `azp` or `appid`. */
export function callerAspect(claims: Claims, check: TokenCheck): Aspect | undefined {
  const wanted = check.clientApplicationIds
  if (wanted.length === 0) return undefined
  const application = String(claims.azp ?? claims.appid ?? '')
  const aspect = { name: 'caller', wanted: listed(wanted, 'any'), has: application || '(none)' }
  if (wanted.some((id) => id.toLowerCase() === application.toLowerCase())) return { ...aspect, outcome: 'holds' }
  if (wanted.some(isOpen)) return { ...aspect, outcome: 'unknown' }
  return {
    ...aspect,
    outcome: 'fails',
    mismatch: {
      cause: 'caller',
      message: `The token was issued to application ${application || '(none)'}, and the policy lets only ${quoted(wanted)} in.`,
      remedy: 'Call as one of those applications, or add this one to <client-application-ids>.',
      ...(application === ''
        ? {}
        : {
            fix: { kind: 'add-client-id', title: `Let the application ${application} in too`, values: [application] },
          }),
    },
  }
}

export const claimAspects = (claims: Claims, check: TokenCheck): readonly Aspect[] =>
  check.claims.map((claim) => claimAspect(claims, claim))

function claimAspect(claims: Claims, claim: RequiredClaim): Aspect {
  const has = valuesOf(claims, claim)
  const wanted = claim.values
  const aspect = {
    name: `claim ${claim.name}`,
    wanted: `${wanted.length === 0 ? 'any value' : listed(wanted, claim.match)}${claim.separator === undefined ? '' : `, split at "${claim.separator}"`}`,
    has: has.length === 0 ? '(none)' : has.join(', '),
  }
  const holds = (value: string): boolean => has.includes(value)
  if (has.length > 0 && (wanted.length === 0 || (claim.match === 'any' ? wanted.some(holds) : wanted.every(holds))))
    return { ...aspect, outcome: 'holds' }
  if (wanted.some(isOpen)) return { ...aspect, outcome: 'unknown' }
  return { ...aspect, outcome: 'fails', mismatch: mismatchOf(claims, claim, has) }
}

function mismatchOf(claims: Claims, claim: RequiredClaim, has: readonly string[]): Mismatch {
  const wanted = claim.values
  const split = splitFix(claim, has)
  if (claim.name === 'roles') return roleMismatch(claims, claim, has, split)
  if (/^(?:oid|appid|azp|sub)$/.test(claim.name)) return callerMismatch(claims, claim, has)
  if (has.length === 0)
    return {
      cause: 'claim-missing',
      message: `The token has no claim "${claim.name}", which the policy asks for.`,
      remedy: 'Check the name of the claim, and whether tokens of this kind carry it.',
    }
  const message = `The claim "${claim.name}" is ${quoted(has)}, and the policy wants ${claim.match === 'all' ? 'all of' : 'one of'} ${wanted.map((value) => `"${value}"`).join(', ')}.`
  if (split !== undefined)
    return {
      cause: 'claim-value',
      message,
      remedy:
        'A list in one <value> is one value, and separator splits the claim of the token only: write each in a <value> of its own.',
      fix: split,
    }
  if (claim.match === 'all' && wanted.some((value) => has.includes(value)))
    return {
      cause: 'claim-value',
      message,
      remedy: 'All values have to be in the token, since match is "all"; match="any" asks for one of them.',
      fix: { kind: 'match-any', title: `Ask for one of the values of "${claim.name}"`, claim: claim.name },
    }
  const joined = has.length === 1 && claim.separator === undefined ? separatorIn(has[0] ?? '', wanted) : undefined
  return {
    cause: 'claim-value',
    message,
    remedy:
      joined === undefined
        ? 'Correct the values in the policy; a list in one <value> is one value, and separator splits the claim of the token only.'
        : `The token's claim is a list: split it with separator="${joined}".`,
    fix: {
      kind: 'add-claim-value',
      title: `Accept ${quoted(has)} in the claim "${claim.name}" too`,
      claim: claim.name,
      values: has,
    },
  }
}

const separatorIn = (text: string, wanted: readonly string[]): string | undefined =>
  [',', ';', ' '].find((mark) => text.split(mark).some((part) => wanted.includes(part.trim())))

function splitFix(claim: RequiredClaim, has: readonly string[]): TokenFix | undefined {
  const parts = claim.values.filter((value) => /[,;]/.test(value)).flatMap((value) => value.split(/[,;]/))
  return parts.some((part) => has.includes(part.trim()))
    ? { kind: 'split-claim-value', title: `Write each value of "${claim.name}" by itself`, claim: claim.name }
    : undefined
}

function roleMismatch(
  claims: Claims,
  { values: wanted }: RequiredClaim,
  has: readonly string[],
  split: TokenFix | undefined,
): Mismatch {
  const isUser = claims.scp !== undefined
  return {
    cause: 'role',
    message: `The policy asks for the app role ${quoted(wanted)}, and the token has ${has.length === 0 ? 'none' : quoted(has)}${isUser ? "; it is a user's token, which carries scopes (scp) and no app roles" : ''}.`,
    remedy: isUser
      ? 'Test with a client credential that has the role (AZURE_TENANT_ID, AZURE_CLIENT_ID, AZURE_CLIENT_SECRET), or on the local instance with a token of that identity (policywright call --as).'
      : 'Assign the app role to the caller; a managed identity keeps its cached token for up to a day.',
    ...(split === undefined ? {} : { fix: split }),
  }
}

function callerMismatch(claims: Claims, { name, values: wanted }: RequiredClaim, has: readonly string[]): Mismatch {
  const message = `The token is of the caller ${quoted(has) || '(none)'} (claim ${name}), and the policy lets only ${quoted(wanted)} in.`
  const other = name === 'appid' ? 'azp' : name === 'azp' ? 'appid' : undefined
  if (other !== undefined && has.length === 0 && claims[other] !== undefined)
    return {
      cause: 'caller',
      message,
      remedy: `This is a ${other === 'azp' ? 'v2' : 'v1'} token, whose claim is ${other} and not ${name}; check that claim instead, or oid, which both versions have.`,
      fix: { kind: 'rename-claim', title: `Check the claim "${other}" instead of "${name}"`, claim: name, to: other },
    }
  return {
    cause: 'caller',
    message,
    remedy: 'Call as one of those identities, or add this one to the policy.',
    ...(has.length === 0
      ? {}
      : {
          fix: { kind: 'add-claim-value', title: `Let the caller ${has.join(', ')} in too`, claim: name, values: has },
        }),
  }
}
