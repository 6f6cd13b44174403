import type { Span } from '../text/span.ts'
import type { DeclarationKind } from './code-visitor.ts'
import type { ExpressionTree, Identifier } from './tree.ts'
import { walkCode } from './walk.ts'

/** One mention of a variable: its name alone, in the code. */
export interface Mention extends Span {
  readonly use: 'declaration' | 'write' | 'read'
}

/** Something that the code of an expression names itself. */
export interface CodeSymbol {
  readonly name: string
  readonly kind: DeclarationKind
  readonly declaration: Identifier
  /** Where it is known. */
  readonly scope: Span
  /** In the order of the code, the declaration among them. */
  readonly mentions: readonly Mention[]
}

export interface CodeSymbols {
  readonly symbols: readonly CodeSymbol[]
  /** Names that the code does not declare: of types, namespaces, and `context`. */
  readonly others: readonly (Span & { readonly name: string })[]
}

interface Growing extends CodeSymbol {
  readonly mentions: Mention[]
}

interface Scope {
  readonly span: Span
  readonly declared: Map<string, Growing>
  readonly used: (Mention & { readonly name: string })[]
}

const known = new WeakMap<ExpressionTree, CodeSymbols>()

/** The locals, parameters, range variables, local functions and labels of an expression, with every place that names them. */
export function symbolsOf(tree: ExpressionTree): CodeSymbols {
  const done = known.get(tree)
  if (done !== undefined) return done
  const found = collect(tree)
  known.set(tree, found)
  return found
}

/** Labels have names of their own: a variable may be called the same. */
const labelKey = (name: string): string => `${name}:`

function collect(tree: ExpressionTree): CodeSymbols {
  const symbols: Growing[] = []
  const others: CodeSymbols['others'][number][] = []
  const scopes: Scope[] = []
  const argumentNames: { readonly name: Identifier; readonly callee: number }[] = []
  walkCode(tree, {
    enter: (span) => void scopes.push({ span, declared: new Map(), used: [] }),
    leave() {
      const scope = scopes.pop()
      const outer = scopes.at(-1)
      // A name is known in the whole of its block, in front of its declaration too.
      for (const use of scope?.used ?? []) {
        const symbol = scope?.declared.get(use.name)
        if (symbol !== undefined) symbol.mentions.push({ start: use.start, end: use.end, use: use.use })
        else if (outer !== undefined) outer.used.push(use)
        else if (!use.name.endsWith(':')) others.push({ name: use.name, start: use.start, end: use.end })
      }
    },
    declare(name, kind) {
      const scope = scopes.at(-1)
      if (name.name === '' || name.name === '_' || scope === undefined) return
      const { start, end } = name
      const key = kind === 'label' ? labelKey(name.name) : name.name
      const first = scope.declared.get(key)
      if (first !== undefined) return void first.mentions.push({ start, end, use: 'declaration' })
      const mention: Mention = { start, end, use: 'declaration' }
      const symbol = { name: name.name, kind, declaration: name, scope: scope.span, mentions: [mention] }
      scope.declared.set(key, symbol)
      symbols.push(symbol)
    },
    name({ name, start, end }, access) {
      if (name !== '')
        scopes.at(-1)?.used.push({ name, start, end: Math.min(end, endOfName(tree, start, name)), use: access })
    },
    argumentName(name, of) {
      if (of?.kind === 'name') argumentNames.push({ name, callee: of.start })
    },
    label({ name, start, end }) {
      scopes.at(-1)?.used.push({ name: labelKey(name), start, end, use: 'read' })
    },
  })
  for (const { name, callee } of argumentNames) {
    const parameter = parameterOf(symbols, callee, name.name)
    parameter?.mentions.push({ start: name.start, end: name.end, use: 'read' })
  }
  for (const { mentions } of symbols) mentions.sort((a, b) => a.start - b.start)
  return { symbols, others }
}

/** The parameter of the local function that is called at an offset: its scope is the function's statement. */
function parameterOf(symbols: readonly Growing[], callee: number, name: string): Growing | undefined {
  const called = symbols.find(
    ({ kind, mentions }) => kind === 'local-function' && mentions.some(({ start }) => start === callee),
  )
  if (called === undefined) return undefined
  const { start, end } = called.declaration
  const around = symbols.filter(
    (one) => one.kind === 'parameter' && one.name === name && one.scope.start <= start && end <= one.scope.end,
  )
  return around.toSorted((a, b) => b.scope.start - a.scope.start)[0]
}

/** A name with type arguments goes further than the name. */
const endOfName = ({ source }: ExpressionTree, start: number, name: string): number =>
  start + name.length + (source.code.charAt(start) === '@' ? 1 : 0)

/** The symbol that is named at an offset of the code. */
export function symbolAt(tree: ExpressionTree, offset: number): CodeSymbol | undefined {
  return symbolsOf(tree).symbols.find(({ mentions }) =>
    mentions.some(({ start, end }) => start <= offset && offset <= end),
  )
}
