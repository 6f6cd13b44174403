import type { BodyModel, HeadersModel, ResponseModel, UrlModel } from '../core/expression/context-model.ts'
import { InputError } from './input-error.ts'
import { numberAt, objectAt, textAt } from './read.ts'

/** Header names to their values; one value may stand without a list. */
export function readHeaders(value: unknown, path: string): HeadersModel {
  const headers = new Map<string, readonly string[]>()
  for (const [name, one] of Object.entries(objectAt(value, path) ?? {}))
    headers.set(
      name,
      (Array.isArray(one) ? one : [one]).map((each) => textAt(each, `${path}.${name}`) ?? ''),
    )
  return headers
}

/** A body: text as it is, bytes as `{"$type": "System.Byte[]", "$value": base64}`, anything else as the JSON it is. */
export function readBody(value: unknown): BodyModel | undefined {
  if (value === undefined || value === null) return undefined
  const bytes = bytesOf(value)
  let read = false
  return {
    bytes: () => (read ? undefined : bytes),
    consume: () => {
      read = true
    },
  }
}

function bytesOf(value: unknown): Uint8Array {
  if (
    typeof value === 'object' &&
    value !== null &&
    '$type' in value &&
    '$value' in value &&
    value.$type === 'System.Byte[]'
  )
    return new Uint8Array(Buffer.from(String(value.$value), 'base64'))
  return new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value))
}

export function readResponse(value: unknown, path: string): ResponseModel {
  const said = objectAt(value, path, ['statusCode', 'statusReason', 'headers', 'body']) ?? {}
  const body = readBody(said.body)
  return {
    statusCode: numberAt(said.statusCode, `${path}.statusCode`) ?? 200,
    statusReason: textAt(said.statusReason, `${path}.statusReason`) ?? 'OK',
    headers: readHeaders(said.headers, `${path}.headers`),
    ...(body && { body }),
  }
}

/** @throws InputError when the text is no absolute address */
export function readUrl(text: string, path: string): UrlModel {
  let url: URL
  try {
    url = new URL(text)
  } catch {
    throw new InputError(
      `${path}: '${text}' is no absolute address such as https://contoso.azure-api.net/orders?page=1.`,
    )
  }
  const query = new Map<string, string[]>()
  for (const [name, value] of url.searchParams) {
    const known = [...query.keys()].find((one) => one.toLowerCase() === name.toLowerCase()) ?? name
    query.set(known, [...(query.get(known) ?? []), value])
  }
  const scheme = url.protocol.slice(0, -1)
  const port = url.port === '' ? (scheme === 'http' ? 80 : 443) : Number(url.port)
  return { scheme, host: url.hostname, port, path: url.pathname, queryString: url.search, query }
}
