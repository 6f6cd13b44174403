import type { Range, TextEdit } from 'vscode-languageserver-types'
import { lex } from '../expression/lex.ts'
import { type CodeSymbol, symbolsOf } from '../expression/symbols.ts'
import { codeOffset, type ExpressionTree, rawSpan, type Token } from '../expression/tree.ts'
import { walkCode } from '../expression/walk.ts'
import type { Analysis } from '../model/analysis.ts'
import { touches } from '../text/span.ts'
import { locate } from './complete/location.ts'
import { hoverExpression } from './hover-expression.ts'
import { expressionAt, type Named, namedAt, occurrencesOf, variablesIn } from './occurrences.ts'
import { rangeOf } from './ranges.ts'

/** Why something has the name that it has, in one sentence. */
export interface Refusal {
  readonly refused: string
}

export interface RenamePlace {
  readonly range: Range
  /** The name as it is. */
  readonly placeholder: string
}

/** What a rename at an offset would rename, or why it would not; undefined where nothing has a name that this document gives. */
export function prepareRename(analysis: Analysis, offset: number): RenamePlace | Refusal | undefined {
  const named = namedAt(analysis, offset)
  if (named === undefined) return refusalAt(analysis, offset)
  const found = occurrencesOf(analysis, named).find(({ span }) => touches(span, offset))
  if (found === undefined) return undefined
  return { range: rangeOf(analysis, found.span), placeholder: nameOf(named) }
}

/** The edits that give what is named at an offset another name throughout the document, or why they would change what it means. */
export function rename(
  analysis: Analysis,
  offset: number,
  newName: string,
): { readonly edits: TextEdit[] } | Refusal | undefined {
  const named = namedAt(analysis, offset)
  if (named === undefined) return refusalAt(analysis, offset)
  const refused =
    named.kind === 'variable' ? variableRefusal(analysis, named.name, newName) : symbolRefusal(named, newName)
  if (refused !== undefined) return { refused }
  const prefixes = named.kind === 'symbol' ? impliedNames(named) : new Map<number, string>()
  const edits = occurrencesOf(analysis, named).map(
    ({ span }): TextEdit => ({ range: rangeOf(analysis, span), newText: (prefixes.get(span.start) ?? '') + newName }),
  )
  return { edits }
}

/** Why a context variable cannot be called so; undefined when it can. */
export function variableRefusal(analysis: Analysis, name: string, newName: string): string | undefined {
  const wrong = /["'\\<>&\r\n]|\{\{|@[({]/.exec(newName)?.[0]
  if (newName.trim() === '') return 'A context variable needs a name.'
  if (wrong !== undefined)
    return `A name with ${JSON.stringify(wrong)} would need escaping that differs from place to place: choose another one.`
  if (newName !== name && variablesIn(analysis).some((one) => one.name === newName))
    return `There is a context variable '${newName}' already: both would become one.`
  return undefined
}

const IDENTIFIER = /^@?[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Pc}\p{Cf}]*$/u

function symbolRefusal({ symbol, use }: Extract<Named, { kind: 'symbol' }>, newName: string): string | undefined {
  if (!IDENTIFIER.test(newName))
    return `'${newName}' is no name in C#: it has letters, digits and _, a digit not first.`
  if (lex(newName).tokens[0]?.kind === 'keyword') return `'${newName}' is a keyword of C#.`
  const name = newName.replace('@', '')
  if (name === symbol.name) return undefined
  if (name === 'context') return "A variable 'context' would hide the context of the request."
  return use.tree === undefined ? undefined : collision(use.tree, symbol, name)
}

/** A name must mean one thing throughout its block (C# specification 7.7.2). */
function collision(tree: ExpressionTree, symbol: CodeSymbol, name: string): string | undefined {
  const { symbols, others } = symbolsOf(tree)
  const { start, end } = symbol.scope
  const isLabel = symbol.kind === 'label'
  const other = symbols.find(
    (one) => one.name === name && (one.kind === 'label') === isLabel && one.scope.start < end && start < one.scope.end,
  )
  if (other !== undefined)
    return `'${name}' is the name of another ${other.kind.replace('-', ' ')} in this place already.`
  const captured = !isLabel && others.find((one) => one.name === name && start <= one.start && one.end <= end)
  return captured ? `'${name}' means something else in this block: it would be hidden.` : undefined
}

/**
 * `new { total }` and `(total, 1)` name their members after the variable: those names stay. By the offset in the document of the variable's
 * mention.
 */
function impliedNames({ symbol, use }: Extract<Named, { kind: 'symbol' }>): ReadonlyMap<number, string> {
  const found = new Map<number, string>()
  const note = (start: number, text: string): void =>
    void found.set(rawSpan(use.source, { start, end: start }).start, text)
  if (use.tree === undefined) return found
  walkCode(use.tree, {
    expression(expr, parents) {
      if (expr.kind === 'new-anonymous') {
        for (const { name, value } of expr.members)
          if (value.kind === 'name' && value.name === symbol.name && name.start === value.start)
            note(value.start, `${symbol.name} = `)
      }
      const parent = parents.at(-1)
      if (expr.kind !== 'tuple' || (parent?.kind === 'assignment' && parent.target === expr)) return
      for (const { name, value } of expr.elements)
        if (name === undefined && value.kind === 'name' && value.name === symbol.name)
          note(value.start, `${symbol.name}: `)
    },
  })
  return found
}

const nameOf = (named: Named): string => (named.kind === 'variable' ? named.name : named.symbol.name)

/** Names that others gave: of C#, .NET, the gateway and the policies. */
function refusalAt(analysis: Analysis, offset: number): Refusal | undefined {
  const use = expressionAt(analysis, offset)
  if (use !== undefined) {
    const at = codeOffset(use.source, offset)
    const { tokens } = use.tree ?? lex(use.source.code)
    const token = tokens.find((one) => one.start <= at && at <= one.end && /^(?:identifier|keyword)$/.test(one.kind))
    const refused = token && tokenRefusal(analysis, token, offset)
    return refused === undefined ? undefined : { refused }
  }
  const location = locate(analysis, offset)
  if (location.place === 'element' && location.self !== undefined && location.form === 'rename')
    return { refused: `'${location.self.name}' is a name that API Management gives: it cannot be renamed.` }
  if (location.place === 'attribute-name' && location.form === 'rename')
    return { refused: `'${location.self?.name}' is a name that API Management gives: it cannot be renamed.` }
  return undefined
}

function tokenRefusal(analysis: Analysis, { kind, text }: Token, offset: number): string {
  if (kind === 'keyword') return `'${text}' is a keyword of C#: it cannot be renamed.`
  if (text === 'context') return "'context' is what the gateway calls the request in hand: it cannot be renamed."
  const use = expressionAt(analysis, offset)
  const known = use && hoverExpression(analysis, use.expression, offset)
  const owner = /\bof `([^`]+)`/.exec(known?.text ?? '')?.[1]
  if (owner !== undefined) return `'${text}' is a member of '${owner}': it cannot be renamed.`
  return `'${text}' is not declared in this expression: it cannot be renamed.`
}
