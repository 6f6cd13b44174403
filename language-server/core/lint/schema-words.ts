import type { AttributeSpec, TextSpec } from '../catalog/policy.ts'

/** What .NET calls a type of XML Schema, and what it says of a text that is none of its values. */
const builtIn: Partial<Record<AttributeSpec['type'], readonly [name: string, clr: string]>> = {
  integer: ['int', 'Int32'],
  boolean: ['boolean', 'Boolean'],
}

interface Invalid {
  readonly kind: 'attribute' | 'element'
  readonly name: string
  readonly value: string
  readonly spec: AttributeSpec | TextSpec
}

/**
 * The words in which the service refuses a value, which are those of .NET's schema validation, as in
 * https://github.com/Azure/api-management-policy-snippets/issues/67. Of types that it has no such words for, they say no more than that.
 */
export function invalidValueWords({ kind, name, value, spec }: Invalid): string {
  const what = `The '${name}' ${kind} is invalid - The value '${value}' is invalid`
  if (spec.values !== undefined)
    return `${what} according to its datatype 'String' - The Enumeration constraint failed.`
  const type = builtIn[spec.type]
  if (type === undefined || isValid(value, spec.type)) return `${what}.`
  const [schema, clr] = type
  return `${what} according to its datatype 'http://www.w3.org/2001/XMLSchema:${schema}' - The string '${value}' is not a valid ${clr} value.`
}

/** A value of its type is refused for its size, in words that nobody has told of. */
const isValid = (value: string, type: AttributeSpec['type']): boolean =>
  type === 'integer' ? /^\s*[+-]?\d+\s*$/.test(value) : /^\s*(?:true|false|0|1)\s*$/.test(value)
