import type { ArgumentInfo, Candidate } from './candidate.ts'
import {
  type ClrType,
  isOpen,
  isParameter,
  isUnknown,
  type Substitution,
  substitute,
  types,
  withArguments,
} from './clr/clr-type.ts'
import { bestCommonType } from './convert.ts'
import { delegateShape, findBase, substitutionOf } from './registry.ts'

const nothingToInfer: Substitution = new Map()

/** The type arguments of a call, by the names of the type parameters (C# specification 12.6.3); undefined when there are none that fit. */
export function inferTypeArguments(
  names: readonly string[],
  explicit: readonly ClrType[] | undefined,
  args: readonly ArgumentInfo[],
  target: readonly number[],
  openType: (index: number) => ClrType,
): Substitution | undefined {
  if (names.length === 0) return nothingToInfer
  if (explicit) return new Map(names.map((name, index) => [`!${name}`, explicit[index] ?? types.unknown]))
  const bounds = new Map<string, ClrType[]>(names.map((name) => [`!${name}`, []]))
  const fixed = new Map<string, ClrType>()
  // No type that all the arguments agree on, or arguments that tell no type: the call needs type arguments of its own (CS0411).
  let contradicts = false
  let isCertain = true
  const fix = () => {
    for (const [name, found] of bounds) {
      if (fixed.has(name) || found.length === 0) continue
      const best = bestCommonType(found)
      if (best) fixed.set(name, best)
      else contradicts = true
    }
  }
  const waiting = new Set<number>()
  for (const [index, arg] of args.entries()) {
    if (arg.lambda || arg.group) waiting.add(index)
    else if (!arg.takesType) {
      if (isTwofold(arg.type, openType(target[index] ?? 0))) return undefined
      infer(openType(target[index] ?? 0), arg.type, bounds)
    }
    if (arg.group || arg.takesType || isOpen(arg.type)) isCertain = false
  }
  fix()
  if (contradicts) return undefined
  // The results of lambdas whose parameters are known count together (C# specification 12.6.3.7), then those that follow from them.
  while (waiting.size > 0) {
    const isKnown = (index: number): boolean => {
      const shape = delegateShape(openType(target[index] ?? 0))
      return shape === undefined || !shape.parameters.some((one) => isOpen(substitute(one, fixed)))
    }
    const ready = [...waiting].filter(isKnown)
    for (const index of ready.length > 0 ? ready : waiting) {
      waiting.delete(index)
      if (inferFromFunction(index) === 'none') return undefined
    }
    fix()
    if (contradicts) return undefined
  }
  function inferFromFunction(index: number): 'none' | undefined {
    const arg = args[index]
    if (!arg || (!arg.lambda && !arg.group)) return
    const shape = delegateShape(openType(target[index] ?? 0))
    if (!shape) return
    const inputs = (arg.lambda?.explicitTypes ?? shape.parameters).map((one) =>
      closeWithUnknown(substitute(one, fixed)),
    )
    if (arg.lambda && arg.lambda.parameterCount !== shape.parameters.length) return 'none'
    if (arg.lambda?.explicitTypes)
      for (const [at, one] of shape.parameters.entries()) infer(one, inputs[at] ?? types.unknown, bounds)
    if (!isOpen(substitute(shape.returns, fixed)) || shape.returns.name === 'System.Void') return
    const result = arg.lambda ? arg.lambda.resultFor(inputs) : (arg.group?.resultFor(inputs) ?? types.unknown)
    if (result.name === 'System.Void') return 'none'
    if (isOpen(result) || inputs.some(isOpen)) isCertain = false
    infer(shape.returns, result, bounds)
    return
  }
  if (isCertain && [...bounds.keys()].some((name) => !fixed.has(name))) return undefined
  for (const name of bounds.keys()) if (!fixed.has(name)) fixed.set(name, types.unknown)
  return fixed
}

/** What each argument is meant to become if the candidate was meant, as far as the arguments tell. */
export function intendedTypes(
  { member, on }: Candidate,
  args: readonly ArgumentInfo[],
  explicit: readonly ClrType[] | undefined,
): readonly ClrType[] {
  const { parameters, typeParameters } = member.signature
  const byClass = substitutionOf(on)
  const openType = (at: number): ClrType => {
    const named = args[at]?.name
    const index = named === undefined ? at : parameters.findIndex(({ name }) => name === named)
    const last = parameters.at(-1)
    const spread = last?.modifier === 'params' && (args.length !== parameters.length || index >= parameters.length)
    const parameter = parameters[index] ?? (spread ? last : undefined)
    const type = parameter?.type ?? types.unknown
    return substitute(spread && parameter === last ? (type.args[0] ?? types.unknown) : type, byClass)
  }
  const bounds = new Map<string, ClrType[]>(typeParameters.map((name) => [`!${name}`, []]))
  for (const [index, arg] of args.entries()) if (!arg.lambda && !arg.group) infer(openType(index), arg.type, bounds)
  const fixed = new Map<string, ClrType>()
  for (const [name, found] of bounds) {
    const best = bestCommonType(found) ?? found[0]
    if (best) fixed.set(name, best)
  }
  if (explicit?.length === typeParameters.length)
    for (const [index, name] of typeParameters.entries()) fixed.set(`!${name}`, explicit[index] ?? types.unknown)
  return args.map((_, index) => substitute(openType(index), fixed))
}

/** With every type parameter unknown. */
export const closeWithUnknown = (type: ClrType): ClrType =>
  isParameter(type) ? types.unknown : withArguments(type, closeWithUnknown)

/** A JObject is a sequence of its pairs and of its tokens, so it tells neither (C# specification 12.6.3.10). */
const isTwofold = (from: ClrType, parameter: ClrType): boolean =>
  from.name === 'Newtonsoft.Json.Linq.JObject' &&
  parameter.name === 'System.Collections.Generic.IEnumerable`1' &&
  parameter.args.some(isOpen)

/** Collects what a parameter type learns from an argument type. */
function infer(parameter: ClrType, from: ClrType, bounds: Map<string, ClrType[]>): void {
  if (from.name === 'null' || from.name === 'lambda' || from.name === 'method group') return
  if (isParameter(parameter)) {
    bounds.get(parameter.name)?.push(from)
    return
  }
  if (parameter.args.length === 0) return
  if (isUnknown(from)) {
    for (const arg of parameter.args) infer(arg, types.unknown, bounds)
    return
  }
  if (parameter.name === 'System.Nullable`1' && from.name !== parameter.name) {
    infer(parameter.args[0] ?? types.unknown, from, bounds)
    return
  }
  if (isTwofold(from, parameter)) return
  const base = findBase(from, parameter.name)
  for (const [index, arg] of (base?.args ?? []).entries()) infer(parameter.args[index] ?? types.unknown, arg, bounds)
}
