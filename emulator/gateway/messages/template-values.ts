import { ClrDateTime, ClrDateTimeOffset } from '../../../language-server/core/expression/clr/date-time.ts'
import { JArray, JObject, type JToken, JValue } from '../../../language-server/core/expression/clr/json.ts'
import { textOf } from '../../../language-server/core/expression/clr/text.ts'
import type { XElement } from '../../../language-server/core/expression/clr/xml.ts'
import type { ContextModel, HeadersModel, UrlModel } from '../../../language-server/core/expression/context-model.ts'

/** A date: written as .NET does when a template puts it out, and read by the filter `Date`. */
export class TemplateDate {
  readonly value: ClrDateTime | ClrDateTimeOffset
  constructor(value: ClrDateTime | ClrDateTimeOffset) {
    this.value = value
  }
  toString(): string {
    return textOf(this.value)
  }
}

export function plainJson(token: JToken): unknown {
  if (token instanceof JObject)
    return Object.fromEntries([...token.properties.values()].map(({ name, value }) => [name, plainJson(value)]))
  if (token instanceof JArray) return token.items.map(plainJson)
  return token instanceof JValue ? plainValue(token.value) : null
}

/** A value of an expression as templates know values. */
function plainValue(value: unknown): unknown {
  if (value === null || value === undefined) return null
  if (typeof value === 'string' || typeof value === 'boolean') return value
  if (value instanceof ClrDateTime || value instanceof ClrDateTimeOffset) return new TemplateDate(value)
  if (value instanceof JObject || value instanceof JArray || value instanceof JValue) return plainJson(value)
  const text = textOf(value)
  const number = Number(text)
  return String(number) === text ? number : text
}

const xsi = 'http://www.w3.org/2001/XMLSchema-instance'

/**
 * Elements by their names without prefixes, in any case (`body.envelope.body` in the policies that the portal writes for SOAP); several
 * of one name are a list.
 * @param nil what an element marked `xsi:nil` is.
 */
export function plainXml(element: XElement, nil: '' | null): unknown {
  if (element.attributes.some(({ name, value }) => name.uri === xsi && name.local === 'nil' && value === 'true'))
    return nil
  const children = element.elements()
  if (children.length === 0) return element.value
  const object: Record<string, unknown> = {}
  const groups = new Map<string, unknown[]>()
  for (const child of children) {
    const values = groups.get(child.name.local)
    if (values) values.push(plainXml(child, nil))
    else groups.set(child.name.local, [plainXml(child, nil)])
  }
  for (const [name, values] of groups) object[name] = values.length === 1 ? values[0] : values
  return inAnyCase(object)
}

export function inAnyCase(object: Record<string, unknown>): Record<string, unknown> {
  const names = new Map(Object.keys(object).map((name) => [name.toLowerCase(), name]))
  const own = (key: string | symbol): string | symbol =>
    typeof key === 'string' && !Object.hasOwn(object, key) ? (names.get(key.toLowerCase()) ?? key) : key
  return new Proxy(object, {
    get: (target, key) => Reflect.get(target, own(key)),
    has: (target, key) => Reflect.has(target, own(key)),
    getOwnPropertyDescriptor: (target, key) => Reflect.getOwnPropertyDescriptor(target, own(key)),
  })
}

/** @param originalMethod of the caller. */
export function plainContext(context: ContextModel, originalMethod: string): Readonly<Record<string, unknown>> {
  const { request, response, variables } = context
  return {
    Request: {
      Url: plainUrl(request.url),
      Method: request.method,
      OriginalMethod: originalMethod,
      OriginalUrl: plainUrl(request.originalUrl),
      IpAddress: request.ipAddress,
      MatchedParameters: Object.fromEntries(request.matchedParameters),
      HasBody: request.body !== undefined,
      ClientCertificates: [],
      Headers: plainHeaders(request.headers),
    },
    ...(response ? { Response: { StatusCode: response.statusCode, Headers: plainHeaders(response.headers) } } : {}),
    Variables: Object.fromEntries([...variables].map(([name, value]) => [name, plainValue(value)])),
  }
}

const plainHeaders = (headers: HeadersModel): unknown =>
  inAnyCase(Object.fromEntries([...headers].map(([name, values]) => [name, values.join(',')])))

function plainUrl({ host, path, port, query, queryString, scheme }: UrlModel): unknown {
  const authority = (scheme === 'https' ? 443 : 80) === port ? host : `${host}:${port}`
  const text = `${scheme}://${authority}${path}${queryString}`
  return {
    Scheme: scheme,
    Host: host,
    Port: port,
    Path: path,
    Query: Object.fromEntries([...query].map(([name, values]) => [name, values.join(',')])),
    QueryString: queryString,
    ToUri: text,
    ToString: text,
  }
}
