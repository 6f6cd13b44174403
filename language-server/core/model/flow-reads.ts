import type { Argument, Expr, ExpressionTree } from '../expression/tree.ts'
import type { Span } from '../text/span.ts'
import { oncePerTree } from './expressions.ts'
import { type Where, walkCode } from './flow-code.ts'
import { canonical, conditionFacts, isNullLiteral, keyText, type Locals, literalText } from './flow-facts.ts'

/** The circumstances of one thing that an expression does. */
interface Circumstances {
  readonly isCertain: boolean
  readonly isCaught: boolean
  /** The entry, body or object it needs was tested for before. */
  readonly isTested: boolean
}

/** One look into a dictionary of the context by a name that stands in the code. */
export interface NamedRead extends Circumstances {
  readonly kind: 'entry'
  /** Canonical text of the dictionary: `context.variables`, `context.request.headers`. */
  readonly dictionary: string
  /** Canonical text of the entry; the name of its fact. */
  readonly key: string
  readonly name: string
  /** Of the name in the code, without its quotes. */
  readonly nameSpan: Span
  /** `index` throws when there is no such entry; `default` gives something else; `test` only asks. */
  readonly use: 'index' | 'default' | 'test'
  readonly term: Extract<Expr, { kind: 'element' | 'invocation' }>
  /** It is a `GetValueOrDefault<T>`: the type of the term is T. */
  readonly isTyped: boolean
  readonly defaultValue: Expr | undefined
  /** What is done with the value at once. */
  readonly consumer: Consumer
}

export type Consumer =
  | {
      readonly kind: 'cast' | 'as'
      readonly term: Extract<Expr, { kind: 'cast' | 'as' }>
      /** What is done with the result at once. */
      readonly used: MemberUse | undefined
    }
  | (MemberUse & { readonly kind: 'member' })
  | { readonly kind: 'other' }

/** A member of a value is used, without a question mark. */
export interface MemberUse {
  readonly term: Expr
  readonly name: string
  readonly nameSpan: Span
}

/** `context.Request.Body.As<T>()` and `AsFormUrlEncodedContent()`. */
export interface BodyRead extends Circumstances {
  readonly kind: 'body'
  /** Canonical text of the body: `context.request.body`. */
  readonly body: string
  readonly preserves: 'yes' | 'no' | 'unknown'
  readonly term: Extract<Expr, { kind: 'invocation' }>
}

/** A use of a part of the context that is not always there. */
export interface PartRead extends Circumstances {
  readonly kind: 'part'
  readonly part: Part
  readonly term: Extract<Expr, { kind: 'member' }>
  readonly used: MemberUse | undefined
}

/** By its canonical text. */
const PARTS = {
  'context.response': 'response',
  'context.lasterror': 'last-error',
  'context.user': 'user',
  'context.subscription': 'subscription',
  'context.product': 'product',
} as const

type Part = (typeof PARTS)[keyof typeof PARTS]

export type CodeRead = NamedRead | BodyRead | PartRead

export interface CodeReads {
  /** About in the order in which they are computed. */
  readonly reads: readonly CodeRead[]
  /** What holds when the expression, as a condition, gave true, and when it gave false. */
  readonly whenTrue: ReadonlySet<string>
  readonly whenFalse: ReadonlySet<string>
  /** The variables are used in a way that names none: any may be read. */
  readonly readsAnyVariable: boolean
}

const NOTHING: CodeReads = { reads: [], whenTrue: new Set(), whenFalse: new Set(), readsAnyVariable: false }

/** Longer expressions are not looked into, so that none takes long; the longest of practice have a few hundred tokens. */
const TOKENS = 4000

/** What an expression reads of the context. Worked out once per tree. */
export const readsOf: (tree: ExpressionTree) => CodeReads = oncePerTree((tree) => {
  const { code } = tree.source
  if (!/context/.test(code) || tree.tokens.length > TOKENS) {
    return tree.tokens.length > TOKENS ? { ...NOTHING, readsAnyVariable: true } : NOTHING
  }
  const reads: CodeRead[] = []
  let variablesNamed = 0
  let variables = 0
  let locals: Locals = new Map()
  walkCode(tree, (term, where) => {
    locals = where.locals
    if (term.kind === 'member' && term.name.name === 'Variables') variables++
    const read = readOf(term, where, tree)
    if (read === undefined) return
    if (read.kind === 'entry' && read.dictionary === VARIABLES) variablesNamed++
    reads.push(read)
  })
  const condition = conditionOf(tree)
  const told = condition === undefined ? NOTHING : conditionFacts(condition, locals)
  return { reads, whenTrue: told.whenTrue, whenFalse: told.whenFalse, readsAnyVariable: variables > variablesNamed }
})

export const VARIABLES = 'context.variables'

/** The fact that tells whether what is read is there; for a body, whether it has been read. */
export function factOf(read: CodeRead): string {
  if (read.kind === 'entry') return read.key
  return read.kind === 'body' ? `${read.body} read` : `context.${read.part.replace('-', '')}`
}

/** The term that an expression gives back: that of its last statement where it has several. */
export function conditionOf({ root }: ExpressionTree): Expr | undefined {
  if (root.kind !== 'block') return root
  const last = root.statements.at(-1)
  return last?.kind === 'return' ? last.value : undefined
}

function readOf(term: Expr, where: Where, tree: ExpressionTree): CodeRead | undefined {
  switch (term.kind) {
    case 'element':
      return elementRead(term, where, tree)
    case 'invocation':
      return callRead(term, where, tree)
    case 'member':
      return partRead(term, where)
    default:
      return undefined
  }
}

