/** Headers that policies ask for: https://www.iana.org/assignments/http-fields/http-fields.xhtml, and those of the gateway. */
const request = [
  'Authorization',
  'Content-Type',
  'Accept',
  'Ocp-Apim-Subscription-Key',
  'X-Forwarded-For',
  'User-Agent',
  'Host',
  'Origin',
  'Accept-Encoding',
  'Accept-Language',
  'Cache-Control',
  'Content-Length',
  'Cookie',
  'If-Match',
  'If-None-Match',
  'Ocp-Apim-Trace',
  'Prefer',
  'Range',
  'Referer',
  'traceparent',
] as const

const response = [
  'Content-Type',
  'Location',
  'Retry-After',
  'WWW-Authenticate',
  'Cache-Control',
  'Content-Length',
  'Content-Encoding',
  'ETag',
  'Last-Modified',
  'Set-Cookie',
  'Vary',
] as const

/** Likeliest first. */
export const headerNames = (of: 'request-header' | 'response-header'): readonly string[] =>
  of === 'request-header' ? request : response
