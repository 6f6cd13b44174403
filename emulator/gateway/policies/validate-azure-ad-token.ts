import { CompileError } from '../compile/compile-error.ts'
import { childElement } from '../compile/source.ts'
import { handler } from '../handler.ts'
import { requiredClaims, textsOf } from '../jwt/claim-demands.ts'
import { tokenLocation } from '../jwt/token-location.ts'
import { tokenPolicy } from '../jwt/token-policy.ts'

const publicCloud = 'https://login.microsoftonline.com'

/**
 * Accepts tokens of versions 1 and 2 of one Entra tenant: the metadata of both versions is read.
 * https://learn.microsoft.com/azure/api-management/validate-azure-ad-token-policy
 */
export default handler('validate-azure-ad-token', (element, compiler) => {
  if (childElement(element, 'decryption-keys'))
    throw new CompileError('the local gateway does not decrypt tokens ("decryption-keys") yet')
  const { openId, ports } = compiler.state
  const tenant = compiler.need(element, 'tenant-id')
  const endpoint = compiler.textOr(element, 'authentication-endpoint', publicCloud)
  const audiences = textsOf(element, { container: 'audiences', item: 'audience' }, compiler)
  const ownIds = textsOf(element, { container: 'backend-application-ids', item: 'application-id' }, compiler)
  const callerIds = textsOf(element, { container: 'client-application-ids', item: 'application-id' }, compiler)
  const claims = requiredClaims(element, compiler)
  const isAudienceChecked = audiences !== undefined || ownIds !== undefined

  return tokenPolicy({
    locate: tokenLocation(element, compiler, 'Authorization'),
    keys: (exchange) => {
      const base = metadataBase(tenant(exchange).trim(), endpoint(exchange).trim())
      const urls = [`${base}/.well-known/openid-configuration`, `${base}/v2.0/.well-known/openid-configuration`]
      return { openId, ports, inline: [], urls }
    },
    requireSigned: () => true,
    demands: (exchange, published) => {
      const callers = callerIds?.(exchange)
      return {
        requireExpiration: true,
        clockSkew: 0,
        audiences: isAudienceChecked ? [...(audiences?.(exchange) ?? []), ...(ownIds?.(exchange) ?? [])] : undefined,
        issuers: published.map(({ issuer }) => issuer),
        claims: callers
          ? [{ names: ['appid', 'azp'], match: 'any', separator: undefined, values: callers }, ...claims(exchange)]
          : claims(exchange),
      }
    },
    failedStatus: compiler.number(element, 'failed-validation-httpcode', 401),
    failedMessage: compiler.text(element, 'failed-validation-error-message'),
    outputVariable: compiler.literal(element, 'output-token-variable-name'),
    jwtValue: compiler.state.expressions.jwtValue,
  })
})

/** The tenant is an id, a domain or a URL that ends with one of them. */
function metadataBase(tenant: string, endpoint: string): string {
  const base = /^https?:\/\//i.test(tenant) ? tenant : `${endpoint.replace(/\/+$/, '')}/${tenant}`
  return base.replace(/\/+$/, '')
}
