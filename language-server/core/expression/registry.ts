import {
  type ClrType,
  clrType,
  isNullable,
  keywordTypes,
  type Substitution,
  substitute,
  types,
} from './clr/clr-type.ts'
import type { Member, TypeDefinition } from './definition.ts'
import { parseSignature, parseTypeText, type Signature } from './signature.ts'
import { types as definitions } from './types/index.gen.ts'

/** A member with its signature read and the type that declares it. */
export interface KnownMember {
  readonly member: Member
  readonly signature: Signature
  readonly declaring: string
  readonly isStatic: boolean
}

/** A type with what its definition says, read lazily. */
export interface KnownType {
  readonly definition: TypeDefinition
  /** Full name with arity: `System.Collections.Generic.List`+"`1". */
  readonly name: string
  readonly typeParameters: readonly string[]
  readonly covariant: boolean
}

interface Read {
  readonly ctors: readonly KnownMember[]
  readonly byName: ReadonlyMap<string, readonly KnownMember[]>
  readonly bases: readonly ClrType[]
}

const known = new Map<string, KnownType>()
const shortNames = new Map<string, string>()
const namespaces = new Set<string>()
/** Types that an expression cannot name without their namespace; the implied namespaces are inferred from published policies. */
const read = new Map<string, Read>()
/** Of the types read so far. */
const memberNames = new Set<string>()

for (const definition of definitions as readonly TypeDefinition[]) {
  const [, bare = definition.name, parameters] = /^([^<]+)(?:<(.*)>)?$/.exec(definition.name) ?? []
  const typeParameters = parameters ? parameters.split(',').map((one) => one.trim().replace(/^out /, '')) : []
  const suffix = typeParameters.length > 0 ? `\`${typeParameters.length}` : ''
  const name = bare + suffix
  known.set(name, { definition, name, typeParameters, covariant: parameters?.includes('out ') ?? false })
  const segments = bare.split('.')
  const short = (segments.at(-1) ?? bare) + suffix
  if (!shortNames.has(short)) shortNames.set(short, name)
  for (let length = 1; length < segments.length; length++) namespaces.add(segments.slice(0, length).join('.'))
}

const delegateNames: Readonly<Record<string, string>> = {
  Func: 'System.Func',
  Action: 'System.Action',
  Predicate: 'System.Predicate',
  Comparison: 'System.Comparison',
  Converter: 'System.Converter',
  MatchEvaluator: 'System.Text.RegularExpressions.MatchEvaluator',
}

/** The full name of a type by the name an expression writes, qualified or not. */
export function findTypeName(name: string, arity: number): string | undefined {
  const suffix = arity > 0 ? `\`${arity}` : ''
  if (known.has(name + suffix)) return name + suffix
  const short = shortNames.get(name + suffix)
  if (short) return short
  const bare = name.startsWith('System.') ? name.slice(7) : name
  const delegate = Object.hasOwn(delegateNames, bare) ? delegateNames[bare] : undefined
  if (delegate && (arity > 0 || bare === 'Action' || bare === 'MatchEvaluator')) return delegate + suffix
  return undefined
}

export const isNamespace = (name: string): boolean => namespaces.has(name)
export const knownType = (name: string): KnownType | undefined => known.get(name)
export const knownTypes = (): Iterable<KnownType> => known.values()

function readType(of: KnownType): Read {
  const done = read.get(of.name)
  if (done) return done
  const { definition } = of
  const toMember = (member: Member, isStatic: boolean): KnownMember => ({
    member,
    signature: parseSignature(member.signature, of.typeParameters, findTypeName),
    declaring: of.name,
    isStatic,
  })
  const byName = new Map<string, KnownMember[]>()
  const add = (one: KnownMember) => {
    const list = byName.get(one.signature.name)
    if (list) list.push(one)
    else byName.set(one.signature.name, [one])
  }
  for (const member of definition.members ?? []) add(toMember(member, false))
  for (const member of definition.statics ?? []) add(toMember(member, true))
  const result: Read = {
    ctors: (definition.ctors ?? []).map((member) => toMember(member, false)),
    byName,
    bases: (definition.bases ?? []).map((text) => parseTypeText(text, of.typeParameters, findTypeName)),
  }
  for (const name of byName.keys()) memberNames.add(name)
  read.set(of.name, result)
  return result
}

const nothing: Substitution = new Map()

/** What was worked out of a type; `clrType` gives the same object for the same type, in the next expression too. */
interface Worked {
  substitution: Substitution | undefined
  bases: readonly ClrType[] | undefined
  constructors: readonly Named[] | undefined
  /** Null for a type that is no delegate. */
  shape: DelegateShape | null | undefined
  /** By the name of a base; null where it is none. */
  readonly found: Map<string, ClrType | null>
  /** By the name of a member. */
  readonly named: Map<string, MembersNamed>
}

