import type { ContextInput } from '../../test/oracle/context-file.ts'

export interface Derived {
  readonly context: ContextInput
  readonly namedValues: Readonly<Record<string, string>>
}

const token =
  'eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.eyJpc3MiOiJodHRwczovL2xvZ2luLmNvbnRvc28uY29tLyIsImF1ZCI6ImFwaTovL29yZGVycyIsInN1YiI6ImFkYSIsInJvbGVzIjpbInJlYWRlciIsIndyaXRlciJdLCJleHAiOjE3OTk5OTk5OTksImp0aSI6IjEyMyJ9.c2lnbmF0dXJl'

/** Plausible values for whatever an expression reads, so that it gets past its first line. */
export function deriveContext(code: string): Derived {
  const names = [
    ...new Set(
      [...code.matchAll(/\[\s*"([^"\\]+)"\s*\]|(?:SelectToken|GetValue|Value<\w+>)\("([^"\\]+)"/g)].map(
        (match) => match[1] ?? match[2] ?? '',
      ),
    ),
  ]
  const body = bodyFor(code, names)
  const headers = Object.fromEntries(
    keys(code, 'Headers').map((name) => [
      name,
      [
        /authorization/i.test(name)
          ? authorization(code)
          : /length|retry|count|max/i.test(name)
            ? '42'
            : `${name} value`,
      ],
    ]),
  )
  const query = new URLSearchParams(
    keys(code, 'Query').map((name): [string, string] => [
      name,
      /id|count|page|top|skip|limit/i.test(name) ? '7' : 'value',
    ]),
  )
  const search = query.size > 0 ? `?${query}` : ''
  const matchedParameters = Object.fromEntries(keys(code, 'MatchedParameters').map((name) => [name, `${name}-1`]))
  return {
    context: {
      request: {
        method: 'POST',
        url: `https://contoso.azure-api.net/orders/17${search}`,
        headers,
        body,
        matchedParameters,
      },
      response: { statusCode: 200, headers: { 'Content-Type': ['application/json'], ...headers }, body },
      variables: Object.fromEntries(variables(code, body)),
      api: { id: 'orders', name: 'Orders', path: 'orders', serviceUrl: 'https://orders.contoso.com/v1' },
      operation: { id: 'create', name: 'Create', method: 'POST', urlTemplate: '/orders' },
      product: {},
      subscription: {},
      user: { groups: ['Developers', 'Administrators'] },
      lastError: {
        source: 'validate-jwt',
        reason: 'TokenExpired',
        message: 'JWT expired.',
        section: 'inbound',
        scope: 'api',
      },
    },
    namedValues: Object.fromEntries(
      [...code.matchAll(/\{\{\s*([A-Za-z0-9_.-]+)\s*\}\}/g)].map((match) => [match[1] ?? '', '1']),
    ),
  }
}

function keys(code: string, member: string): string[] {
  const found = code.matchAll(new RegExp(`${member}\\s*(?:\\[|\\.\\s*\\w+(?:<[^>]*>)?\\s*\\()\\s*"([^"\\\\]+)"`, 'g'))
  return [...new Set([...found].map((match) => match[1] ?? ''))]
}

const authorization = (code: string): string => (/Basic/.test(code) ? 'Basic YWRhOnNlY3JldA==' : `Bearer ${token}`)

function bodyFor(code: string, names: readonly string[]): unknown {
  if (/As<X(Element|Document|Node)>/.test(code)) return '<order id="17"><item>pen</item></order>'
  const fields = Object.fromEntries(
    names.map((name) => [name, /count|tokens|total|status|code|_in$/i.test(name) ? 3 : `${name} value`]),
  )
  return /As<JArray>/.test(code) ? [fields, fields] : fields
}

const defaults: Readonly<Record<string, unknown>> = {
  string: 'text',
  String: 'text',
  int: 3,
  Int32: 3,
  long: { $type: 'System.Int64', $value: '3' },
  bool: true,
  Boolean: true,
  double: 1.5,
  Double: 1.5,
  decimal: { $type: 'System.Decimal', $value: '1.50' },
  DateTime: { $type: 'System.DateTime', $value: '2026-11-22T10:00:00.0000000Z' },
  DateTimeOffset: { $type: 'System.DateTimeOffset', $value: '2026-11-22T10:00:00.0000000+00:00' },
  TimeSpan: { $type: 'System.TimeSpan', $value: '00:00:30' },
  Guid: { $type: 'System.Guid', $value: '4a1c9e1e-6f0f-4a47-9f6a-0c2f6a6f3b11' },
  'string[]': { $type: 'System.String[]', $value: ['one', 'two'] },
  'byte[]': { $type: 'System.Byte[]', $value: 'aGVsbG8=' },
  'List<string>': { $type: 'System.Collections.Generic.List<System.String>', $value: ['one', 'two'] },
  'Dictionary<string,string>': {
    $type: 'System.Collections.Generic.Dictionary<System.String,System.String>',
    $value: { one: '1' },
  },
  Jwt: { $type: 'Jwt', $value: token },
  BasicAuthCredentials: { $type: 'BasicAuthCredentials', $value: { userId: 'ada', password: 'secret' } },
  Authorization: { $type: 'Authorization', $value: { accessToken: 'token' } },
  XElement: { $type: 'System.Xml.Linq.XElement', $value: '<order id="17" />' },
}

function variables(code: string, body: unknown): [string, unknown][] {
  return keys(code, 'Variables').map((name): [string, unknown] => {
    const quoted = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    const cast = new RegExp(
      `\\(([\\w<>,. [\\]]+)\\)\\s*\\(?\\s*context\\s*\\.\\s*Variables\\s*\\[\\s*"${quoted}"`,
    ).exec(code)?.[1]
    const as = new RegExp(`Variables\\s*\\[\\s*"${quoted}"\\s*\\]\\s*(?:\\)\\s*)*as\\s+([\\w<>[\\],]+)`).exec(code)?.[1]
    const argument = new RegExp(`Variables\\s*\\.\\s*GetValueOrDefault\\s*<([^(]+)>\\s*\\(\\s*"${quoted}"`).exec(
      code,
    )?.[1]
    const untyped = new RegExp(`GetValueOrDefault\\s*\\(\\s*"${quoted}"\\s*,\\s*([^)]*)\\)`).exec(code)?.[1]
    return [
      name,
      valueFor(
        (cast ?? as ?? argument ?? literalType(untyped) ?? (/Parse|Convert/.test(code) ? 'int' : 'string')).replaceAll(
          ' ',
          '',
        ),
        body,
      ),
    ]
  })
}

function literalType(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  if (/^\s*(true|false)\s*$/.test(text)) return 'bool'
  if (/^\s*-?\d+\s*$/.test(text)) return 'int'
  return /^\s*"/.test(text) ? 'string' : undefined
}

function valueFor(type: string, body: unknown): unknown {
  const tag = (name: string, value: unknown): unknown => ({ $type: `Newtonsoft.Json.Linq.${name}`, $value: value })
  const list = Array.isArray(body) ? body : [body]
  if (type === 'IResponse') return { $type: 'IResponse', $value: { statusCode: 200, headers: {}, body } }
  if (type === 'JObject' || type === 'JToken') return tag('JObject', typeof body === 'string' ? {} : list[0])
  if (type === 'JArray') return tag('JArray', typeof body === 'string' ? [] : list)
  return defaults[type] ?? 'text'
}
