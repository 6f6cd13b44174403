import { cursorName, type Entity } from './bind/bound.ts'
import { bindTree } from './bind.ts'
import { type ClrType, isOpen, type Substitution, shortType, substitute, types } from './clr/clr-type.ts'
import { type CompletionInput, closed, fits } from './complete.ts'
import { implicitConversion } from './convert.ts'
import { lex } from './lex.ts'
import { parseExpression } from './parse.ts'
import {
  constructorsOf,
  delegateShape,
  elementType,
  extensionsNamed,
  findBase,
  type KnownMember,
  membersNamed,
  substitutionOf,
} from './registry.ts'
import type { SignatureParameter } from './signature.ts'
import type { Argument, Expr, ExpressionTree, Token } from './tree.ts'
import { walkCode } from './walk.ts'

/** One overload of what is called, its types as they are at this call. */
export interface Callable {
  /** What stands before the brackets: `string Substring`, `new Uri`. */
  readonly head: string
  readonly brackets: '()' | '[]'
  readonly parameters: readonly SignatureParameter[]
  readonly summary: string
}

/** The call whose arguments the cursor is among. */
export interface CallAt {
  readonly callables: readonly Callable[]
  /** The one that the arguments before the cursor fit. */
  readonly active: number
  /** The number of the argument at the cursor, from 0. */
  readonly argument: number
  /** `name:` in front of the argument at the cursor. */
  readonly argumentName?: string
  /** Names in front of the arguments before it. */
  readonly named: readonly string[]
}

interface Open {
  readonly tokens: readonly Token[]
  /** Index of the bracket. */
  readonly bracket: number
  readonly argument: number
}

/** The innermost call around the cursor, however unfinished it is; what follows the cursor does not count. */
export function callAt({ code, form, offset }: CompletionInput): CallAt | undefined {
  const open = openBracket(tokensBefore(code, offset))
  if (open === undefined) return undefined
  const { tokens, bracket } = open
  const callables = callablesOf(code, form, tokens, bracket)
  if (callables.length === 0) return undefined
  const first = tokens[bracket]
  const tree = parseExpression({ code: closed(code.slice(0, offset)) ?? code.slice(0, offset), form })
  const args = first === undefined ? [] : argumentsBehind(tree, first)
  const current = args[open.argument]
  const before = args.slice(0, open.argument)
  const { staticTypes } = bindTree(tree)
  const name = current?.name?.name ?? nameBefore(tokens)
  return {
    callables,
    active: Math.max(
      0,
      callables.findIndex((one) => takes(one, before, open.argument, staticTypes, name)),
    ),
    argument: open.argument,
    ...(name !== undefined && { argumentName: name }),
    named: before.flatMap((one) => one.name?.name ?? []),
  }
}

/** The parameter that the argument at the cursor goes to. */
export function parameterOf(call: CallAt, { parameters }: Callable): number | undefined {
  if (call.argumentName !== undefined) {
    const named = parameters.findIndex(({ name }) => name === call.argumentName)
    if (named >= 0) return named
  }
  const last = parameters.length - 1
  if (call.argument <= last) return call.argument
  return parameters[last]?.modifier === 'params' ? last : undefined
}

/** The tokens before the cursor, in the hole of the string that it stands in if it stands in one. */
export function tokensBefore(code: string, offset: number): readonly Token[] {
  const before = code.slice(0, offset)
  const text = closed(before + cursorName)
  if (text === undefined) return lex(before).tokens.filter(({ kind }) => kind !== 'end')
  let { tokens } = lex(text)
  for (;;) {
    const around = tokens.find((token) => token.kind === 'interpolated' && token.text.includes(cursorName))
    const hole = around?.parts?.find((part) => part.kind === 'hole' && part.start < offset && offset <= part.end)
    if (hole?.kind !== 'hole') break
    tokens = lex(text, hole.start + 1, hole.codeEnd).tokens
  }
  return tokens.filter(({ kind, start }) => kind !== 'end' && start < offset)
}

const OPENERS: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' }

function openBracket(tokens: readonly Token[]): Open | undefined {
  let argument = 0
  for (let at = tokens.length - 1; at >= 0; at--) {
    const token = tokens[at]
    if (token?.kind !== 'punctuator') continue
    const { text } = token
    if (OPENERS[text] !== undefined) at = skipBrackets(tokens, at)
    else if (text === '>') at = typeArgumentsStart(tokens, at) ?? at
    else if (text === ',') argument++
    else if (text === '{' || text === ';') return undefined
    else if ((text === '(' || text === '[') && isCall(tokens, at)) return { tokens, bracket: at, argument }
    else if (text === '(' || text === '[') argument = 0
  }
  return undefined
}

