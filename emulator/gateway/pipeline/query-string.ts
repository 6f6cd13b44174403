/** A query string kept as its pieces, so that what no policy touches goes on exactly as the caller wrote it. */
export interface QueryPiece {
  readonly name: string
  readonly value: string
  /** As written, percent-encoding included. */
  readonly raw: string
}

const decode = (text: string): string => {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text
  if (!spaced.includes('%')) return spaced
  try {
    return decodeURIComponent(spaced)
  } catch {
    return spaced
  }
}

/** @param query with or without the leading `?`. */
export function parseQuery(query: string): QueryPiece[] {
  const text = query.startsWith('?') ? query.slice(1) : query
  if (text === '') return []
  return text
    .split('&')
    .filter((raw) => raw !== '')
    .map((raw) => {
      const equals = raw.indexOf('=')
      return equals < 0
        ? { name: decode(raw), value: '', raw }
        : { name: decode(raw.slice(0, equals)), value: decode(raw.slice(equals + 1)), raw }
    })
}

/** With the leading `?`, or empty. */
export const printQuery = (pieces: readonly QueryPiece[]): string =>
  pieces.length === 0 ? '' : `?${pieces.map(({ raw }) => raw).join('&')}`

export const queryPiece = (name: string, value: string): QueryPiece => ({
  name,
  value,
  raw: `${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
})

/** Names compare without case, as the service compares query parameters. */
export const namesPiece = (piece: QueryPiece, name: string): boolean =>
  piece.name === name || piece.name.toLowerCase() === name.toLowerCase()

export function queryMap(query: string): ReadonlyMap<string, readonly string[]> {
  const map = new Map<string, string[]>()
  for (const { name, value } of parseQuery(query)) {
    const values = map.get(name)
    if (values) values.push(value)
    else map.set(name, [value])
  }
  return map
}
