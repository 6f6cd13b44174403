import type { Span } from '../text/span.ts'

/** How a string is written, which decides how its content is read and written. `pieces`: several strings that a function puts together. */
export type StringForm =
  | 'bicep'
  | 'bicep-lines'
  | 'terraform'
  | 'terraform-json'
  | 'heredoc'
  | 'json'
  | 'arm-expression'
  | 'pieces'

export interface StringLiteral extends Span {
  readonly form: StringForm
  /** Between the delimiters; of a heredoc, its lines. */
  readonly content: Span
  /** Of a heredoc: the word that ends it, and whether its indentation is taken away (`<<-`). */
  readonly heredoc?: { readonly end: string; readonly indented: boolean }
  /** `doubled`: it is the first argument of `format` of Bicep, where `{0}` is a hole and `{{` a brace. */
  readonly braces?: 'doubled'
  /** Of an expression of ARM: which of its values it is, counted from 0, where a condition chooses. */
  readonly choice?: number
  /** Of pieces: what is put together, in order. */
  readonly pieces?: readonly Piece[]
}

/** A string, or what only stands for a part of the policy: something computed, or the text between two items. */
export type Piece = StringLiteral | ({ readonly form: 'computed'; readonly text: string } & Span)

export type HostToken =
  | ({ readonly kind: 'word'; readonly text: string } & Span)
  | ({ readonly kind: 'mark'; readonly text: string } & Span)
  | ({ readonly kind: 'line' } & Span)
  | { readonly kind: 'string'; readonly literal: StringLiteral; readonly start: number; readonly end: number }

/** Words, marks, strings and line ends of a Bicep or a Terraform file; comments are left out. Never throws. */
export function tokensOf(text: string, language: 'bicep' | 'terraform'): readonly HostToken[] {
  const tokens: HostToken[] = []
  let at = 0
  while (at < text.length) {
    const character = text.charAt(at)
    if (character === '\n') {
      tokens.push({ kind: 'line', start: at, end: at + 1 })
      at++
    } else if (/\s/.test(character)) at++
    else if (text.startsWith('//', at) || (character === '#' && language === 'terraform')) at = lineEnd(text, at)
    else if (text.startsWith('/*', at)) at = after(text, '*/', at + 2)
    else {
      const literal = stringAt(text, at, language)
      if (literal !== undefined) {
        tokens.push({ kind: 'string', literal, start: literal.start, end: literal.end })
        at = literal.end
        continue
      }
      word.lastIndex = at
      const found = word.exec(text)?.[0]
      const written = found ?? character
      tokens.push({ kind: found === undefined ? 'mark' : 'word', text: written, start: at, end: at + written.length })
      at += written.length
    }
  }
  return tokens
}

const word = /[A-Za-z_][\w-]*/y

const lineEnd = (text: string, at: number): number => {
  const end = text.indexOf('\n', at)
  return end < 0 ? text.length : end
}

const after = (text: string, closing: string, from: number): number => {
  const end = text.indexOf(closing, from)
  return end < 0 ? text.length : end + closing.length
}

/** The string that begins at an offset; undefined: none does. */
export function stringAt(text: string, at: number, language: 'bicep' | 'terraform'): StringLiteral | undefined {
  if (language === 'bicep') {
    if (text.startsWith("'''", at)) return lines(text, at)
    return text.charAt(at) === "'" ? quoted(text, at, 'bicep') : undefined
  }
  if (text.charAt(at) === '"') return quoted(text, at, 'terraform')
  return text.startsWith('<<', at) ? heredoc(text, at) : undefined
}

/** A line end right behind the opening quotes is no part of the text: https://learn.microsoft.com/azure/azure-resource-manager/bicep/data-types */
function lines(text: string, start: number): StringLiteral {
  const from = start + 3 + (/^\r?\n/.exec(text.slice(start + 3, start + 5))?.[0].length ?? 0)
  const close = text.indexOf("'''", start + 3)
  if (close < 0) return { form: 'bicep-lines', start, end: text.length, content: { start: from, end: text.length } }
  // Quotes directly in front of the closing ones belong to the text.
  let last = close
  while (text.charAt(last + 3) === "'") last++
  return { form: 'bicep-lines', start, end: last + 3, content: { start: Math.min(from, last), end: last } }
}

function quoted(text: string, start: number, form: 'bicep' | 'terraform'): StringLiteral {
  const quote = form === 'bicep' ? "'" : '"'
  let at = start + 1
  while (at < text.length && text.charAt(at) !== quote && text.charAt(at) !== '\n') {
    if (text.charAt(at) === '\\') at += 2
    else if (form === 'terraform' && (text.startsWith('$${', at) || text.startsWith('%%{', at))) at += 3
    else if (text.startsWith('${', at) || (form === 'terraform' && text.startsWith('%{', at)))
      at = holeEnd(text, at + 2, form)
    else at++
  }
  const end = Math.min(at, text.length)
  const isClosed = text.charAt(end) === quote
  return { form, start, end: isClosed ? end + 1 : end, content: { start: start + 1, end } }
}

/** Behind the brace that ends an interpolation; strings within it may hold braces and quotes. */
function holeEnd(text: string, from: number, form: 'bicep' | 'terraform'): number {
  let depth = 1
  for (let at = from; at < text.length; at++) {
    const character = text.charAt(at)
    if (character === (form === 'bicep' ? "'" : '"')) at = quoted(text, at, form).end - 1
    else if (character === '{') depth++
    else if (character === '}' && --depth === 0) return at + 1
    else if (character === '\n') return at
  }
  return text.length
}

function heredoc(text: string, start: number): StringLiteral | undefined {
  const head = /^<<(-?)"?([A-Za-z_][\w-]*)"?[ \t]*\r?\n/.exec(text.slice(start, start + 200))
  const end = head?.[2]
  if (head === null || end === undefined) return undefined
  const from = start + head[0].length
  const close = new RegExp(`^[ \\t]*${end}[ \\t]*\\r?$`, 'm').exec(text.slice(from))
  const to = close === null ? text.length : from + close.index
  return {
    form: 'heredoc',
    start,
    end: close === null ? to : to + close[0].trimEnd().length,
    content: { start: from, end: to },
    heredoc: { end, indented: head[1] === '-' },
  }
}
