import type { ArgumentInfo, Candidate } from './candidate.ts'
import { ClrException, notSimulated, nullReference } from './clr/clr-exception.ts'
import { type ClrType, isUnknown, types } from './clr/clr-type.ts'
import { arrayAt, setArrayAt } from './clr/collections.ts'
import { toNumber } from './clr/number.ts'
import { arrayFrom, ClrAnonymous, ClrArray, ClrTuple, typeOf } from './clr/values.ts'
import { defaultValue } from './convert.ts'
import type { Call } from './definition.ts'
import type { Evaluation } from './frame.ts'
import { type Resolution, resolveOverload } from './overload.ts'
import { extensionsNamed, lookUp, membersNamed } from './registry.ts'

/** Members of values whose type is known only at run time: `dynamic`, and what follows something that is not known. */

const binderException = (message: string): ClrException =>
  new ClrException('Microsoft.CSharp.RuntimeBinder.RuntimeBinderException', message)

function ownerType(self: unknown, name: string): ClrType {
  if (self === null || self === undefined) throw binderException('Cannot perform runtime binding on a null reference')
  const type = typeOf(self)
  if (isUnknown(type)) throw notSimulated(`.${name} of a value of an unknown type`)
  return type
}

export function lateGet(call: Evaluation, self: unknown, name: string): unknown {
  const type = ownerType(self, name)
  const label = type.labels?.indexOf(name) ?? -1
  if (label >= 0 && (self instanceof ClrAnonymous || self instanceof ClrTuple)) return self.values[label]
  const property = membersNamed(type, name).find(
    (one) => !one.member.isStatic && one.member.signature.kind === 'property',
  )
  if (!property) {
    const dynamic = dynamicMember(self, name)
    if (dynamic) return dynamic.value
    throw binderException(`'${type.name}' does not contain a definition for '${name}'`)
  }
  const run = property.member.member.run as ((call: Call, self: unknown) => unknown) | undefined
  if (!run) throw notSimulated(`${property.member.declaring}.${name}`)
  return run(call, self)
}

/** A JObject seen as `dynamic` has its properties as members. */
function dynamicMember(self: unknown, name: string): { readonly value: unknown } | undefined {
  if (self !== null && typeof self === 'object' && 'dynamicMember' in self && typeof self.dynamicMember === 'function')
    return { value: self.dynamicMember(name) }
  return undefined
}

const infoOf = (value: unknown): ArgumentInfo => {
  const type = typeOf(value)
  return { type: isUnknown(type) ? types.object : type, constant: { value } }
}

export function lateInvoke(
  call: Evaluation,
  self: unknown,
  name: string,
  args: readonly unknown[],
  typeArgs?: readonly ClrType[],
): unknown {
  const type = ownerType(self, name)
  const own = lookUp(type, name).ofValue.filter((one) => one.member.signature.kind === 'method')
  const resolution = resolveOverload(own, args.map(infoOf), typeArgs)
  if (resolution) return run(resolution, call, [self], args)
  const all = [self, ...args]
  const extension = resolveOverload(extensionsNamed(name), all.map(infoOf), typeArgs)
  if (extension) return run(extension, call, [], all)
  throw binderException(`'${type.name}' does not contain a definition for '${name}' that takes these arguments`)
}

function run(
  resolution: Resolution,
  call: Evaluation,
  before: readonly unknown[],
  values: readonly unknown[],
): unknown {
  const { member } = resolution.candidate
  const implementation = member.member.run as ((call: Call, ...args: unknown[]) => unknown) | undefined
  if (!implementation) throw notSimulated(`${member.declaring}.${member.signature.name}`)
  const args = resolution.slots.map((slot) => {
    if (slot.kind === 'default') return slot.value === null ? defaultValue(slot.type) : slot.value
    if (slot.kind === 'params')
      return arrayFrom(
        slot.element,
        slot.items.map((item) => item.convert(values[item.index], call)),
      )
    return slot.convert(values[slot.index], call)
  })
  return implementation(resolution.typeArgs.length > 0 ? call.withTypes(resolution.typeArgs) : call, ...before, ...args)
}

export function lateIndex(call: Evaluation, self: unknown, args: readonly unknown[]): unknown {
  if (self === null || self === undefined) throw nullReference()
  if (self instanceof ClrArray || self instanceof Uint8Array) return arrayAt(self, toNumber(args[0]))
  const type = ownerType(self, 'this[]')
  const resolution = resolveOverload(indexers(type), args.map(infoOf), undefined)
  if (!resolution) throw binderException(`Cannot apply indexing with [] to an expression of type '${type.name}'`)
  return run(resolution, call, [self], args)
}

export function lateSetIndex(call: Evaluation, self: unknown, args: readonly unknown[], value: unknown): void {
  if (self === null || self === undefined) throw nullReference()
  if (self instanceof ClrArray || self instanceof Uint8Array) {
    setArrayAt(self, toNumber(args[0]), value)
    return
  }
  const type = ownerType(self, 'this[]')
  const resolution = resolveOverload(indexers(type), args.map(infoOf), undefined)
  const set = resolution?.candidate.member.member.set as ((call: Call, ...args: unknown[]) => unknown) | undefined
  if (!set) throw binderException(`The indexer of '${type.name}' is read only`)
  set(call, self, ...args, value)
}

const indexers = (type: ClrType): Candidate[] =>
  membersNamed(type, 'this').filter((one) => one.member.signature.kind === 'indexer')
