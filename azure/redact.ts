const TOKEN = /\beyJ[\w-]{5,}\.[\w-]+(?:\.[\w-]*)*/g
const BEARER = /\b(Bearer|Basic|SharedAccessSignature)\s+[^\s"',;]{8,}/gi
const FIELD =
  /(["']?(?:ocp-apim-subscription-key|subscription-key|x-functions-key|x-identity-header|apim-debug-authorization|client_secret|client_assertion|refresh_token|access_token|primaryKey|secondaryKey|password|sig|code)["']?\s*[:=]\s*["']?)([^\s"'&,;}]+)/gi

/** Stands where a secret was. */
export const REDACTED = '•••'

/** Takes tokens, keys and passwords out of a text before it is shown or logged. */
export const redact = (text: string): string =>
  text
    .replace(TOKEN, REDACTED)
    .replace(BEARER, (_all, scheme: string) => `${scheme} ${REDACTED}`)
    .replace(FIELD, (_all, name: string) => `${name}${REDACTED}`)

const SECRET_HEADER =
  /^(?:authorization|proxy-authorization|cookie|set-cookie|ocp-apim-subscription-key|subscription-key|api-key|x-api-key|x-functions-key|x-identity-header|x-zumo-auth|apim-debug-authorization|x-ms-token-.*|.*(?:secret|password|token|-key))$/i

/**
 * The value of a header as it may be shown: the scheme of credentials stays, since a wrong one is a usual mistake.
 * @param secretNames further header names to hide, such as the subscription key header of one API.
 */
export function redactHeader(name: string, value: string, secretNames: readonly string[] = []): string {
  const secret = SECRET_HEADER.test(name) || secretNames.some((other) => other.toLowerCase() === name.toLowerCase())
  if (!secret) return redact(value)
  const scheme = /^(\w+)\s+\S/.exec(value)?.[1]
  return /authorization$/i.test(name) && scheme !== undefined ? `${scheme} ${REDACTED}` : REDACTED
}

/** The URL as it may be shown: the values of the named query parameters are hidden. */
export function redactUrl(
  url: string,
  secretParameters: readonly string[] = ['subscription-key', 'code', 'sig'],
): string {
  const hidden = new Set(secretParameters.map((name) => name.toLowerCase()))
  return url.replace(/([?&])([^=&#]+)=([^&#]*)/g, (all, mark: string, name: string) =>
    hidden.has(decodeURIComponent(name).toLowerCase()) ? `${mark}${name}=${REDACTED}` : all,
  )
}