const worked = new WeakMap<ClrType, Worked>()

function workedOf(type: ClrType): Worked {
  const done = worked.get(type)
  if (done !== undefined) return done
  const made: Worked = {
    substitution: undefined,
    bases: undefined,
    constructors: undefined,
    shape: undefined,
    found: new Map(),
    named: new Map(),
  }
  worked.set(type, made)
  return made
}

export function substitutionOf(type: ClrType): Substitution {
  if (type.args.length === 0) return nothing
  const of = workedOf(type)
  of.substitution ??= new Map(
    known.get(type.name)?.typeParameters.map((name, index) => [`!${name}`, type.args[index] ?? types.unknown]),
  )
  return of.substitution
}

/** Base type and interfaces, one step up. */
export function basesOf(type: ClrType): readonly ClrType[] {
  const of = workedOf(type)
  of.bases ??= makeBases(type)
  return of.bases
}

function makeBases(type: ClrType): readonly ClrType[] {
  if (type.name === '[]') {
    const element = type.args[0] ?? types.object
    return [
      clrType('System.Collections.Generic.IList`1', element),
      clrType('System.Collections.Generic.IReadOnlyList`1', element),
      clrType('System.Array'),
    ]
  }
  const of = known.get(type.name)
  if (!of) return type.name === 'System.Object' ? [] : [types.object]
  const declared = readType(of).bases
  if (declared.length === 0) return type.name === 'System.Object' ? [] : [types.object]
  const by = substitutionOf(type)
  if (by.size === 0) return declared
  return declared.map((base) => substitute(base, by))
}

/** The type itself or the one of its bases that has the name. */
export function findBase(type: ClrType, name: string): ClrType | undefined {
  if (type.name === name) return type
  // Names that no definition has come from the code of expressions: they are not kept.
  if (!known.has(name)) return searchBase(type, name, 0)
  const { found } = workedOf(type)
  const done = found.get(name)
  if (done !== undefined) return done ?? undefined
  const base = searchBase(type, name, 0)
  found.set(name, base ?? null)
  return base
}

function searchBase(type: ClrType, name: string, depth: number): ClrType | undefined {
  if (type.name === name) return type
  if (depth > 8) return undefined
  for (const base of basesOf(type)) {
    const found = searchBase(base, name, depth + 1)
    if (found) return found
  }
  return undefined
}

interface Named {
  readonly member: KnownMember
  /** The type that declares it, with its arguments. */
  readonly on: ClrType
}

/** The members of one name: own ones first, then those of the bases that they do not hide. */
interface MembersNamed {
  readonly all: readonly Named[]
  readonly ofValue: readonly Named[]
  readonly ofType: readonly Named[]
}

const none: MembersNamed = { all: [], ofValue: [], ofType: [] }

/** Members of one name, own ones first, then those of the bases that they do not hide; with the type that declares them. */
export const membersNamed = (type: ClrType, name: string): readonly Named[] => lookUp(type, name).all

/** The same, told apart by what they belong to: a value of the type, or the type itself. */
export function lookUp(type: ClrType, name: string): MembersNamed {
  const { named } = workedOf(type)
  const done = named.get(name)
  if (done !== undefined) return done
  const all = findMembers(type, name)
  const found =
    all.length === 0
      ? none
      : {
          all,
          ofValue: all.filter(({ member }) => !member.isStatic),
          ofType: all.filter(({ member }) => member.isStatic),
        }
  // A name that nothing has comes from the code of an expression: it is not kept.
  if (all.length > 0 || memberNames.has(name)) named.set(name, found)
  return found
}

/** The bases whose members the type shows: an array implements its interfaces without showing their members. */
const memberBases = (type: ClrType): readonly ClrType[] =>
  type.name === '[]' ? [clrType('System.Array')] : basesOf(type)

function findMembers(type: ClrType, name: string): readonly Named[] {
  const found: Named[] = []
  const visit = (at: ClrType, depth: number): void => {
    const of = known.get(at.name)
    for (const member of of ? (readType(of).byName.get(name) ?? []) : []) {
      if (!found.some((one) => one.member.member.signature === member.member.signature)) found.push({ member, on: at })
    }
    if (depth < 8) for (const base of memberBases(at)) visit(base, depth + 1)
  }
  visit(type, 0)
  if (type.name !== 'System.Object' && findBase(type, 'System.Object') === undefined) visit(types.object, 8)
  return found
}

