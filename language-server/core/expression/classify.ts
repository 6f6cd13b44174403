import type { Span } from '../text/span.ts'
import { checkTree } from './check.ts'
import type { DeclarationKind } from './code-visitor.ts'
import { namingTexts } from './complete-text.ts'
import { lex } from './lex.ts'
import { findTypeName, isNamespace, knownType, membersNamed } from './registry.ts'
import { symbolsOf } from './symbols.ts'
import type { Expr, ExpressionTree, Identifier, Token, TypeSyntax } from './tree.ts'
import { walkCode } from './walk.ts'

export type WordKind =
  | 'keyword'
  | 'string'
  | 'number'
  | 'comment'
  | 'namespace'
  | 'class'
  | 'struct'
  | 'enum'
  | 'interface'
  | 'variable'
  | 'parameter'
  | 'function'
  | 'label'
  | 'property'
  | 'method'
  | 'enumMember'
  | 'interpolation'
  | 'namedValue'
  | 'contextVariable'

export type WordTrait = 'declaration' | 'readonly' | 'static' | 'modification' | 'defaultLibrary'

/** What a stretch of C# is. */
export interface Word extends Span {
  readonly kind: WordKind
  readonly traits: readonly WordTrait[]
}

interface Meant {
  readonly kind: WordKind
  readonly traits: readonly WordTrait[]
}

const known = new WeakMap<ExpressionTree, readonly Word[]>()

/** What each token of an expression is, in the order of the code; they do not overlap. Operators and brackets are left out. */
export function classify(tree: ExpressionTree): readonly Word[] {
  const done = known.get(tree)
  if (done !== undefined) return done
  const words: Word[] = []
  const meant = meanings(tree)
  const { code } = tree.source
  writeTokens(tree.tokens, { code, words, meant, cuts: cutsOf(tree) })
  known.set(tree, words)
  return words
}

interface Writing {
  readonly code: string
  readonly words: Word[]
  readonly meant: ReadonlyMap<number, Meant>
  /** Stretches of strings that are something of their own, in order. */
  readonly cuts: readonly (Span & Meant)[]
}

/** Words of C# that are names elsewhere. */
const CONTEXTUAL = new Set(
  'var dynamic nameof when await from where select let join on equals into orderby ascending descending group by'.split(
    ' ',
  ),
)

const LITERALS: Readonly<Record<string, WordKind>> = { number: 'number', string: 'string', char: 'string' }

function writeTokens(tokens: readonly Token[], writing: Writing): void {
  for (const token of tokens) {
    writeComments(token, writing)
    const { start, end, kind, text } = token
    const literal = LITERALS[kind]
    if (kind === 'keyword') put(writing, { start, end, kind: 'keyword', traits: [] })
    else if (kind === 'named-value') put(writing, { start, end, kind: 'namedValue', traits: [] })
    else if (literal !== undefined) putCut(writing, { start, end }, literal)
    else if (kind === 'interpolated') writeInterpolated(token, writing)
    else if (kind === 'identifier') {
      const found = writing.meant.get(start)
      if (found !== undefined) put(writing, { start, end, ...found })
      else if (CONTEXTUAL.has(text)) put(writing, { start, end, kind: 'keyword', traits: [] })
    }
  }
}

