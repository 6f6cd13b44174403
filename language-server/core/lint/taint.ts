import type { Argument, BlockStmt, Expr, Stmt } from '../expression/tree.ts'
import { pathOf, stringOf } from './expression-path.ts'

/** One piece of the text that an expression gives. */
export type Piece =
  | { readonly kind: 'text'; readonly value: string }
  /** Chosen by the caller; `what` names where it comes from. */
  | { readonly kind: 'request'; readonly what: string }
  | { readonly kind: 'other' }

/** A text as the pieces that it is put together from. */
export type Shape = readonly Piece[]
/** The texts that an expression can give. */
export type Shapes = readonly Shape[]

/** What an evaluation reads and writes besides its result. */
export interface Flow {
  /** Of context variables, by name. */
  readonly variables: ReadonlyMap<string, Shapes>
  /** Gets the sources that are compared with something: what was looked at is not reported. */
  readonly checked: Set<string>
}

const OTHER: Shapes = [[{ kind: 'other' }]]
/** More alternatives than this are not followed. */
const LIMIT = 8

/** Follows what callers send through one expression into its result. */
export function shapesOf(root: Expr | BlockStmt, flow: Flow): Shapes {
  const locals = new Map<string, Shapes>()
  if (root.kind !== 'block') return evaluate(root, { ...flow, locals })
  const returns: Shape[] = []
  run(root, { ...flow, locals }, returns)
  return returns.slice(0, LIMIT)
}

interface Scope extends Flow {
  readonly locals: Map<string, Shapes>
  readonly receiver?: Expr
  readonly receiverShapes?: Shapes
}

function run(statement: Stmt, scope: Scope, returns: Shape[]): void {
  switch (statement.kind) {
    case 'block':
      for (const each of statement.statements) run(each, scope, returns)
      break
    case 'local':
      for (const { name, value } of statement.declarators)
        scope.locals.set(name.name, value === undefined ? OTHER : evaluate(value, scope))
      break
    case 'expression':
      evaluate(statement.expression, scope)
      break
    case 'return':
      if (statement.value !== undefined) returns.push(...evaluate(statement.value, scope))
      break
    case 'if':
      evaluate(statement.condition, scope)
      run(statement.then, scope, returns)
      if (statement.otherwise !== undefined) run(statement.otherwise, scope, returns)
      break
    case 'foreach':
      scope.locals.set(statement.name.name, derived(evaluate(statement.source, scope)))
      run(statement.body, scope, returns)
      break
    case 'for':
    case 'while':
    case 'do':
      if (statement.condition !== undefined) evaluate(statement.condition, scope)
      run(statement.body, scope, returns)
      break
    case 'switch':
      note(evaluate(statement.subject, scope), scope)
      for (const section of statement.sections) for (const each of section.statements) run(each, scope, returns)
      break
    case 'try':
      run(statement.body, scope, returns)
      for (const { body } of statement.catches) run(body, scope, returns)
      break
    default:
  }
}

function evaluate(expr: Expr, scope: Scope): Shapes {
  switch (expr.kind) {
    case 'literal': {
      const text = stringOf(expr)
      return text === undefined ? OTHER : [[{ kind: 'text', value: text }]]
    }
    case 'interpolated':
      return concatenated(expr.parts.map((part) => (part.kind === 'text' ? [[part]] : evaluate(part.value, scope))))
    case 'name':
      return scope.locals.get(expr.name) ?? OTHER
    case 'parenthesized':
      return evaluate(expr.inner, scope)
    case 'cast':
    case 'as':
      return evaluate(expr.operand, scope)
    case 'unary':
      evaluate(expr.operand, scope)
      return OTHER
    case 'binary':
      return evaluateBinary(expr, scope)
    case 'conditional':
      evaluate(expr.condition, scope)
      return alternatives(evaluate(expr.whenTrue, scope), evaluate(expr.whenFalse, scope))
    case 'assignment': {
      const value = evaluate(expr.value, scope)
      if (expr.target.kind === 'name') {
        const before = scope.locals.get(expr.target.name) ?? []
        const after = expr.operator === '+=' ? concatenated([before, value]) : alternatives(before, value)
        scope.locals.set(expr.target.name, after)
      }
      return value
    }
    case 'conditional-access': {
      const receiverShapes = evaluate(expr.target, scope)
      return evaluate(expr.access, { ...scope, receiver: expr.target, receiverShapes })
    }
    case 'receiver':
      return scope.receiverShapes ?? OTHER
    case 'member':
      return sourceAt(expr, scope) ?? (SAFE.has(expr.name.name) ? OTHER : derived(evaluate(expr.target, scope)))
    case 'element': {
      for (const { value } of expr.args) evaluate(value, scope)
      return keyed(expr.target, expr.args, scope) ?? derived(evaluate(expr.target, scope))
    }
    case 'invocation':
      return evaluateCall(expr, scope)
    case 'new':
      return concatenated(expr.args.slice(0, 1).map(({ value }) => evaluate(value, scope)))
    case 'lambda':
      if (expr.body.kind === 'block') run(expr.body, scope, [])
      else evaluate(expr.body, scope)
      return OTHER
    default:
      return OTHER
  }
}

const isNothing = (expr: Expr): boolean =>
  stringOf(expr) === '' || (expr.kind === 'literal' && expr.literal.kind === 'null')

function evaluateBinary(expr: Extract<Expr, { readonly kind: 'binary' }>, scope: Scope): Shapes {
  const [left, right] = [evaluate(expr.left, scope), evaluate(expr.right, scope)]
  if (expr.operator === '+') return concatenated([left, right])
  if (expr.operator === '??') return alternatives(left, right)
  if ((expr.operator === '==' || expr.operator === '!=') && !isNothing(expr.left) && !isNothing(expr.right)) {
    note(left, scope)
    note(right, scope)
  }
  return OTHER
}