export function skipBrackets(tokens: readonly Token[], from: number): number {
  const open: string[] = []
  for (let at = from; at >= 0; at--) {
    const { kind, text } = tokens[at] ?? { kind: 'end', text: '' }
    if (kind !== 'punctuator') continue
    const partner = OPENERS[text]
    if (partner !== undefined) open.push(partner)
    else if (text === open.at(-1)) open.pop()
    if (open.length === 0) return at
  }
  return 0
}

/** The index of the `<` for a `>` that ends type arguments; undefined when it compares. */
function typeArgumentsStart(tokens: readonly Token[], close: number): number | undefined {
  let depth = 0
  for (let at = close; at > 0; at--) {
    const { kind, text } = tokens[at] ?? { kind: 'end', text: '' }
    if (text === '>') depth++
    else if (text === '<' && --depth === 0) return tokens[at - 1]?.kind === 'identifier' ? at : undefined
    else if (kind !== 'identifier' && kind !== 'keyword' && !/^[.,?[\]<]$/.test(text)) return undefined
  }
  return undefined
}

/** The index of the last token of the name in front of a bracket: type arguments are skipped. */
function nameEnd(tokens: readonly Token[], bracket: number): number {
  const before = bracket - 1
  const generic = tokens[before]?.text === '>' ? typeArgumentsStart(tokens, before) : undefined
  return generic === undefined ? before : generic - 1
}

function isCall(tokens: readonly Token[], bracket: number): boolean {
  const at = nameEnd(tokens, bracket)
  const before = tokens[at]
  if (before === undefined) return false
  if (tokens[bracket]?.text === '[') {
    const isNew = creationStart(tokens, at) !== undefined
    return !isNew && (/^(?:identifier|string|interpolated)$/.test(before.kind) || /^[)\]]$/.test(before.text))
  }
  if (before.kind === 'identifier') return true
  return before.kind === 'keyword' && tokens[at - 1]?.text === 'new'
}

/** The index of the first token of the type behind `new` that ends at an index. */
export function creationStart(tokens: readonly Token[], end: number): number | undefined {
  let at = end
  while (tokens[at - 1]?.text === '.' && tokens[at - 2]?.kind === 'identifier') at -= 2
  return tokens[at - 1]?.text === 'new' ? at : undefined
}

function callablesOf(
  code: string,
  form: CompletionInput['form'],
  tokens: readonly Token[],
  bracket: number,
): readonly Callable[] {
  const at = nameEnd(tokens, bracket)
  const name = tokens[at]
  const open = tokens[bracket]
  if (name === undefined || open === undefined) return []
  const cursorIn = (before: string) => {
    const text = closed(before + cursorName)
    return text === undefined ? undefined : bindTree(parseExpression({ code: text, form })).cursor
  }
  if (open.text === '[') {
    const owner = cursorIn(`${code.slice(0, open.start)}.`)?.owner
    return owner?.kind === 'value' ? indexersOf(owner.bound.type) : []
  }
  const created = creationStart(tokens, at)
  if (created !== undefined) {
    const text = code.slice(tokens[created]?.start, open.start)
    const { type } = bindTree(parseExpression({ code: `new ${text}()`, form: 'paren' })).body
    return constructorsOf(type).map(({ member }) => callable(member, `new ${shortType(type)}`, substitutionOf(type)))
  }
  const place = cursorIn(code.slice(0, name.start))
  const called = name.text.replace('@', '')
  if (/^\??\.$/.test(tokens[at - 1]?.text ?? '')) return place?.owner ? methodsOf(place.owner, called) : []
  const local = place?.locals.find((one) => one.name === called)
  if (local?.callable !== undefined) {
    const { parameters, returns } = local.callable
    const shown = parameters.map(({ isParams, ...one }) => ({
      ...one,
      ...(isParams && { modifier: 'params' as const }),
    }))
    return [{ head: `${shortType(returns)} ${called}`, brackets: '()', parameters: shown, summary: '' }]
  }
  const shape = local && delegateShape(local.type)
  if (shape === undefined) return []
  const parameters = shape.parameters.map((type, index) => ({ name: `arg${index + 1}`, type }))
  return [{ head: `${shortType(shape.returns)} ${called}`, brackets: '()', parameters, summary: '' }]
}

