import { type ClrType, isOpen, isParameter, isUnknown, sameType, substitute, types } from './clr/clr-type.ts'
import { bestCommonType, type Converter, implicitConversion, isReferenceConversion } from './convert.ts'
import { delegateShape, findBase, type KnownMember, substitutionOf } from './registry.ts'

/** An argument as overload resolution sees it. */
export interface ArgumentInfo {
  readonly name?: string
  readonly type: ClrType
  readonly constant?: { readonly value: unknown }
  readonly modifier?: 'ref' | 'out' | 'in'
  /** `out var x` and `out _` take the type of the parameter. */
  readonly takesType?: boolean
  /** Present for a lambda: how many parameters it has, and the type its body gets for these parameter types. */
  readonly lambda?: {
    readonly parameterCount: number
    readonly explicitTypes?: readonly ClrType[]
    /** Undefined when the body does not fit (a block without value for a result, or the other way round). */
    resultFor(parameters: readonly ClrType[]): ClrType
  }
  /** Present for a method group: the result for these parameter types. */
  readonly group?: { resultFor(parameters: readonly ClrType[]): ClrType | undefined }
}

export interface Candidate {
  readonly member: KnownMember
  /** The type that declares it, with its arguments. */
  readonly on: ClrType
}

/** What to pass for each parameter. */
export type Slot =
  | { readonly kind: 'argument'; readonly index: number; readonly type: ClrType; readonly convert: Converter }
  | { readonly kind: 'default'; readonly value: unknown; readonly type: ClrType }
  | {
      readonly kind: 'params'
      readonly element: ClrType
      readonly items: readonly { readonly index: number; readonly convert: Converter }[]
    }

export interface Resolution {
  readonly candidate: Candidate
  readonly slots: readonly Slot[]
  readonly returnType: ClrType
  readonly typeArgs: readonly ClrType[]
  /** Another candidate that fits as well: C# chooses neither. Told of plain arguments of known types only. */
  readonly rival?: Candidate
}

interface Fit extends Resolution {
  readonly expanded: boolean
  /** The parameter type for each argument, after substitution and before. */
  readonly targets: readonly ClrType[]
  readonly openTargets: readonly ClrType[]
}

/** Chooses among members of one name, as C# does (C# specification 7.5.3), a little more leniently where types are unknown. */
export function resolveOverload(
  candidates: readonly Candidate[],
  args: readonly ArgumentInfo[],
  explicit: readonly ClrType[] | undefined,
): Resolution | undefined {
  const fits: Fit[] = []
  for (const candidate of candidates) {
    const fit = fitCandidate(candidate, args, explicit, 'normal') ?? fitCandidate(candidate, args, explicit, 'expanded')
    if (fit) fits.push(fit)
  }
  if (fits.length <= 1) return fits[0]
  const best = fits.filter((one) => fits.every((other) => other === one || isBetter(one, other, args)))
  if (best[0]) return best[0]
  // No single best one: unknown types leave several; the first declared wins.
  const undominated = fits.filter((one) => !fits.some((other) => other !== one && isBetter(other, one, args)))
  const [first, second] = undominated
  const isPlain = args.every(({ type, lambda, group, takesType }) => !lambda && !group && !takesType && !isOpen(type))
  const isSimple = undominated.every(
    ({ candidate, expanded }) => candidate.member.signature.typeParameters.length === 0 && !expanded,
  )
  if (first && second && isPlain && isSimple && !sameTargets(first, second))
    return { ...first, rival: second.candidate }
  return first ?? fits[0]
}

const sameTargets = (a: Fit, b: Fit): boolean =>
  a.targets.length === b.targets.length &&
  a.targets.every((one, index) => sameType(one, b.targets[index] ?? types.unknown))

