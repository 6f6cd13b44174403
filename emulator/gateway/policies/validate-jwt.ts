import type { Element } from '../../../language-server/core/syntax/tree.ts'
import { CompileError } from '../compile/compile-error.ts'
import type { Compiler, Read } from '../compile/compiler.ts'
import { childElement, childElements } from '../compile/source.ts'
import { handler } from '../handler.ts'
import { requiredClaims, textsOf } from '../jwt/claim-demands.ts'
import { fromBase64 } from '../jwt/decode.ts'
import type { IssuerKeys } from '../jwt/open-id-store.ts'
import type { VerificationKey } from '../jwt/signature.ts'
import { tokenLocation } from '../jwt/token-location.ts'
import { tokenPolicy } from '../jwt/token-policy.ts'
import type { Exchange } from '../pipeline/exchange.ts'

/** https://learn.microsoft.com/azure/api-management/validate-jwt-policy */
export default handler('validate-jwt', (element, compiler) => {
  if (childElement(element, 'decryption-keys'))
    throw new CompileError('the local gateway does not decrypt tokens ("decryption-keys") yet')
  const { openId, ports } = compiler.state
  const urls = childElements(element, 'openid-config').map((config) => compiler.need(config, 'url'))
  const inline = signingKeys(element, compiler)
  const audiences = textsOf(element, { container: 'audiences', item: 'audience' }, compiler)
  const issuers = textsOf(element, { container: 'issuers', item: 'issuer' }, compiler)
  const claims = requiredClaims(element, compiler)
  const requireExpiration = compiler.flag(element, 'require-expiration-time', 'true')
  const clockSkew = clockSkewOf(element, compiler)

  return tokenPolicy({
    locate: tokenLocation(element, compiler),
    keys: (exchange) => ({ openId, ports, inline, urls: urls.map((url) => url(exchange)) }),
    requireSigned: compiler.flag(element, 'require-signed-tokens', 'true'),
    demands: (exchange, published) => ({
      requireExpiration: requireExpiration(exchange),
      clockSkew: clockSkew(exchange),
      audiences: audiences?.(exchange),
      issuers: allowedIssuers(issuers, exchange, published),
      claims: claims(exchange),
    }),
    failedStatus: compiler.number(element, 'failed-validation-httpcode', 401),
    failedMessage: compiler.text(element, 'failed-validation-error-message'),
    outputVariable: compiler.literal(element, 'output-token-variable-name'),
    jwtValue: compiler.state.expressions.jwtValue,
  })
})

/** Those that the policy lists and those of the metadata; with neither, any issuer will do. */
function allowedIssuers(
  listed: Read<readonly string[]> | undefined,
  exchange: Exchange,
  published: readonly IssuerKeys[],
): readonly string[] | undefined {
  if (!listed && published.length === 0) return undefined
  return [...(listed?.(exchange) ?? []), ...published.map(({ issuer }) => issuer)]
}

/** Documented as a time span and as seconds: both are read. */
function clockSkewOf(element: Element, compiler: Compiler): Read<number> {
  const written = compiler.textOr(element, 'clock-skew', '0')
  return (exchange) => {
    const text = written(exchange).trim()
    const parts = text.split(':').map(Number)
    return parts.reduce((sum, part) => sum * 60 + part, 0)
  }
}

function signingKeys(element: Element, compiler: Compiler): readonly VerificationKey[] {
  const container = childElement(element, 'issuer-signing-keys')
  if (!container) return []
  return childElements(container, 'key').map((key) => signingKey(key, compiler))
}

function signingKey(key: Element, compiler: Compiler): VerificationKey {
  const { signatures } = compiler.state.ports
  if (compiler.literal(key, 'certificate-id') !== undefined)
    throw new CompileError('the local instance keeps no certificates ("certificate-id")')
  const id = compiler.literal(key, 'id')
  const n = compiler.literal(key, 'n')
  const e = compiler.literal(key, 'e')
  if (n !== undefined && e !== undefined) {
    const imported = signatures.importJwk({ kty: 'RSA', n, e, ...(id === undefined ? {} : { kid: id }) })
    if (!imported) throw new CompileError('the modulus "n" and the exponent "e" of a signing key are no RSA key')
    return imported
  }
  const secret = compiler.constantText(key)
  if (secret === undefined) throw new CompileError('the local gateway takes no expression as a signing key')
  try {
    return signatures.importSecret(fromBase64(secret.trim()), id)
  } catch {
    throw new CompileError('a signing key is not Base64')
  }
}
