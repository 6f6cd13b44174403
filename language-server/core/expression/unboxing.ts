import { type ClrType, isNullable, isUnknown, sameType, types, underlying } from './clr/clr-type.ts'
import { isReferenceConversion } from './convert.ts'
import { isEnum, isInterface, isValueType, knownType } from './registry.ts'

/**
 * Whether a value of one type, kept as an object, can be cast to another type: `(int)(object)"1"` never can. An answer of true may be wrong,
 * since a value may be of a narrower type than its expression tells; one of false never is.
 */
export function canUnbox(from: ClrType, to: ClrType): boolean {
  if (isUnknown(from) || isUnknown(to) || to.name === types.object.name || from.name === types.object.name) return true
  const source = underlying(from)
  const target = underlying(to)
  if (sameType(source, target) || isReferenceConversion(source, target)) return true
  // An enumeration is unboxed as its number.
  if (isEnum(source) || isEnum(target)) return true
  const [sourceFinal, targetFinal] = [isFinal(source), isFinal(target)]
  if (sourceFinal && targetFinal) return false
  if (sourceFinal) return isOpenEnded(target) && !isNullable(to)
  if (targetFinal) return isOpenEnded(source)
  if (isContextType(source) || isContextType(target)) return isContextType(source) && isContextType(target)
  if (isInterface(source) || isInterface(target) || source.name === '[]' || target.name === '[]') return true
  return !isKnownClass(source) || !isKnownClass(target) || isReferenceConversion(target, source)
}

/** Nothing derives from it: numbers and other structs, strings. */
const isFinal = (type: ClrType): boolean => isValueType(type) || type.name === types.string.name

/** An interface of .NET that some final type may well implement. */
const isOpenEnded = (type: ClrType): boolean =>
  type.name !== '[]' &&
  !isContextType(type) &&
  !type.name.startsWith('Newtonsoft.') &&
  !type.name.startsWith('System.Xml.') &&
  (isInterface(type) || !knownType(type.name))

/** The service's own types have no namespace here; no other type implements them. */
const isContextType = ({ name }: ClrType): boolean => knownType(name) !== undefined && !name.includes('.')

const isKnownClass = ({ name }: ClrType): boolean => knownType(name)?.definition.kind === 'class'