function fitCandidate(
  candidate: Candidate,
  args: readonly ArgumentInfo[],
  explicit: readonly ClrType[] | undefined,
  form: 'normal' | 'expanded',
): Fit | undefined {
  const { signature } = candidate.member
  const { parameters } = signature
  const last = parameters.at(-1)
  if (form === 'expanded' && last?.modifier !== 'params') return undefined
  if (form === 'normal' && args.length > parameters.length) return undefined
  if (explicit && explicit.length !== signature.typeParameters.length) return undefined
  const byClass = substitutionOf(candidate.on)
  const elementOf = (type: ClrType): ClrType => type.args[0] ?? types.unknown
  const openType = (index: number): ClrType => {
    const parameter = parameters[index]
    const type = parameter?.type ?? types.unknown
    return substitute(form === 'expanded' && index === parameters.length - 1 ? elementOf(type) : type, byClass)
  }

  // Which parameter each argument goes to.
  const target: number[] = []
  const taken = new Set<number>()
  for (const [index, arg] of args.entries()) {
    let to = index
    if (arg.name !== undefined) {
      to = parameters.findIndex((parameter) => parameter.name === arg.name)
      if (to < 0) return undefined
    } else if (form === 'expanded' && index >= parameters.length - 1) to = parameters.length - 1
    const parameter = parameters[to]
    if (!parameter || (taken.has(to) && !(form === 'expanded' && to === parameters.length - 1))) return undefined
    const wantsOut = parameter.modifier === 'out' || parameter.modifier === 'ref'
    const givesOut = arg.modifier === 'out' || arg.modifier === 'ref'
    if (wantsOut !== givesOut) return undefined
    taken.add(to)
    target.push(to)
  }
  for (const [index, parameter] of parameters.entries()) {
    if (!taken.has(index) && !parameter.default && !(form === 'expanded' && index === parameters.length - 1))
      return undefined
  }

  const inferred = inferTypeArguments(signature.typeParameters, explicit, args, target, openType)
  if (!inferred) return undefined
  const closed = (index: number): ClrType => substitute(openType(index), inferred)

  const converters: Converter[] = []
  for (const [index, arg] of args.entries()) {
    const converter = convertArgument(arg, closed(target[index] ?? 0))
    if (!converter) return undefined
    converters.push(converter)
  }

  const slots: Slot[] = []
  for (const [index, parameter] of parameters.entries()) {
    if (form === 'expanded' && index === parameters.length - 1) {
      const items = args.flatMap((_, at) =>
        target[at] === index ? [{ index: at, convert: converters[at] ?? ((value: unknown) => value) }] : [],
      )
      slots.push({ kind: 'params', element: closed(index), items })
      continue
    }
    const at = target.indexOf(index)
    if (at >= 0)
      slots.push({ kind: 'argument', index: at, type: closed(index), convert: converters[at] ?? ((value) => value) })
    else slots.push({ kind: 'default', value: parameter.default?.value ?? null, type: closed(index) })
  }
  return {
    candidate,
    slots,
    returnType: substitute(substitute(signature.returnType, byClass), inferred),
    typeArgs:
      signature.typeParameters.length > 0
        ? signature.typeParameters.map((name) => inferred.get(`!${name}`) ?? types.unknown)
        : candidate.on.args,
    expanded: form === 'expanded',
    targets: target.map(closed),
    openTargets: target.map(openType),
  }
}

