import { contextType, cursorName, type Entity } from './bind/bound.ts'
import { bindTree } from './bind.ts'
import { type ClrType, clrType, isUnknown, printType, shortType, substitute, types } from './clr/clr-type.ts'
import { implicitConversion } from './convert.ts'
import { lex } from './lex.ts'
import { parseExpression } from './parse.ts'
import {
  allExtensions,
  allMembers,
  elementType,
  findBase,
  findTypeName,
  type KnownMember,
  knownType,
  knownTypes,
  substitutionOf,
} from './registry.ts'
import type { ExpressionForm } from './tree.ts'

export type CompletionKind =
  | 'property'
  | 'method'
  | 'extension'
  | 'enum-member'
  | 'local'
  | 'context'
  | 'type'
  | 'namespace'

/** One thing that can stand at the cursor. */
export interface Completion {
  readonly label: string
  readonly kind: CompletionKind
  /** C# text of each overload: `string Substring(int startIndex, int length)`; the type of a local. */
  readonly signatures: readonly string[]
  readonly summary: string
  readonly isStatic: boolean
  /** The .NET name of what it gives or is. */
  readonly type: string
}

/** What can stand at a place in an expression. */
export interface Completions {
  /** `member` behind a dot, `type` behind `new` and the like, `name` where a term may begin. */
  readonly place: 'member' | 'type' | 'name'
  /** C# name of what stands before the dot. */
  readonly owner?: string
  /** The part of the code that an item replaces: the name the cursor is in. */
  readonly replace: { readonly start: number; readonly end: number }
  readonly items: readonly Completion[]
}

export interface CompletionInput {
  readonly code: string
  readonly form: ExpressionForm
  /** Of the cursor, in the code. */
  readonly offset: number
}

/** So many strings in holes of strings may stand around the cursor. */
const nestingLimit = 6

/**
 * What can stand at the cursor: what follows it does not count, so it may be as unfinished as it likes. Undefined inside text and
 * comments, and where nothing is known.
 */
export function completionsAt({ code, form, offset }: CompletionInput): Completions | undefined {
  let start = offset
  while (start > 0 && isPart(code, start - 1)) start--
  let end = offset
  while (end < code.length && isPart(code, end)) end++
  const before = closed(`${code.slice(0, start)}${cursorName}`)
  if (before === undefined) return undefined
  const { cursor } = bindTree(parseExpression({ code: before, form }))
  if (cursor === undefined) return undefined
  const replace = { start, end }
  switch (cursor.kind) {
    case 'member': {
      if (cursor.owner === undefined) return undefined
      const owner = ownerName(cursor.owner)
      return { place: 'member', replace, ...(owner !== undefined && { owner }), items: membersOf(cursor.owner) }
    }
    case 'type':
      return { place: 'type', replace, items: cursor.owner ? membersOf(cursor.owner) : typeNames('') }
    default: {
      const locals = cursor.locals.filter(({ name }) => /^[\p{L}_]/u.test(name) && name !== 'new' && name !== 'nested')
      return {
        place: 'name',
        replace,
        items: [
          ...locals.map(
            ({ name, type, callable }): Completion => ({
              label: name,
              kind: 'local',
              signatures: [
                callable
                  ? `${shortType(callable.returns)} ${name}(${callable.parameters.map((one) => `${shortType(one.type)} ${one.name}`).join(', ')})`
                  : `${shortType(type)} ${name}`,
              ],
              summary: '',
              isStatic: false,
              type: printType(type),
            }),
          ),
          {
            label: 'context',
            kind: 'context',
            signatures: ['IProxyRequestContext context'],
            summary: knownType(contextType.name)?.definition.summary ?? '',
            isStatic: false,
            type: contextType.name,
          },
          ...typeNames(''),
        ],
      }
    }
  }
}

/** Whether the character at an offset can be part of a name. */
const isPart = (code: string, at: number): boolean => /[\p{L}\p{N}_]/u.test(code[at] ?? '')

/** The code with the strings closed in whose holes the cursor stands; undefined when it stands in text or a comment. */
export function closed(code: string): string | undefined {
  let text = code
  for (let depth = 0; depth < nestingLimit; depth++) {
    const { faults, tokens } = lex(text)
    if (!tokens.some((token) => token.text.includes(cursorName))) return undefined
    const open = faults.find((fault) => fault.end >= code.length)
    if (open === undefined) return text
    if (open.code !== 'CS8076') return undefined
    text += '}"'
  }
  return undefined
}

function ownerName(owner: Entity): string | undefined {
  switch (owner.kind) {
    case 'value':
      return isUnknown(owner.bound.type) ? undefined : shortType(owner.bound.type)
    case 'type':
      return shortType(owner.type)
    case 'namespace':
      return owner.name
    default:
      return undefined
  }
}

function membersOf(owner: Entity): readonly Completion[] {
  switch (owner.kind) {
    case 'value':
      return instanceMembers(owner.bound.type)
    case 'type':
      return staticMembers(owner.type)
    case 'namespace':
      return typeNames(`${owner.name}.`)
    default:
      return []
  }
}

const isCallable = (name: string): boolean => !name.startsWith('op_') && name !== 'this' && name !== '.ctor'

/**
 * What the members of a type are does not change while the program runs, and they are asked for with each letter. So many types are
 * remembered by their name; then it begins anew.
 */
const REMEMBERED_TYPES = 200
const remembered = new Map<string, readonly Completion[]>()

