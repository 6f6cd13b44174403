/**
 * A body as a person reads it, by its content type: JSON and XML indented, form fields one per line; anything else, and whatever does not
 * parse, as it is.
 */
export function prettyBody(body: string, contentType = ''): string {
  const type = contentType.toLowerCase()
  if (/json/.test(type) || (type === '' && /^\s*[[{]/.test(body))) return prettyJson(body)
  if (/xml/.test(type) && !/html/.test(type)) return prettyXml(body)
  if (type.startsWith('application/x-www-form-urlencoded')) return prettyForm(body)
  return /^\s*[[{]/.test(body) ? prettyJson(body) : body
}

function prettyJson(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), undefined, 2)
  } catch {
    return body
  }
}

const prettyForm = (body: string): string =>
  [...new URLSearchParams(body)].map(([name, value]) => `${name} = ${value}`).join('\n')

/** Tags, comments and the like, or the text between them. */
const PIECE = /<!\[CDATA\[[\s\S]*?\]\]>|<!--[\s\S]*?-->|<[^>]*>|[^<]+/g

/** Breaks lines between tags only, so that no text that means something is changed. */
function prettyXml(body: string): string {
  const lines: string[] = []
  let depth = 0
  let line = ''
  let open = false
  const flush = (): void => {
    if (line !== '') lines.push(line)
    line = ''
    open = false
  }
  for (const [piece] of body.matchAll(PIECE)) {
    const isTag = piece.startsWith('<') && !piece.startsWith('<![CDATA[')
    if (!isTag) {
      if (piece.trim() !== '') line += piece.trim()
    } else if (piece.startsWith('</')) {
      depth = Math.max(0, depth - 1)
      if (!open) {
        flush()
        line = '  '.repeat(depth)
      }
      line += piece
      flush()
    } else {
      flush()
      line = '  '.repeat(depth) + piece
      if (/^<[?!]/.test(piece) || piece.endsWith('/>')) flush()
      else {
        depth++
        open = true
      }
    }
  }
  flush()
  return lines.join('\n')
}
