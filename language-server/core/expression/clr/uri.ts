import type { UrlModel } from '../context-model.ts'
import { argumentNull, ClrException, outOfRange } from './clr-exception.ts'
import { type ClrType, clrType } from './clr-type.ts'
import type { ClrObject } from './values.ts'
import { escapeUri, percentDecode } from './web-text.ts'

const uriType = clrType('System.Uri')
const defaultPorts: Readonly<Record<string, number>> = { http: 80, https: 443, ftp: 21, ws: 80, wss: 443 }

/** An absolute or a relative URI in parts. Path, query and fragment are escaped. */
export class ClrUri implements ClrObject {
  readonly original: string
  readonly scheme: string
  readonly userInfo: string
  readonly host: string
  readonly port: number
  readonly path: string
  readonly query: string
  readonly fragment: string
  readonly isAbsolute: boolean
  constructor(parts: Omit<ClrUri, 'clrType' | 'absolute' | 'authority' | 'clrText' | 'clrEquals' | 'hashKey'>) {
    this.original = parts.original
    this.scheme = parts.scheme
    this.userInfo = parts.userInfo
    this.host = parts.host
    this.port = parts.port
    this.path = parts.path
    this.query = parts.query
    this.fragment = parts.fragment
    this.isAbsolute = parts.isAbsolute
  }
  get clrType(): ClrType {
    return uriType
  }
  get authority(): string {
    return this.port === (defaultPorts[this.scheme] ?? -1) || this.port < 0 ? this.host : `${this.host}:${this.port}`
  }
  get absolute(): string {
    if (!this.isAbsolute)
      throw new ClrException('System.InvalidOperationException', 'This operation is not supported for a relative URI.')
    const user = this.userInfo ? `${this.userInfo}@` : ''
    return `${this.scheme}://${user}${this.authority}${this.path}${this.query}${this.fragment}`
  }
  clrText(): string {
    return this.isAbsolute ? percentDecode(this.absolute).replace(/ /g, ' ') : this.original
  }
  clrEquals(other: unknown): boolean {
    return (
      other instanceof ClrUri &&
      other.isAbsolute === this.isAbsolute &&
      (this.isAbsolute ? other.absolute === this.absolute : other.original === this.original)
    )
  }
  hashKey(): string {
    return this.original
  }
}

const absolutePattern =
  /^([A-Za-z][A-Za-z0-9+.-]*):\/\/(?:([^/?#@]*)@)?(\[[0-9A-Fa-f:.]+\]|[^/?#:]*)(?::(\d*))?([^?#]*)(\?[^#]*)?(#.*)?$/s

/** Keeps escapes that are there and escapes what needs it. */
const escapePart = (text: string): string =>
  text.replace(/%[0-9A-Fa-f]{2}|[^%]+|%/g, (piece) =>
    /^%[0-9A-Fa-f]{2}$/.test(piece) ? piece : piece === '%' ? '%25' : escapeUri(piece),
  )

function removeDots(path: string): string {
  const kept: string[] = []
  const segments = path.split('/')
  segments.forEach((segment, index) => {
    const last = index === segments.length - 1
    if (segment === '.') {
      if (last) kept.push('')
    } else if (segment === '..') {
      if (kept.length > 1) kept.pop()
      if (last) kept.push('')
    } else kept.push(segment)
  })
  return kept.join('/')
}

export function tryParseUri(text: string, kind: 'absolute' | 'any' = 'absolute'): ClrUri | undefined {
  const match = absolutePattern.exec(text.trim())
  if (match) {
    const [, scheme = '', userInfo = '', host = '', port, path = '', query = '', fragment = ''] = match
    const lower = scheme.toLowerCase()
    if (host === '' && lower !== 'file') return undefined
    const number = port ? Number(port) : (defaultPorts[lower] ?? -1)
    if (number > 65535) return undefined
    return new ClrUri({
      original: text,
      scheme: lower,
      userInfo,
      host: host.toLowerCase(),
      port: number,
      path: removeDots(escapePart(path === '' ? '/' : path)),
      query: query === '?' ? '' : escapePart(query),
      fragment: escapePart(fragment),
      isAbsolute: true,
    })
  }
  if (kind === 'absolute') return undefined
  return new ClrUri({
    original: text,
    scheme: '',
    userInfo: '',
    host: '',
    port: -1,
    path: text,
    query: '',
    fragment: '',
    isAbsolute: false,
  })
}

export function parseUri(text: string | null, kind: 'absolute' | 'any' = 'absolute'): ClrUri {
  if (text === null) throw argumentNull('uriString')
  const uri = tryParseUri(text, kind)
  if (!uri)
    throw new ClrException('System.UriFormatException', 'Invalid URI: The format of the URI could not be determined.')
  return uri
}

export function combineUri(base: ClrUri, relative: string): ClrUri {
  const whole = tryParseUri(relative)
  if (whole) return whole
  if (!base.isAbsolute)
    throw outOfRange('Specified argument was out of the range of valid values.\nParameter name: baseUri')
  const origin = `${base.scheme}://${base.userInfo ? `${base.userInfo}@` : ''}${base.authority}`
  if (relative.startsWith('//')) return parseUri(`${base.scheme}:${relative}`)
  if (relative.startsWith('/')) return parseUri(origin + relative)
  if (relative.startsWith('?')) return parseUri(origin + base.path + relative)
  if (relative.startsWith('#')) return parseUri(origin + base.path + base.query + relative)
  return parseUri(origin + base.path.replace(/[^/]*$/, '') + relative)
}

/** The text of a URL of the context. */
export function urlText(model: UrlModel): string {
  const port = model.port === (defaultPorts[model.scheme] ?? -1) || !model.port ? '' : `:${model.port}`
  return `${model.scheme}://${model.host}${port}${model.path}${model.queryString}`
}