/** Every member of a type and its bases, for completion. */
export function allMembers(type: ClrType): KnownMember[] {
  const found = new Map<string, KnownMember>()
  const visit = (at: ClrType, depth: number): void => {
    const of = known.get(at.name)
    if (of) {
      for (const list of readType(of).byName.values()) {
        for (const member of list) if (!found.has(member.member.signature)) found.set(member.member.signature, member)
      }
    }
    if (depth < 8) for (const base of memberBases(at)) visit(base, depth + 1)
  }
  visit(type, 0)
  return [...found.values()]
}

export function constructorsOf(type: ClrType): readonly Named[] {
  const of = workedOf(type)
  of.constructors ??= makeConstructors(type)
  return of.constructors
}

function makeConstructors(type: ClrType): readonly Named[] {
  const of = known.get(type.name)
  return of ? readType(of).ctors.map((member) => ({ member, on: type })) : []
}

let extensions: Map<string, KnownMember[]> | undefined
const extensionsByName = new Map<string, readonly Named[]>()
const noExtensions: readonly Named[] = []

/** Extension methods of one name, wherever they are declared. */
export function extensionsNamed(name: string): readonly Named[] {
  const members = allExtensions().get(name)
  if (members === undefined) return noExtensions
  let found = extensionsByName.get(name)
  if (found === undefined) {
    found = members.map((member) => ({ member, on: clrType(member.declaring) }))
    extensionsByName.set(name, found)
  }
  return found
}

export function allExtensions(): ReadonlyMap<string, readonly KnownMember[]> {
  if (extensions) return extensions
  extensions = new Map()
  for (const of of known.values()) {
    if (!of.definition.statics?.some((member) => member.signature.includes('(this '))) continue
    for (const [name, list] of readType(of).byName) {
      const matching = list.filter((member) => member.signature.parameters[0]?.modifier === 'this')
      if (matching.length > 0) extensions.set(name, [...(extensions.get(name) ?? []), ...matching])
    }
  }
  return extensions
}

const valueTypes = new Set(
  Object.values(keywordTypes)
    .map((one) => one.name)
    .filter((name) => !['System.Object', 'System.String'].includes(name)),
)

export function isValueType(type: ClrType): boolean {
  if (valueTypes.has(type.name) || isNullable(type) || type.name.startsWith('System.ValueTuple')) return true
  const kind = known.get(type.name)?.definition.kind
  return kind === 'struct' || kind === 'enum'
}

export const isEnum = (type: ClrType): boolean => known.get(type.name)?.definition.kind === 'enum'
export const isInterface = (type: ClrType): boolean => known.get(type.name)?.definition.kind === 'interface'

export interface DelegateShape {
  readonly parameters: readonly ClrType[]
  readonly returns: ClrType
}

/** Parameters and result of a delegate type; undefined for any other type. */
export function delegateShape(type: ClrType): DelegateShape | undefined {
  const of = workedOf(type)
  if (of.shape === undefined) of.shape = makeShape(type) ?? null
  return of.shape ?? undefined
}

function makeShape(type: ClrType): DelegateShape | undefined {
  const bare = type.name.replace(/`\d+$/, '')
  switch (bare) {
    case 'System.Func':
      return { parameters: type.args.slice(0, -1), returns: type.args.at(-1) ?? types.unknown }
    case 'System.Action':
      return { parameters: type.args, returns: types.void }
    case 'System.Predicate':
      return { parameters: type.args, returns: types.bool }
    case 'System.Comparison':
      return { parameters: [type.args[0] ?? types.unknown, type.args[0] ?? types.unknown], returns: types.int }
    case 'System.Converter':
      return { parameters: type.args.slice(0, 1), returns: type.args[1] ?? types.unknown }
    case 'System.Text.RegularExpressions.MatchEvaluator':
      return { parameters: [clrType('System.Text.RegularExpressions.Match')], returns: types.string }
    default:
      return undefined
  }
}

/** What `foreach` gives for a value of the type; undefined when it cannot be enumerated. */
export function elementType(type: ClrType): ClrType | undefined {
  if (type.name === '[]') return type.args[0]
  if (type.name === 'System.String') return types.char
  if (type.name === '?') return types.unknown
  const enumerator = membersNamed(type, 'GetEnumerator')[0]
  if (enumerator)
    return substitute(enumerator.member.signature.returnType, substitutionOf(enumerator.on)).args[0] ?? types.object
  const sequence = findBase(type, 'System.Collections.Generic.IEnumerable`1')
  if (sequence) return sequence.args[0]
  return findBase(type, 'System.Collections.IEnumerable') ? types.object : undefined
}