function partRead(term: Extract<Expr, { kind: 'member' }>, where: Where): PartRead | undefined {
  if (term.target.kind !== 'name' || term.target.name !== 'context') return undefined
  const text = canonical(term, where.locals)
  const part = Object.hasOwn(PARTS, text) ? PARTS[text as keyof typeof PARTS] : undefined
  if (part === undefined) return undefined
  // Comparing it with null, or asking with a question mark, is how to find out whether it is there.
  const parent = outer(where.parents)
  const asks =
    (parent?.kind === 'binary' && (isNullLiteral(parent.left) || isNullLiteral(parent.right))) ||
    (parent?.kind === 'binary' && parent.operator === '??') ||
    parent?.kind === 'conditional-access' ||
    parent?.kind === 'is'
  return {
    kind: 'part',
    part,
    term,
    used: memberUse(term, where.parents),
    ...circumstances(where, text),
    ...(asks && { isTested: true }),
  }
}

function elementRead(term: Extract<Expr, { kind: 'element' }>, where: Where, tree: ExpressionTree) {
  const [key] = term.args
  if (key === undefined || term.args.length > 1) return undefined
  return entry({ term, dictionary: term.target, key, use: 'index' }, where, tree)
}

function callRead(term: Extract<Expr, { kind: 'invocation' }>, where: Where, tree: ExpressionTree) {
  const { callee, args } = term
  if (callee.kind !== 'member') return undefined
  switch (callee.name.name) {
    case 'GetValueOrDefault':
    case 'ContainsKey':
    case 'TryGetValue': {
      const [key, second] = args
      if (key === undefined) return undefined
      const use = callee.name.name === 'GetValueOrDefault' ? 'default' : 'test'
      return entry({ term, dictionary: callee.target, key, use, second }, where, tree)
    }
    case 'As':
    case 'AsFormUrlEncodedContent': {
      const body = canonical(callee.target, where.locals)
      if (!body.endsWith('.body')) return undefined
      return { kind: 'body' as const, body, preserves: preserves(args), term, ...circumstances(where, `${body} read`) }
    }
    default:
      return undefined
  }
}

function preserves(args: readonly Argument[]): BodyRead['preserves'] {
  const argument = args.find(({ name }) => name?.name === 'preserveContent') ?? args[0]
  if (argument === undefined) return 'no'
  const { value } = argument
  return value.kind === 'literal' && value.literal.kind === 'bool' ? (value.literal.value ? 'yes' : 'no') : 'unknown'
}

interface Entry {
  readonly term: NamedRead['term']
  readonly dictionary: Expr
  readonly key: Argument
  readonly use: NamedRead['use']
  readonly second?: Argument | undefined
}

const KNOWN: ReadonlySet<string> = new Set([
  VARIABLES,
  'context.request.headers',
  'context.response.headers',
  'context.request.url.query',
  'context.request.originalurl.query',
  'context.request.matchedparameters',
])

function entry({ term, dictionary: owner, key: argument, use, second }: Entry, where: Where, tree: ExpressionTree) {
  const dictionary = canonical(owner, where.locals)
  if (!KNOWN.has(dictionary) && !dictionary.endsWith('.headers')) return undefined
  const name = literalText(argument.value, where.locals)
  if (name === undefined) return undefined
  const { code } = tree.source
  const { start, end } = argument.value
  // A local that holds the name has no name to show in this place.
  const isHere = argument.value.kind === 'literal'
  const open = isHere ? start + code.slice(start, end).indexOf('"') + 1 : start
  const key = keyText(dictionary, name)
  const read: NamedRead = {
    kind: 'entry',
    dictionary,
    key,
    name,
    nameSpan: { start: open, end: isHere ? end - 1 : end },
    use,
    term,
    isTyped: term.kind === 'invocation' && term.callee.kind === 'member' && term.callee.typeArgs?.length === 1,
    defaultValue: use === 'default' ? second?.value : undefined,
    consumer: consumerOf(term, where.parents),
    ...circumstances(where, key),
  }
  return read
}

const circumstances = ({ isCertain, isCaught, facts }: Where, fact: string): Circumstances => ({
  isCertain,
  isCaught,
  isTested: facts.has(fact),
})

function outer(parents: readonly Expr[]): Expr | undefined {
  return parents.findLast(({ kind }) => kind !== 'parenthesized')
}

function consumerOf(term: Expr, parents: readonly Expr[]): Consumer {
  const at = parents.findLastIndex(({ kind }) => kind !== 'parenthesized')
  const parent = parents[at]
  if (parent?.kind === 'cast' || parent?.kind === 'as')
    return { kind: parent.kind, term: parent, used: memberUse(parent, parents.slice(0, at)) }
  const used = memberUse(term, parents)
  return used === undefined ? { kind: 'other' } : { kind: 'member', ...used }
}

function memberUse(term: Expr, parents: readonly Expr[]): MemberUse | undefined {
  const parent = outer(parents)
  if (parent?.kind === 'member') {
    const { start, end, name } = parent.name
    return { term: parent, name, nameSpan: { start, end } }
  }
  // As the key of another the value is used like any other.
  if (parent?.kind !== 'element' || bare(parent.target) !== term) return undefined
  return { term: parent, name: 'this', nameSpan: { start: parent.start, end: parent.end } }
}

const bare = (term: Expr): Expr => (term.kind === 'parenthesized' ? bare(term.inner) : term)