/** The name of a tuple or of an anonymous type does not tell what its parts are called. */
const isTold = ({ labels, args }: ClrType): boolean => labels === undefined && args.every(isTold)

/** Members of a value of the type, and the extension methods that fit it. */
export function instanceMembers(type: ClrType): readonly Completion[] {
  if (isUnknown(type)) return []
  if (!isTold(type)) return readInstanceMembers(type)
  const name = printType(type)
  const known = remembered.get(name)
  if (known !== undefined) return known
  const members = readInstanceMembers(type)
  if (remembered.size >= REMEMBERED_TYPES) remembered.clear()
  remembered.set(name, members)
  return members
}

function readInstanceMembers(type: ClrType): readonly Completion[] {
  const found = new Map<string, Completion>()
  for (const [index, label] of (type.labels ?? []).entries()) {
    const of = type.args[index] ?? types.unknown
    put(found, { label, kind: 'property', text: `${shortType(of)} ${label}`, summary: '', type: of })
  }
  const own = [...allMembers(type), ...allMembers(types.object)]
  for (const member of own) if (!member.isStatic) putMember(found, member, 'method', typeOn(member, type))
  for (const list of allExtensions().values()) {
    for (const member of list) if (fits(member, type)) putMember(found, member, 'extension')
  }
  return [...found.values()]
}

function staticMembers(type: ClrType): readonly Completion[] {
  const found = new Map<string, Completion>()
  const definition = knownType(type.name)?.definition
  for (const [label, value] of Object.entries(definition?.values ?? {}))
    put(found, { label, kind: 'enum-member', text: `${label} = ${value}`, summary: '', type, isStatic: true })
  for (const member of allMembers(type)) {
    const isExtension = member.signature.parameters[0]?.modifier === 'this'
    if (member.isStatic && !isExtension) putMember(found, member, 'method', typeOn(member, type))
  }
  for (const one of typeNames(`${type.name}.`)) found.set(one.label, one)
  return [...found.values()]
}

const typeOn = (member: KnownMember, type: ClrType): ClrType =>
  substitute(member.signature.returnType, substitutionOf(findBase(type, member.declaring) ?? type))

export function fits(member: KnownMember, type: ClrType): boolean {
  const first = member.signature.parameters[0]?.type
  if (!first) return false
  if (first.name.startsWith('!')) return true
  if (first.args.length === 0) return implicitConversion(type, first) !== undefined
  if (first.name === 'System.Collections.Generic.IEnumerable`1') {
    const element = elementType(type)
    const wanted = first.args[0] ?? types.unknown
    return element !== undefined && (wanted.name.startsWith('!') || implicitConversion(element, wanted) !== undefined)
  }
  return findBase(type, first.name) !== undefined
}

interface Found {
  readonly label: string
  readonly kind: CompletionKind
  readonly text: string
  readonly summary: string
  readonly type: ClrType
  readonly isStatic?: boolean
}

function put(found: Map<string, Completion>, { label, kind, text, summary, type, isStatic = false }: Found): void {
  const known = found.get(label)
  if (known?.signatures.includes(text)) return
  if (known) found.set(label, { ...known, signatures: [...known.signatures, text] })
  else found.set(label, { label, kind, signatures: [text], summary, isStatic, type: printType(type) })
}

function putMember(
  found: Map<string, Completion>,
  { member, signature, isStatic }: KnownMember,
  call: 'method' | 'extension',
  type = signature.returnType,
): void {
  if (!isCallable(signature.name)) return
  const kind = signature.kind === 'property' ? 'property' : call
  const shown =
    call === 'extension' ? member.signature.replace(/\(this [^,)]*(?:<[^)]*>)?[^,)]*(?:, )?/, '(') : member.signature
  put(found, { label: signature.name, kind, text: shown, summary: member.summary, type, isStatic })
}

const namesBehind = new Map<string, readonly Completion[]>()

/** Types and namespaces whose full name begins so; every type by its short name for the empty prefix. */
function typeNames(prefix: string): readonly Completion[] {
  const done = namesBehind.get(prefix)
  if (done !== undefined) return done
  const found = readTypeNames(prefix)
  // A prefix that leads nowhere comes from the code of an expression: it is not kept.
  if (found.length > 0) namesBehind.set(prefix, found)
  return found
}

function readTypeNames(prefix: string): readonly Completion[] {
  const found = new Map<string, Completion>()
  for (const { definition, name } of knownTypes()) {
    const bare = definition.name.replace(/<.*$/, '')
    if (!bare.startsWith(prefix)) continue
    const rest = bare.slice(prefix.length)
    const arity = name.includes('`') ? Number(name.split('`')[1]) : 0
    const last = rest.split('.').at(-1) ?? rest
    const direct = prefix === '' ? findTypeName(last, arity) === name : !rest.includes('.')
    if (direct) {
      put(found, {
        label: last,
        kind: 'type',
        text: definition.name,
        summary: definition.summary,
        type: clrType(bare),
        isStatic: true,
      })
    }
    const namespace = rest.includes('.') ? rest.split('.')[0] : undefined
    if (namespace && !found.has(namespace) && !knownType(prefix + namespace))
      put(found, {
        label: namespace,
        kind: 'namespace',
        text: prefix + namespace,
        summary: '',
        type: types.void,
        isStatic: true,
      })
  }
  return [...found.values()]
}