function writeComments({ fullStart, start }: Token, writing: Writing): void {
  if (start - fullStart < 2) return
  for (const match of writing.code.slice(fullStart, start).matchAll(/\/\/[^\r\n]*|\/\*[\s\S]*?\*\//g)) {
    const from = fullStart + match.index
    put(writing, { start: from, end: from + match[0].length, kind: 'comment', traits: [] })
  }
}

function writeInterpolated({ start, end, parts = [] }: Token, writing: Writing): void {
  let from = start
  for (const part of parts) {
    if (part.kind !== 'hole') continue
    putCut(writing, { start: from, end: part.start }, 'string')
    put(writing, { start: part.start, end: part.start + 1, kind: 'interpolation', traits: [] })
    writeTokens(lex(writing.code, part.start + 1, part.codeEnd).tokens, writing)
    const behind = Math.max(part.codeEnd, part.end - 1)
    if (behind > part.codeEnd) put(writing, { start: part.codeEnd, end: behind, kind: 'number', traits: [] })
    if (part.end > behind) put(writing, { start: behind, end: part.end, kind: 'interpolation', traits: [] })
    from = part.end
  }
  putCut(writing, { start: from, end }, 'string')
}

function put({ words }: Writing, word: Word): void {
  if (word.end > word.start) words.push(word)
}

/** A string without what stands in it as something of its own. */
function putCut(writing: Writing, { start, end }: Span, kind: WordKind): void {
  let from = start
  for (const cut of writing.cuts) {
    if (cut.start < from || cut.end > end) continue
    put(writing, { start: from, end: cut.start, kind, traits: [] })
    put(writing, cut)
    from = cut.end
  }
  put(writing, { start: from, end, kind, traits: [] })
}

function cutsOf(tree: ExpressionTree): readonly (Span & Meant)[] {
  const { code } = tree.source
  const variables = code.includes('Variables')
    ? namingTexts(tree.tokens, code).flatMap(({ names, span }) =>
        names === 'variable' ? [{ ...span, kind: 'contextVariable' as const, traits: [] }] : [],
      )
    : []
  const values = tree.namedValues.map(({ start, end }) => ({ start, end, kind: 'namedValue' as const, traits: [] }))
  if (variables.length === 0) return values
  return [...variables, ...values].sort((a, b) => a.start - b.start)
}

const ofDeclaration: Readonly<Record<DeclarationKind, WordKind>> = {
  local: 'variable',
  constant: 'variable',
  parameter: 'parameter',
  'lambda-parameter': 'parameter',
  'range-variable': 'variable',
  'local-function': 'function',
  label: 'label',
}

const ofType = { class: 'class', static: 'class', struct: 'struct', enum: 'enum', interface: 'interface' } as const

/** What the names of the code stand for, by where they begin. */
function meanings(tree: ExpressionTree): ReadonlyMap<number, Meant> {
  const found = new Map<number, Meant>()
  const own = symbolsOf(tree)
  const { typeOf } = checkTree(tree)
  const note = (start: number, kind: WordKind, ...traits: WordTrait[]): void => void found.set(start, { kind, traits })
  for (const { kind, mentions } of own.symbols) {
    for (const { start, use } of mentions) {
      note(start, ofDeclaration[kind], ...traitsOf(kind, use))
    }
  }
  const isOwn = (start: number): boolean => found.has(start)

  const noteType = (name: string, arity: number, at: Identifier): boolean => {
    const full = findTypeName(name, arity)
    if (full === undefined) return false
    note(at.start, ofType[knownType(full)?.definition.kind ?? 'class'], 'defaultLibrary')
    return true
  }
  const noteMember = (expr: Extract<Expr, { kind: 'member' }>, isCalled: boolean): void => {
    const { name, target } = expr
    const owner = typeNameOf(target, isOwn)
    if (owner !== undefined) {
      const type = knownType(owner)
      if (type?.definition.values !== undefined && Object.hasOwn(type.definition.values, name.name))
        note(name.start, 'enumMember', 'readonly')
      else note(name.start, isCalled ? 'method' : 'property', 'static')
      return
    }
    const of = typeOf(target)
    const property = of && membersNamed(of, name.name).some(({ member }) => member.signature.kind === 'property')
    note(name.start, isCalled || (property === false && isMethod(of, name.name)) ? 'method' : 'property')
  }

  walkCode(tree, {
    expression(expr, parents) {
      if (expr.kind === 'name' && !isOwn(expr.start)) {
        if (expr.name === 'context') note(expr.start, 'variable', 'readonly', 'defaultLibrary')
        else if (!noteType(expr.name, expr.typeArgs?.length ?? 0, expr) && isNamespace(expr.name))
          note(expr.start, 'namespace')
      } else if (expr.kind === 'member') {
        const dotted = dottedName(expr, isOwn)
        if (dotted !== undefined && isNamespace(dotted)) note(expr.name.start, 'namespace')
        else if (dotted === undefined || !noteType(dotted, expr.typeArgs?.length ?? 0, expr.name)) {
          const parent = parents.at(-1)
          noteMember(expr, parent?.kind === 'invocation' && parent.callee === expr)
        }
      } else if (expr.kind === 'new-anonymous') {
        for (const { name } of expr.members) if (!isOwn(name.start)) note(name.start, 'property', 'declaration')
      }
    },
    type: (syntax) => noteTypeSyntax(syntax, noteType, note),
    argumentName: ({ start }) => void (isOwn(start) || note(start, 'parameter')),
    memberName: ({ start }) => note(start, 'property'),
  })
  return found
}

function traitsOf(kind: DeclarationKind, use: 'declaration' | 'write' | 'read'): WordTrait[] {
  const readonly: WordTrait[] = kind === 'constant' || kind === 'range-variable' ? ['readonly'] : []
  if (use === 'declaration') return ['declaration', ...readonly]
  return use === 'write' ? ['modification', ...readonly] : readonly
}

const isMethod = (type: ReturnType<ReturnType<typeof checkTree>['typeOf']>, name: string): boolean =>
  type !== undefined && membersNamed(type, name).some(({ member }) => member.signature.kind === 'method')

function noteTypeSyntax(
  syntax: TypeSyntax,
  noteType: (name: string, arity: number, at: Identifier) => boolean,
  note: (start: number, kind: WordKind) => void,
): void {
  if (syntax.kind !== 'named-type') return
  const names = syntax.parts.map(({ name }) => name)
  const last = syntax.parts.at(-1)
  if (last === undefined || (names.length === 1 && last.name === 'var')) return
  if (!noteType(names.join('.'), last.args?.length ?? 0, last)) note(last.start, 'class')
  for (const part of syntax.parts.slice(0, -1)) note(part.start, 'namespace')
}

/** `a.b.c` when it begins with a name that the code does not declare. */
function dottedName(expr: Expr, isOwn: (start: number) => boolean): string | undefined {
  if (expr.kind === 'name') return isOwn(expr.start) || expr.name === 'context' ? undefined : expr.name
  if (expr.kind !== 'member') return undefined
  const before = dottedName(expr.target, isOwn)
  return before === undefined ? undefined : `${before}.${expr.name.name}`
}

/** The full name of the type that an expression names; undefined when it is a value. */
function typeNameOf(expr: Expr, isOwn: (start: number) => boolean): string | undefined {
  if (expr.kind === 'type-expression' && expr.type.kind === 'predefined-type') return `System.${expr.type.keyword}`
  const dotted = dottedName(expr, isOwn)
  const arity = (expr.kind === 'name' || expr.kind === 'member' ? expr.typeArgs?.length : 0) ?? 0
  return dotted === undefined ? undefined : findTypeName(dotted, arity)
}
