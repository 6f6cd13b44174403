import { arrayOf, type ClrType, clrType, keywordTypes, nullableOf } from './clr/clr-type.ts'

export interface SignatureParameter {
  readonly name: string
  readonly type: ClrType
  readonly modifier?: 'this' | 'out' | 'ref' | 'params'
  /** Present when the parameter may be left out. */
  readonly default?: { readonly value: unknown }
}

export interface Signature {
  readonly kind: 'method' | 'property' | 'indexer' | 'ctor'
  readonly name: string
  readonly returnType: ClrType
  readonly typeParameters: readonly string[]
  readonly parameters: readonly SignatureParameter[]
}

/** Finds the full name of a type by its short name and arity; undefined when it is not known. */
export type TypeNames = (name: string, arity: number) => string | undefined

const pattern = /"[^"]*"|-?\d[\w.]*|[A-Za-z_][\w.]*|[<>(),?=[\]]/g

/** Reads the C# text of a member. `typeParameters` are those of the type that holds it. Throws on text it cannot read: that is a fault of a definition. */
export function parseSignature(text: string, typeParameters: readonly string[], names: TypeNames): Signature {
  const tokens = text.match(pattern) ?? []
  let at = 0
  const own: string[] = []
  // Method type parameters stand before their use in the parameters but after the return type.
  const generic = /\b\w+<([\w, ]+)>\(/.exec(text)
  const isMethodGeneric = generic !== null && /^[^(]*\b\w+<[\w, ]+>\(/.test(text) && !/^\S+<[\w, ]+>\(/.test(text)
  if (generic?.[1] && isMethodGeneric) own.push(...generic[1].split(',').map((one) => one.trim()))
  const open = new Set([...typeParameters, ...own])
  const fail = (): never => {
    throw new Error(`Cannot read the signature '${text}'.`)
  }

  const readType = (): ClrType => {
    const name = tokens[at++] ?? fail()
    const args: ClrType[] = []
    if (tokens[at] === '<') {
      at++
      while (tokens[at] !== '>') {
        if (tokens[at] === ',') at++
        else if (tokens[at] === undefined) fail()
        else args.push(readType())
      }
      at++
    }
    let type = open.has(name)
      ? clrType(`!${name}`)
      : (keywordTypes[name] ??
        clrType(names(name, args.length) ?? (args.length > 0 ? `${name}\`${args.length}` : name), ...args))
    for (;;) {
      if (tokens[at] === '?') {
        at++
        type = nullableOf(type)
      } else if (tokens[at] === '[' && tokens[at + 1] === ']') {
        at += 2
        type = arrayOf(type)
      } else return type
    }
  }

  const readParameters = (close: string): SignatureParameter[] => {
    const parameters: SignatureParameter[] = []
    at++
    while (tokens[at] !== close) {
      if (tokens[at] === ',') {
        at++
        continue
      }
      if (tokens[at] === undefined) fail()
      const word = tokens[at]
      const modifier = word === 'this' || word === 'out' || word === 'ref' || word === 'params' ? word : undefined
      if (modifier) at++
      const type = readType()
      const name = tokens[at++] ?? fail()
      let value: { value: unknown } | undefined
      if (tokens[at] === '=') {
        at++
        value = { value: literal(tokens[at++] ?? fail()) }
      }
      parameters.push({ name, type, ...(modifier && { modifier }), ...(value && { default: value }) })
    }
    at++
    return parameters
  }

  if (tokens[0] === '(') {
    return {
      kind: 'ctor',
      name: '.ctor',
      returnType: keywordTypes.void ?? fail(),
      typeParameters: [],
      parameters: readParameters(')'),
    }
  }
  const returnType = readType()
  const name = tokens[at++] ?? fail()
  if (name === 'this')
    return { kind: 'indexer', name: 'this', returnType, typeParameters: [], parameters: readParameters(']') }
  if (tokens[at] === '<') {
    while (tokens[at] !== '>') at++
    at++
  }
  if (tokens[at] !== '(') return { kind: 'property', name, returnType, typeParameters: [], parameters: [] }
  return { kind: 'method', name, returnType, typeParameters: own, parameters: readParameters(')') }
}

function literal(text: string): unknown {
  if (text === 'true' || text === 'false') return text === 'true'
  if (text === 'null' || text === 'default') return null
  if (text.startsWith('"')) return text.slice(1, -1)
  return Number(text)
}

/** Reads a type written as C# text. */
export function parseTypeText(text: string, typeParameters: readonly string[], names: TypeNames): ClrType {
  return parseSignature(`${text} x`, typeParameters, names).returnType
}
