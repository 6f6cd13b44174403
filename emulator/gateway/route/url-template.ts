/** A URL template of an operation: `/orders/{id}`, `/files/*`, `/search?text={text}`. */
export interface UrlTemplate {
  /** More specific templates sort first. */
  readonly rank: string
  /** @param segments of the request's path below the API, still encoded. */
  match(
    segments: readonly string[],
    query: () => ReadonlyMap<string, readonly string[]>,
  ): Map<string, string> | undefined
}

type Segment =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'parameter'; readonly name: string }
  | { readonly kind: 'mixed'; readonly pattern: RegExp; readonly names: readonly string[] }
  /** `*` or `{*rest}`: everything from here on. */
  | { readonly kind: 'rest'; readonly name: string | undefined }

const ranks: Readonly<Record<Segment['kind'], string>> = { literal: '0', mixed: '1', parameter: '2', rest: '3' }

export function urlTemplate(template: string): UrlTemplate {
  const mark = template.indexOf('?')
  const segments = splitPath(mark < 0 ? template : template.slice(0, mark)).map(segmentOf)
  const query =
    mark < 0
      ? []
      : template
          .slice(mark + 1)
          .split('&')
          .map(queryParameter)
  const fixed = segments.at(-1)?.kind === 'rest' ? segments.length - 1 : segments.length
  const isPlain = query.length === 0

  return {
    rank: `${segments.map((segment) => ranks[segment.kind]).join('')}${isPlain ? '1' : '0'}`,
    match(actual, readQuery) {
      if (actual.length < fixed || (fixed === segments.length && actual.length !== fixed)) return undefined
      const parameters = new Map<string, string>()
      for (const [at, segment] of segments.entries()) {
        if (segment.kind === 'rest') {
          parameters.set(segment.name ?? '*', actual.slice(at).map(decode).join('/'))
          return isPlain ? parameters : matchQuery(query, readQuery(), parameters)
        }
        if (!matchSegment(segment, actual[at] ?? '', parameters)) return undefined
      }
      return isPlain ? parameters : matchQuery(query, readQuery(), parameters)
    },
  }
}

/** The segments of a path; a slash at the end counts for nothing. */
export function splitPath(path: string): string[] {
  const start = path.startsWith('/') ? 1 : 0
  const end = path.length > start && path.endsWith('/') ? path.length - 1 : path.length
  return end <= start ? [] : path.slice(start, end).split('/')
}

function segmentOf(text: string): Segment {
  if (text === '*') return { kind: 'rest', name: undefined }
  const whole = /^\{(\*?)([^{}]+)\}$/.exec(text)
  if (whole) return whole[1] === '*' ? { kind: 'rest', name: whole[2] } : { kind: 'parameter', name: whole[2] ?? '' }
  if (!text.includes('{')) return { kind: 'literal', text: text.toLowerCase() }
  const names: string[] = []
  const pattern = text
    .split(/(\{[^{}]+\})/)
    .map((part) => {
      if (!part.startsWith('{')) return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
      names.push(part.slice(1, -1))
      return '([^/]+?)'
    })
    .join('')
  return { kind: 'mixed', pattern: new RegExp(`^${pattern}$`, 'i'), names }
}

function matchSegment(segment: Exclude<Segment, { kind: 'rest' }>, text: string, into: Map<string, string>): boolean {
  if (segment.kind === 'literal') return text === segment.text || decode(text).toLowerCase() === segment.text
  if (segment.kind === 'parameter') {
    if (text === '') return false
    into.set(segment.name, decode(text))
    return true
  }
  const found = segment.pattern.exec(text)
  if (!found) return false
  for (const [at, name] of segment.names.entries()) into.set(name, decode(found[at + 1] ?? ''))
  return true
}

interface QueryParameter {
  readonly name: string
  /** The parameter that takes the value; absent: the value must be `literal`. */
  readonly parameter: string | undefined
  readonly literal: string
}

function queryParameter(text: string): QueryParameter {
  const [name = '', value = ''] = text.split('=', 2)
  const found = /^\{([^{}]+)\}$/.exec(value)
  return { name, parameter: found?.[1], literal: value }
}

function matchQuery(
  wanted: readonly QueryParameter[],
  actual: ReadonlyMap<string, readonly string[]>,
  into: Map<string, string>,
): Map<string, string> | undefined {
  for (const { name, parameter, literal } of wanted) {
    const value = actual.get(name)?.[0]
    if (value === undefined || (parameter === undefined && value !== literal)) return undefined
    if (parameter !== undefined) into.set(parameter, value)
  }
  return into
}

function decode(text: string): string {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
