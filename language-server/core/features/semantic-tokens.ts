import type { Range, SemanticTokens } from 'vscode-languageserver-types'
import { classify } from '../expression/classify.ts'
import type { Analysis, Meaning } from '../model/analysis.ts'
import type { Span } from '../text/span.ts'

/** The words of the tokens' numbers: package.json declares those that are not LSP's own. */
export const TOKEN_TYPES = [
  'namespace',
  'class',
  'struct',
  'enum',
  'interface',
  'variable',
  'parameter',
  'function',
  'label',
  'property',
  'method',
  'enumMember',
  'keyword',
  'string',
  'number',
  'comment',
  'interpolation',
  'namedValue',
  'contextVariable',
  'policy',
  'policyElement',
  'policySection',
  'policyAttribute',
] as const

export const TOKEN_MODIFIERS = [
  'declaration',
  'readonly',
  'static',
  'modification',
  'defaultLibrary',
  'deprecated',
] as const

type TokenType = (typeof TOKEN_TYPES)[number]
type Modifier = (typeof TOKEN_MODIFIERS)[number]

const typeNumbers = Object.fromEntries(TOKEN_TYPES.map((name, index) => [name, index])) as Record<TokenType, number>
const modifierBits = Object.fromEntries(TOKEN_MODIFIERS.map((name, index) => [name, 1 << index])) as Record<
  Modifier,
  number
>
const NO_MODIFIERS: readonly Modifier[] = []

/** A stretch of the document with the numbers that LSP wants. */
interface Token extends Span {
  readonly type: number
  readonly modifiers: number
}

/** What the words of a document are: those of the XML that mean something, and those of the C#. */
export function semanticTokens(analysis: Analysis, within?: Range): SemanticTokens {
  const { lines, text } = analysis
  const span = within
    ? { start: lines.offsetAt(within.start), end: lines.offsetAt(within.end) }
    : { start: 0, end: text.length }
  const tokens: Token[] = []
  const add = (start: number, end: number, type: TokenType, modifiers = NO_MODIFIERS): void => {
    if (start < end && start < span.end && span.start < end)
      tokens.push({ start, end, type: typeNumbers[type], modifiers: bitsOf(modifiers) })
  }
  for (const meaning of analysis.meanings) {
    if (meaning.element.start >= span.end) break
    if (meaning.element.end > span.start) addElement(meaning, add)
  }
  addCode(analysis, span, add)
  tokens.sort((a, b) => a.start - b.start)
  return { data: encode(analysis, tokens) }
}

type Add = (start: number, end: number, type: TokenType, modifiers?: readonly Modifier[]) => void

function bitsOf(modifiers: readonly Modifier[]): number {
  let bits = 0
  for (const one of modifiers) bits |= modifierBits[one]
  return bits
}

const ofRole: Readonly<Partial<Record<Meaning['role'], TokenType>>> = {
  root: 'policySection',
  section: 'policySection',
  base: 'policySection',
  policy: 'policy',
  child: 'policyElement',
}

function addElement(meaning: Meaning, add: Add): void {
  const { element, role, policy, attributes, spec } = meaning
  const type = ofRole[role]
  if (type !== undefined) {
    const modifiers: readonly Modifier[] = role === 'policy' && policy?.status === 'deprecated' ? ['deprecated'] : []
    add(element.nameStart, element.nameEnd, type, modifiers)
    if (element.close) add(element.close.nameStart, element.close.nameEnd, type, modifiers)
  }
  for (const { attribute, spec: expected, value, pieces } of attributes) {
    if (expected !== undefined) add(attribute.nameStart, attribute.nameEnd, 'policyAttribute')
    for (const piece of pieces) if (piece.kind === 'named-value') add(piece.start, piece.end, 'namedValue')
    if (attribute.value === undefined || value?.kind !== 'literal') continue
    if (expected?.format === 'variable-name')
      add(attribute.value.start, attribute.value.end, 'contextVariable', ['declaration'])
    else if (expected?.values?.includes(value.text)) add(attribute.value.start, attribute.value.end, 'enumMember')
  }
  if (spec?.content === 'empty') return
  for (const child of element.children) if (child.kind === 'named-value') add(child.start, child.end, 'namedValue')
}

function addCode(analysis: Analysis, span: Span, add: Add): void {
  for (const { expression, source, tree } of analysis.expressions()) {
    if (tree === undefined || expression.end <= span.start || expression.start >= span.end) continue
    const { toRaw = (at: number) => at } = source
    for (const { start, end, kind, traits } of classify(tree)) add(toRaw(start), toRaw(end), kind, traits)
  }
}

/** Five numbers for each token, relative to the one before. A token that goes over line ends is one for each line. */
function encode({ text, lines }: Analysis, tokens: readonly Token[]): number[] {
  const data: number[] = []
  let line = 0
  let character = 0
  let end = 0
  const put = (start: number, length: number, { type, modifiers }: Token): void => {
    if (length <= 0) return
    const at = lines.positionAt(start)
    data.push(at.line - line, at.line === line ? at.character - character : at.character, length, type, modifiers)
    line = at.line
    character = at.character
  }
  for (const token of tokens) {
    if (token.start < end) continue
    end = token.end
    const written = text.slice(token.start, token.end)
    if (!/[\r\n]/.test(written)) put(token.start, written.length, token)
    else
      for (const part of written.matchAll(/[^\r\n]+/g)) {
        const blanks = /^\s*/.exec(part[0])?.[0].length ?? 0
        put(token.start + part.index + blanks, part[0].trimEnd().length - blanks, token)
      }
  }
  return data
}