function inferTypeArguments(
  names: readonly string[],
  explicit: readonly ClrType[] | undefined,
  args: readonly ArgumentInfo[],
  target: readonly number[],
  openType: (index: number) => ClrType,
): Map<string, ClrType> | undefined {
  if (explicit) return new Map(names.map((name, index) => [`!${name}`, explicit[index] ?? types.unknown]))
  if (names.length === 0) return new Map()
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
  for (const [index, arg] of args.entries()) {
    if (!arg.lambda && !arg.group && !arg.takesType) infer(openType(target[index] ?? 0), arg.type, bounds)
    if (arg.group || arg.takesType || isOpen(arg.type)) isCertain = false
  }
  fix()
  if (contradicts) return undefined
  // The results of lambdas whose parameters are known count together (C# specification 12.6.3.7), then those that follow from them.
  const waiting = new Set(args.keys())
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
  const openType = (index: number): ClrType => {
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

const closeWithUnknown = (type: ClrType): ClrType => {
  if (isParameter(type)) return types.unknown
  return type.args.length === 0 ? type : { ...type, args: type.args.map(closeWithUnknown) }
}

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
  const base = findBase(from, parameter.name)
  for (const [index, arg] of (base?.args ?? []).entries()) infer(parameter.args[index] ?? types.unknown, arg, bounds)
}

const asIs: Converter = (value) => value

function convertArgument(arg: ArgumentInfo, to: ClrType): Converter | undefined {
  if (arg.lambda) {
    const shape = delegateShape(to)
    if (!shape) return isUnknown(to) ? asIs : undefined
    if (shape.parameters.length !== arg.lambda.parameterCount) return undefined
    if (shape.returns.name === 'System.Void') return asIs
    const result = arg.lambda.resultFor(shape.parameters.map(closeWithUnknown))
    if (isOpen(shape.returns)) return result.name === 'System.Void' ? undefined : asIs
    return implicitConversion(result, shape.returns, result.name === 'System.Int32' ? { value: 0 } : undefined)
      ? asIs
      : undefined
  }
  if (arg.group) {
    const shape = delegateShape(to)
    return shape && arg.group.resultFor(shape.parameters.map(closeWithUnknown)) ? asIs : undefined
  }
  if (arg.takesType) return asIs
  if (arg.modifier === 'out' || arg.modifier === 'ref')
    return sameType(arg.type, to) || isOpen(arg.type) || isOpen(to) ? asIs : undefined
  return implicitConversion(arg.type, to, arg.constant)
}

/** -1 when the conversion to `a` is better for the argument, 1 when the one to `b` is, 0 when neither. */
function compareTargets(arg: ArgumentInfo, a: ClrType, b: ClrType): number {
  if (sameType(a, b)) return 0
  if (arg.lambda) {
    const left = delegateShape(a)
    const right = delegateShape(b)
    if (!left || !right) return left ? -1 : 1
    const result = arg.lambda.resultFor(left.parameters.map(closeWithUnknown))
    if (sameType(result, left.returns) !== sameType(result, right.returns))
      return sameType(result, left.returns) ? -1 : 1
    return compareTypes(left.returns, right.returns)
  }
  if (sameType(arg.type, a)) return -1
  if (sameType(arg.type, b)) return 1
  return compareTypes(a, b)
}

function compareTypes(a: ClrType, b: ClrType): number {
  const forth = implicitConversion(a, b) !== undefined
  const back = implicitConversion(b, a) !== undefined
  if (forth !== back) return forth ? -1 : 1
  if (forth && back) {
    const left = isReferenceConversion(a, b)
    const right = isReferenceConversion(b, a)
    if (left !== right) return left ? -1 : 1
  }
  const signed = ['System.Int32', 'System.Int64', 'System.Int16', 'System.SByte']
  const unsigned = ['System.UInt32', 'System.UInt64', 'System.UInt16', 'System.Byte']
  if (signed.includes(a.name) && unsigned.includes(b.name)) return -1
  if (signed.includes(b.name) && unsigned.includes(a.name)) return 1
  return 0
}

function isBetter(one: Fit, other: Fit, args: readonly ArgumentInfo[]): boolean {
  let better = false
  for (const [index, arg] of args.entries()) {
    const order = compareTargets(arg, one.targets[index] ?? types.unknown, other.targets[index] ?? types.unknown)
    if (order > 0) return false
    if (order < 0) better = true
  }
  if (better) return true
  const generic = (fit: Fit) => fit.candidate.member.signature.typeParameters.length
  if (generic(one) === 0 && generic(other) > 0) return true
  if (generic(one) > 0 && generic(other) === 0) return false
  if (one.expanded !== other.expanded) return !one.expanded
  const count = (fit: Fit) => fit.candidate.member.signature.parameters.length
  const defaults = (fit: Fit) => fit.slots.filter((slot) => slot.kind === 'default').length
  if (defaults(one) !== defaults(other)) return defaults(one) < defaults(other)
  if (one.expanded && count(one) !== count(other)) return count(one) > count(other)
  const openness = (fit: Fit) => fit.openTargets.filter(isParameter).length
  if (openness(one) !== openness(other)) return openness(one) < openness(other)
  return false
}
