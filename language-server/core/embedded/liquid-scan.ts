import type { Span } from '../text/span.ts'

/** What one word of a Liquid template is. `path`: a name with its members, `body.items`; `setter`: a name that the tag gives. */
export interface LiquidWord extends Span {
  readonly kind: 'tag' | 'filter' | 'path' | 'setter'
  readonly text: string
}

/** `{{ … }}` or `{% … %}`. */
export interface LiquidMarkup extends Span {
  readonly kind: 'output' | 'tag'
  readonly terminated: boolean
  /** Between the delimiters. */
  readonly inner: Span
  /** In order; the name of a tag comes first. */
  readonly words: readonly LiquidWord[]
}

const OPERATORS: ReadonlySet<string> = new Set([
  'and',
  'or',
  'contains',
  'startsWith',
  'endsWith',
  'hasKey',
  'hasValue',
])
const CONSTANTS: ReadonlySet<string> = new Set(['true', 'false', 'nil', 'null', 'empty', 'blank'])

/** Between these tags nothing is Liquid. */
const OPAQUE = /^(?:raw|comment|literal)$/

const opening = /\{\{|\{%/g

/** Finds the markup of a template; never throws. */
export function scanLiquid(text: string): readonly LiquidMarkup[] {
  const found: LiquidMarkup[] = []
  opening.lastIndex = 0
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    const markup = readMarkup(text, match.index)
    found.push(markup)
    opening.lastIndex = Math.max(markup.end, match.index + 2)
    const name = markup.kind === 'tag' ? markup.words[0]?.text : undefined
    if (name === undefined || !OPAQUE.test(name) || !markup.terminated) continue
    const close = new RegExp(`\\{%-?\\s*end${name}\\b`).exec(text.slice(markup.end))
    opening.lastIndex = close === null ? text.length : markup.end + close.index
  }
  return found
}

function readMarkup(text: string, start: number): LiquidMarkup {
  const kind = text.charAt(start + 1) === '{' ? 'output' : 'tag'
  const closing = kind === 'output' ? '}}' : '%}'
  const from = start + (text.charAt(start + 2) === '-' ? 3 : 2)
  // What is not closed ends where the next markup begins, or with its line.
  const next = text.slice(from).search(/\{\{|\{%/)
  const inside = next < 0 ? text.slice(from) : text.slice(from, from + next)
  const length = inside.indexOf(closing)
  const isClosed = length >= 0
  const close = from + length
  const newline = kind === 'output' ? inside.indexOf('\n') : -1
  const limit = from + (newline < 0 ? inside.length : newline)
  const to = isClosed ? close - (text.charAt(close - 1) === '-' && close - 1 >= from ? 1 : 0) : limit
  const inner = { start: from, end: to }
  return {
    kind,
    start,
    end: isClosed ? close + 2 : limit,
    terminated: isClosed,
    inner,
    words: kind === 'output' ? wordsOf(text, inner) : tagWords(text, inner),
  }
}

function tagWords(text: string, inner: Span): readonly LiquidWord[] {
  const named = /^\s*([A-Za-z]\w*)/.exec(text.slice(inner.start, inner.end))
  const name = named?.[1]
  if (named === null || name === undefined) return []
  const end = inner.start + named[0].length
  const tag: LiquidWord = { kind: 'tag', start: end - name.length, end, text: name }
  const rest = wordsOf(text, { start: end, end: inner.end })
  if (!SETTING.test(name)) return [tag, ...rest]
  const [first, ...others] = rest
  const setter: readonly LiquidWord[] = first ? [{ ...first, kind: 'setter' }] : []
  return [tag, ...setter, ...others.filter(({ text: word }) => word !== 'in' && word !== 'reversed')]
}

/** Tags whose first word is a name that they give. */
const SETTING = /^(?:assign|capture|for|tablerow|JSONArrayFor|increment|decrement)$/

const token = /"[^"]*"?|'[^']*'?|\|\s*([A-Za-z_]\w*)|([A-Za-z_][\w-]*(?:\.[\w-]+|\[[^\]]*\])*\??)(\s*:(?!:))?/g

function wordsOf(text: string, { start, end }: Span): readonly LiquidWord[] {
  const words: LiquidWord[] = []
  const source = text.slice(start, end)
  token.lastIndex = 0
  for (let match = token.exec(source); match !== null; match = token.exec(source)) {
    const [, filter, path, argument] = match
    if (filter !== undefined) {
      const at = start + match.index + match[0].length - filter.length
      words.push({ kind: 'filter', start: at, end: at + filter.length, text: filter })
    } else if (path !== undefined && argument === undefined && !OPERATORS.has(path) && !CONSTANTS.has(path)) {
      // `limit: 2` names an argument.
      const at = start + match.index
      words.push({ kind: 'path', start: at, end: at + path.length, text: path })
    }
  }
  return words
}
