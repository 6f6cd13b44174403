import { lex } from './lex.ts'
import type { RawStringPart, Token } from './tree.ts'

/** A string of an expression that names something. */
export interface NamingText {
  /** What it is a name of: a context variable, a header, a query parameter, a parameter of the operation's template. */
  readonly names: 'variable' | 'request-header' | 'response-header' | 'query-parameter' | 'template-parameter'
  /** The text between the quotes, in the code; to its end where the closing quote is missing. */
  readonly span: { readonly start: number; readonly end: number }
  readonly value: string
  /** `read` throws or gives null when the name is not there; `default` and `test` do not. */
  readonly use: 'read' | 'default' | 'test'
}

const uses: Readonly<Record<string, NamingText['use']>> = {
  GetValueOrDefault: 'default',
  ContainsKey: 'test',
  TryGetValue: 'test',
}

/** Every string of the code that is the key of one of the context's dictionaries, in the order of the code. */
export function namingTexts(tokens: readonly Token[], code: string): readonly NamingText[] {
  return tokens.flatMap((token, index) => {
    if (token.parts !== undefined) return token.parts.flatMap((part) => namingTextsOfHole(part, code))
    if (token.kind !== 'string' || token.literal?.kind !== 'string') return []
    const owner = ownerOf(tokens, index)
    if (!owner) return []
    const open = token.text.indexOf('"') + 1
    const closed = token.text.length > open && token.text.endsWith('"')
    const span = { start: token.start + open, end: token.end - (closed ? 1 : 0) }
    return [{ ...owner, span, value: token.literal.value || code.slice(span.start, span.end) }]
  })
}

/** Strings in strings: `$"{context.Variables["name"]}"`. */
function namingTextsOfHole(part: RawStringPart, code: string): readonly NamingText[] {
  return part.kind === 'hole' ? namingTexts(lex(code, part.start + 1, part.codeEnd).tokens, code) : []
}

/** The one that holds the offset; undefined when none does. */
export function namingTextAt(code: string, offset: number): NamingText | undefined {
  // Most places have no string in front of them, and so are in none.
  if (!code.slice(0, offset).includes('"')) return undefined
  return namingTexts(lex(code).tokens, code).find(({ span }) => span.start <= offset && offset <= span.end)
}

function ownerOf(tokens: readonly Token[], index: number): Pick<NamingText, 'names' | 'use'> | undefined {
  const text = (back: number): string => tokens[index - back]?.text ?? ''
  if (text(1) === '[') return named(tokens, index - 2, 'read')
  if (text(1) !== '(') return undefined
  let at = index - 2
  if (tokens[at]?.text === '>') {
    // Back over the type arguments of `GetValueOrDefault<T>`.
    for (let depth = 0; at > 0; at--) {
      if (tokens[at]?.text === '>') depth++
      else if (tokens[at]?.text === '<' && --depth === 0) break
    }
    at--
  }
  const use = uses[tokens[at]?.text ?? '']
  return use && tokens[at - 1]?.text === '.' ? named(tokens, at - 2, use) : undefined
}

function named(
  tokens: readonly Token[],
  at: number,
  use: NamingText['use'],
): Pick<NamingText, 'names' | 'use'> | undefined {
  const behind = tokens[at - 2]?.text
  switch (tokens[at]?.text) {
    case 'Variables':
      return { names: 'variable', use }
    case 'Headers':
      return { names: behind === 'Response' ? 'response-header' : 'request-header', use }
    case 'Query':
      return { names: 'query-parameter', use }
    case 'MatchedParameters':
      return { names: 'template-parameter', use }
    default:
      return undefined
  }
}
