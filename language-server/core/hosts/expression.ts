import type { HostToken, Piece, StringLiteral } from './tokens.ts'

type Tokens = readonly HostToken[]

const isMark = (token: HostToken | undefined, text: string): boolean => token?.kind === 'mark' && token.text === text
const isFilled = ({ kind }: HostToken): boolean => kind !== 'line'
const opens = (token: HostToken): boolean => token.kind === 'mark' && /[([{]/.test(token.text)
const closes = (token: HostToken): boolean => token.kind === 'mark' && /[)\]}]/.test(token.text)

/**
 * What an expression of Bicep or Terraform may give: its branches where a condition chooses, otherwise the expression itself. Line ends
 * around it are left out.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/bicep/operators-logical#conditional-expression--
 * @see https://developer.hashicorp.com/terraform/language/expressions/conditionals
 */
export function choicesOf(expression: Tokens): readonly Tokens[] {
  const tokens = unwrapped(expression)
  const question = atTop(tokens).find((index) => isQuestion(tokens, index))
  if (question === undefined) return [tokens]
  let inner = 0
  for (const index of atTop(tokens)) {
    if (index <= question) continue
    if (isQuestion(tokens, index)) inner++
    else if (isColon(tokens, index) && inner-- === 0)
      return [...choicesOf(tokens.slice(question + 1, index)), ...choicesOf(tokens.slice(index + 1))]
  }
  return [tokens]
}

/** `??`, `.?` and `?.` of Bicep are operators of their own. */
const isQuestion = (tokens: Tokens, at: number): boolean => isAlone(tokens, at, '?', /[?.]/)
/** `::` of Bicep is one too. */
const isColon = (tokens: Tokens, at: number): boolean => isAlone(tokens, at, ':', /:/)

function isAlone(tokens: Tokens, at: number, text: string, beside: RegExp): boolean {
  const [before, token, next] = [tokens[at - 1], tokens[at], tokens[at + 1]]
  if (token === undefined || !isMark(token, text)) return false
  const isBeside = (other: HostToken | undefined): boolean =>
    other?.kind === 'mark' && beside.test(other.text) && (other.end === token.start || token.end === other.start)
  return !isBeside(before) && !isBeside(next)
}

/** The indices of the tokens outside all brackets. */
function atTop(tokens: Tokens): readonly number[] {
  const found: number[] = []
  let depth = 0
  for (const [index, token] of tokens.entries()) {
    if (closes(token)) depth--
    if (depth === 0) found.push(index)
    if (opens(token)) depth++
  }
  return found
}

/** Without line ends around it, and without round brackets around all of it. */
function unwrapped(expression: Tokens): Tokens {
  const first = expression.findIndex(isFilled)
  const tokens = first < 0 ? [] : expression.slice(first, expression.findLastIndex(isFilled) + 1)
  const [outer] = atTop(tokens).slice(1)
  return isMark(tokens[0], '(') && outer === tokens.length - 1 ? unwrapped(tokens.slice(1, -1)) : tokens
}

/**
 * Several strings that `concat` or `join` puts together, as one; undefined: the expression is something else.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/bicep/bicep-functions-string#concat
 * @see https://developer.hashicorp.com/terraform/language/functions/join
 */
export function piecesOf(
  expression: Tokens,
  separatorOf: (literal: StringLiteral) => string,
): StringLiteral | undefined {
  const tokens = unwrapped(expression)
  const pieces = called(tokens, separatorOf)
  const [first] = tokens
  const last = tokens.at(-1)
  if (pieces === undefined || first === undefined || last === undefined) return undefined
  const place = { start: first.start, end: last.end }
  return { form: 'pieces', ...place, content: place, pieces }
}

function called(tokens: Tokens, separatorOf: (literal: StringLiteral) => string): readonly Piece[] | undefined {
  const [name, open] = tokens
  const [, , outer] = atTop(tokens)
  if (name?.kind !== 'word' || !isMark(open, '(') || outer !== tokens.length - 1) return undefined
  const values = listed(tokens.slice(2, -1))
  const piece = (value: Tokens): readonly Piece[] => pieceOf(value, separatorOf)
  if (name.text === 'concat') return values.flatMap(piece)
  if (name.text !== 'join' || values.length !== 2) return undefined
  // Bicep: the list, then what stands between its items. Terraform: the other way round.
  const list = values.map(unwrapped).find(([bracket]) => isMark(bracket, '['))
  const between = values.map(unwrapped).find(([only, ...others]) => only?.kind === 'string' && others.length === 0)?.[0]
  if (list === undefined || between?.kind !== 'string' || !isMark(list.at(-1), ']')) return undefined
  const text = separatorOf(between.literal)
  return listed(list.slice(1, -1)).flatMap((value, index) => [
    ...(index === 0 ? [] : [{ form: 'computed', text, start: between.start, end: between.end } as const]),
    ...piece(value),
  ])
}

function pieceOf(value: Tokens, separatorOf: (literal: StringLiteral) => string): readonly Piece[] {
  const tokens = unwrapped(value)
  const [first] = tokens
  const last = tokens.at(-1)
  if (first === undefined || last === undefined) return []
  if (first.kind === 'string' && tokens.length === 1) return [first.literal]
  const inner = called(tokens, separatorOf)
  if (inner !== undefined) return inner
  const name = tokens.findLast((token, index) => token.kind === 'word' && !isMark(tokens[index + 1], '('))
  // The form of an interpolation, which the checks take for something unknown.
  return [
    { form: 'computed', text: `\${${name?.kind === 'word' ? name.text : 'x'}}`, start: first.start, end: last.end },
  ]
}

/** Items between commas or, as Bicep has it too, on lines of their own. */
function listed(tokens: Tokens): readonly Tokens[] {
  const ends = atTop(tokens).filter((index) => isMark(tokens[index], ',') || tokens[index]?.kind === 'line')
  return [...ends, tokens.length]
    .map((end, index) => tokens.slice(index === 0 ? 0 : (ends[index - 1] ?? 0) + 1, end))
    .filter((item) => item.some(isFilled))
}