function indexersOf(type: ClrType): readonly Callable[] {
  if (type.name === '[]') {
    const head = `${shortType(type.args[0] ?? types.unknown)} this`
    return [
      { head, brackets: '[]', parameters: [{ name: 'index', type: types.int }], summary: 'An element of the array.' },
    ]
  }
  return membersNamed(type, 'this')
    .filter(({ member }) => member.signature.kind === 'indexer')
    .map(({ member, on }) => {
      const by = substitutionOf(on)
      return callable(member, `${shortType(substitute(member.signature.returnType, by))} this`, by)
    })
}

function methodsOf(owner: Entity, name: string): readonly Callable[] {
  if (owner.kind !== 'value' && owner.kind !== 'type') return []
  const type = owner.kind === 'value' ? owner.bound.type : owner.type
  const isStatic = owner.kind === 'type'
  const own = membersNamed(type, name).filter(
    ({ member }) => member.signature.kind === 'method' && member.isStatic === isStatic,
  )
  const extensions = isStatic ? [] : extensionsNamed(name).filter(({ member }) => fits(member, type))
  return [
    ...own.map(({ member, on }) => method(member, substitutionOf(on), [])),
    ...extensions.map(({ member }) => method(member, receiverTypes(member, type), ['this'])),
  ]
}

function method(one: KnownMember, by: Substitution, without: readonly string[]): Callable {
  const { signature } = one
  const open = signature.typeParameters.filter((name) => !by.has(`!${name}`))
  const generic = open.length > 0 ? `<${open.join(', ')}>` : ''
  const made = callable(one, `${shortType(substitute(signature.returnType, by))} ${signature.name}${generic}`, by)
  return { ...made, parameters: made.parameters.filter(({ modifier }) => !without.includes(modifier ?? '')) }
}

function callable({ member, signature }: KnownMember, head: string, by: Substitution): Callable {
  const parameters = signature.parameters.map((one) => ({ ...one, type: substitute(one.type, by) }))
  return { head, brackets: signature.kind === 'indexer' ? '[]' : '()', parameters, summary: member.summary }
}

/** What the receiver of an extension method says of its type parameters. */
function receiverTypes({ signature }: KnownMember, type: ClrType): Substitution {
  const first = signature.parameters[0]?.type
  if (first === undefined) return new Map()
  if (first.name.startsWith('!')) return new Map([[first.name, type]])
  const known =
    first.name === 'System.Collections.Generic.IEnumerable`1' ? [elementType(type)] : findBase(type, first.name)?.args
  return new Map(
    first.args.flatMap((arg, index) => {
      const found = known?.[index]
      return arg.name.startsWith('!') && found !== undefined ? [[arg.name, found] as const] : []
    }),
  )
}

/** The arguments behind a bracket, as far as they are written. */
function argumentsBehind(tree: ExpressionTree, bracket: Token): readonly Argument[] {
  let found: readonly Argument[] = []
  const before = (expr: Expr): number | undefined => {
    if (expr.kind === 'invocation') return expr.callee.end
    if (expr.kind === 'element') return expr.target.end
    return expr.kind === 'new' ? expr.type.end : undefined
  }
  walkCode(tree, {
    expression(expr) {
      const end = before(expr)
      if (end === undefined || !('args' in expr) || end > bracket.start || expr.end < bracket.end) return
      if (expr.args.every((arg) => arg.start >= bracket.end) && isGap(tree, end, bracket.start)) found = expr.args
    },
  })
  return found
}

const isGap = ({ source }: ExpressionTree, start: number, end: number): boolean =>
  source.code.slice(start, end).trim() === ''

/** `name:` directly before the cursor. */
function nameBefore(tokens: readonly Token[]): string | undefined {
  if (tokens.at(-1)?.text !== ':' || !/^[(,[]$/.test(tokens.at(-3)?.text ?? '')) return undefined
  return tokens.at(-2)?.text
}

function takes(
  { parameters }: Callable,
  before: readonly Argument[],
  argument: number,
  typeOf: ReadonlyMap<Expr, ClrType>,
  name: string | undefined,
): boolean {
  const last = parameters.at(-1)
  if (argument >= parameters.length && last?.modifier !== 'params' && argument > 0) return false
  if (name !== undefined && !parameters.some((one) => one.name === name)) return false
  return before.every((arg, index) => {
    const parameter = arg.name === undefined ? parameters[index] : parameters.find((one) => one.name === arg.name?.name)
    if (parameter === undefined) return last?.modifier === 'params'
    const { value } = arg
    const shape = delegateShape(parameter.type)
    if (value.kind === 'lambda') return shape?.parameters.length === value.parameters.length
    const type = typeOf.get(value)
    if (type === undefined || isOpen(type) || isOpen(parameter.type) || parameter.modifier === 'params') return true
    return implicitConversion(type, parameter.type) !== undefined
  })
}