/** Methods that give the same text in another writing. */
const KEEPING = /^(?:To(?:Lower|Upper)(?:Invariant)?|Trim(?:Start|End)?|ToString|Append|Normalize)$/
/** Methods that look at a text: whoever asks so compares it. */
const CHECKING = /^(?:Contains|StartsWith|EndsWith|Equals|IsMatch|Any|All|IndexOf|Compare|CompareTo|TryGetValue|Match)$/
/** What no longer lets a caller choose a host, and what says nothing of the text. */
const SAFE: ReadonlySet<string> = new Set([
  ...[
    'EscapeDataString',
    'UrlEncode',
    'HtmlEncode',
    'ToBase64String',
    'GetHashCode',
    'ComputeHash',
    'AsJwt',
    'AsBasic',
  ],
  ...['TryParseJwt', 'TryParseBasic', 'ToInt32', 'ToInt64', 'Length', 'Count', 'HasValue', 'StatusCode', 'ContainsKey'],
  ...['IsNullOrEmpty', 'IsNullOrWhiteSpace', 'ContentType', 'UserId'],
])

function evaluateCall(expr: Extract<Expr, { readonly kind: 'invocation' }>, scope: Scope): Shapes {
  const { callee } = expr
  const args = expr.args.map(({ value }) => evaluate(value, scope))
  if (callee.kind !== 'member') return OTHER
  const method = callee.name.name
  const target = evaluate(callee.target, scope)
  if (CHECKING.test(method)) {
    for (const shapes of [target, ...args]) note(shapes, scope)
    return OTHER
  }
  if (SAFE.has(method)) return OTHER
  if (method === 'GetValueOrDefault') {
    const found = keyed(callee.target, expr.args, scope)
    if (found !== undefined) return alternatives(found, args[1] ?? [])
  }
  const type = callee.target.kind === 'type-expression' || isTypeName(callee.target)
  if (type) return evaluateStatic(method, expr.args, args)
  return KEEPING.test(method) ? target : derived(target)
}

const isTypeName = (expr: Expr): boolean => /^(?:[A-Z]\w*\.)*[A-Z]\w*$|^string$/.test(pathOf(expr) ?? '')

function evaluateStatic(method: string, written: readonly Argument[], args: readonly Shapes[]): Shapes {
  if (method === 'Concat' || method === 'Join') return concatenated(method === 'Join' ? args.slice(1) : args)
  if (method === 'Format') {
    const format = stringOf(written[0]?.value)
    if (format === undefined) return OTHER
    const parts = format.split(/\{(\d+)[^{}]*\}/)
    return concatenated(
      parts.map((part, at) => (at % 2 === 0 ? [[{ kind: 'text', value: part }]] : (args[Number(part) + 1] ?? OTHER))),
    )
  }
  return /^(?:UnescapeDataString|UrlDecode|HtmlDecode|ToString|GetString|FromBase64String|GetBytes)$/.test(method)
    ? derived(args.flat())
    : OTHER
}

/** What of a request its caller chooses freely. The host is none of it: the gateway answers for its own host names only. */
const sources: Readonly<Record<string, string>> = {
  'context.Request.Headers': 'header',
  'context.Request.Url.Query': 'query parameter',
  'context.Request.OriginalUrl.Query': 'query parameter',
  'context.Request.MatchedParameters': 'path parameter',
  'context.Request.Body': 'body',
}

const sourceOf = (expr: Expr, { receiver }: Scope): string | undefined => {
  const path = pathOf(expr, receiver)
  return path !== undefined && Object.hasOwn(sources, path) ? sources[path] : undefined
}

function sourceAt(expr: Expr, scope: Scope): Shapes | undefined {
  const source = sourceOf(expr, scope)
  return source === undefined
    ? undefined
    : [[{ kind: 'request', what: source === 'body' ? 'the body' : `a ${source}` }]]
}

/** What stands under a key: a context variable, a header, a parameter. */
function keyed(target: Expr, args: readonly Argument[], scope: Scope): Shapes | undefined {
  const key = stringOf(args[0]?.value)
  if (pathOf(target, scope.receiver) === 'context.Variables') {
    return (key === undefined ? undefined : scope.variables.get(key)) ?? OTHER
  }
  const source = sourceOf(target, scope)
  if (source === undefined || source === 'body') return undefined
  if (key !== undefined && source === 'header' && key.toLowerCase() === 'host') return OTHER
  return [[{ kind: 'request', what: key === undefined ? `a ${source}` : `the ${source} '${key}'` }]]
}

const isRequest = (piece: Piece): piece is Extract<Piece, { readonly kind: 'request' }> => piece.kind === 'request'

/** A part of something, or something made of it: it is the caller's when anything in the whole is. */
function derived(shapes: Shapes): Shapes {
  const found = shapes.flat().find(isRequest)
  return found === undefined ? OTHER : [[found]]
}

function note(shapes: Shapes, { checked }: Scope): void {
  for (const piece of shapes.flat()) if (isRequest(piece)) checked.add(piece.what)
}

const alternatives = (a: Shapes, b: Shapes): Shapes => [...a, ...b].slice(0, LIMIT)

function concatenated(parts: readonly Shapes[]): Shapes {
  let whole: Shapes = [[]]
  for (const part of parts) {
    if (part.length > 0) whole = whole.flatMap((before) => part.map((piece) => [...before, ...piece])).slice(0, LIMIT)
  }
  return whole
}
