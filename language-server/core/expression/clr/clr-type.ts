/**
 * A .NET type: a full name with its generic arity (`System.Collections.Generic.List`+"`1"), and arguments. Special names:
 * `[]` is an array of its argument, `!T` a type parameter, `null` the type of the literal, `?` a type that is not known
 * (a bare named value, `dynamic`, what follows a mistake), `lambda` a lambda before it has a delegate type, `<>anonymous` an anonymous type.
 */
export interface ClrType {
  readonly name: string
  readonly args: readonly ClrType[]
  /** Member names of an anonymous type or a tuple, in order. */
  readonly labels?: readonly string[]
}

/** What begins with a name and some arguments. */
interface Branch {
  type: ClrType | undefined
  further: Map<ClrType, Branch> | undefined
}

/** Code can name any number of types. */
const MOST = 4096
let branches = new Map<string, Branch>()
let count = 0

/**
 * The type of a name and arguments. Nearly always the same object for the same ones, so that what was worked out of a type (its bases,
 * members and conversions) is found again in the next expression; `sameType` tells for certain.
 */
export function clrType(name: string, ...args: readonly ClrType[]): ClrType {
  let at = branches.get(name)
  if (at === undefined) {
    at = { type: undefined, further: undefined }
    branches.set(name, at)
  }
  for (const arg of args) {
    at.further ??= new Map()
    let next: Branch | undefined = at.further.get(arg)
    if (next === undefined) {
      next = { type: undefined, further: undefined }
      at.further.set(arg, next)
    }
    at = next
  }
  if (at.type !== undefined) return at.type
  const type: ClrType = { name, args }
  at.type = type
  count += 1
  if (count > MOST) {
    branches = new Map()
    count = 0
  }
  return type
}

export const types = {
  object: clrType('System.Object'),
  string: clrType('System.String'),
  bool: clrType('System.Boolean'),
  char: clrType('System.Char'),
  byte: clrType('System.Byte'),
  sbyte: clrType('System.SByte'),
  short: clrType('System.Int16'),
  ushort: clrType('System.UInt16'),
  int: clrType('System.Int32'),
  uint: clrType('System.UInt32'),
  long: clrType('System.Int64'),
  ulong: clrType('System.UInt64'),
  float: clrType('System.Single'),
  double: clrType('System.Double'),
  decimal: clrType('System.Decimal'),
  void: clrType('System.Void'),
  exception: clrType('System.Exception'),
  type: clrType('System.Type'),
  null: clrType('null'),
  unknown: clrType('?'),
  lambda: clrType('lambda'),
  methodGroup: clrType('method group'),
} as const

/** The C# keywords that name types. */
export const keywordTypes: Readonly<Record<string, ClrType>> = {
  object: types.object,
  string: types.string,
  bool: types.bool,
  char: types.char,
  byte: types.byte,
  sbyte: types.sbyte,
  short: types.short,
  ushort: types.ushort,
  int: types.int,
  uint: types.uint,
  long: types.long,
  ulong: types.ulong,
  float: types.float,
  double: types.double,
  decimal: types.decimal,
  void: types.void,
}

/** By the full name of a type. */
const keywordOf = new Map(Object.entries(keywordTypes).map(([keyword, { name }]) => [name, keyword]))

export const arrayOf = (element: ClrType): ClrType => clrType('[]', element)
export const nullableOf = (element: ClrType): ClrType =>
  isNullable(element) ? element : clrType('System.Nullable`1', element)
export const isNullable = (type: ClrType): boolean => type.name === 'System.Nullable`1'
export const isUnknown = (type: ClrType): boolean => type.name === '?'
export const isParameter = (type: ClrType): boolean => type.name.startsWith('!')
/** T of `T?`, and the type itself otherwise. */
export const underlying = (type: ClrType): ClrType => (isNullable(type) ? (type.args[0] ?? types.unknown) : type)

export function sameType(a: ClrType, b: ClrType): boolean {
  if (a === b) return true
  if (a.name !== b.name || a.args.length !== b.args.length) return false
  if (a.labels && b.labels && a.labels.join() !== b.labels.join()) return false
  return a.args.every((arg, index) => sameType(arg, b.args[index] ?? types.unknown))
}

/** True when an unknown type or an open type parameter is anywhere in it. */
export function isOpen(type: ClrType): boolean {
  return isParameter(type) || isUnknown(type) || type.args.some(isOpen)
}

export type Substitution = ReadonlyMap<string, ClrType>

export function substitute(type: ClrType, by: Substitution): ClrType {
  if (by.size === 0) return type
  if (isParameter(type)) return by.get(type.name) ?? type
  return withArguments(type, (arg) => substitute(arg, by))
}

/** The type with each argument replaced; the type itself where all stay as they are. */
export function withArguments(type: ClrType, replace: (arg: ClrType) => ClrType): ClrType {
  const { name, args, labels } = type
  if (args.length === 0) return type
  const replaced = args.map(replace)
  if (replaced.every((arg, index) => arg === args[index])) return type
  return labels === undefined ? clrType(name, ...replaced) : { name, args: replaced, labels }
}

/** As .NET writes it with C# brackets: `System.Collections.Generic.List<System.Int32>`. */
export function printType(type: ClrType): string {
  if (type.name === '[]') return `${printType(type.args[0] ?? types.unknown)}[]`
  if (isParameter(type)) return type.name.slice(1)
  if (type.name === '<>anonymous') return '<anonymous type>'
  const name = type.name.replace(/`\d+/, '')
  return type.args.length === 0 ? name : `${name}<${type.args.map(printType).join(',')}>`
}

/** As a C# developer writes it: `List<int>`. */
export function shortType(type: ClrType): string {
  if (type.name === '[]') return `${shortType(type.args[0] ?? types.unknown)}[]`
  if (isNullable(type)) return `${shortType(underlying(type))}?`
  if (type.name === '<>anonymous') return '<anonymous type>'
  if (type.name === '?') return 'unknown'
  const keyword = keywordOf.get(type.name)
  if (keyword !== undefined) return keyword
  const name = (isParameter(type) ? type.name.slice(1) : type.name).replace(/`\d+/, '').split('.').at(-1) ?? type.name
  return type.args.length === 0 ? name : `${name}<${type.args.map(shortType).join(', ')}>`
}

/** As `Type.ToString()` does: "System.Collections.Generic.List`1[System.Int32]". */
export function reflectionName(type: ClrType): string {
  if (type.name === '[]') return `${reflectionName(type.args[0] ?? types.object)}[]`
  return type.args.length === 0 ? type.name : `${type.name}[${type.args.map(reflectionName).join(',')}]`
}
