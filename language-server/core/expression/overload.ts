import type { ArgumentInfo, Candidate } from './candidate.ts'
import {
  type ClrType,
  isOpen,
  isParameter,
  isUnknown,
  type Substitution,
  sameType,
  substitute,
  types,
} from './clr/clr-type.ts'
import { type Converter, implicitConversion, isReferenceConversion } from './convert.ts'
import { delegateShape, substitutionOf } from './registry.ts'
import type { SignatureParameter } from './signature.ts'
import { closeWithUnknown, inferTypeArguments } from './type-inference.ts'

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

/** A candidate that the arguments fit, before it is the best one: what to pass is worked out for that one alone. */
interface Fit {
  readonly candidate: Candidate
  readonly opened: Opened
  readonly isExpanded: boolean
  /** The parameter for each argument. */
  readonly to: readonly number[]
  /** The parameter type for each argument, after substitution. */
  readonly targets: readonly ClrType[]
  readonly inferred: Substitution
  readonly converters: readonly Converter[]
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
  const [only] = fits
  if (only === undefined) return undefined
  if (fits.length === 1) return resolutionOf(only)
  const best = fits.find((one) => fits.every((other) => other === one || isBetter(one, other, args)))
  if (best) return resolutionOf(best)
  // No single best one: unknown types leave several; the first declared wins.
  const undominated = fits.filter((one) => !fits.some((other) => other !== one && isBetter(other, one, args)))
  const [first, second] = undominated
  const isPlain = args.every(({ type, lambda, group, takesType }) => !lambda && !group && !takesType && !isOpen(type))
  const isSimple = undominated.every(
    ({ candidate, isExpanded }) => candidate.member.signature.typeParameters.length === 0 && !isExpanded,
  )
  if (first && second && isPlain && isSimple && !sameTargets(first, second))
    return { ...resolutionOf(first), rival: second.candidate }
  return resolutionOf(first ?? only)
}

const sameTargets = (a: Fit, b: Fit): boolean =>
  a.targets.length === b.targets.length &&
  a.targets.every((one, index) => sameType(one, b.targets[index] ?? types.unknown))

/** The types of a signature where its type parameters are those of the method alone. */
interface Opened {
  readonly parameters: readonly ClrType[]
  /** Of the last parameter, when it takes any number of arguments. */
  readonly element: ClrType | undefined
  readonly returns: ClrType
}

/** By the candidate, which the registry keeps. */
const opened = new WeakMap<Candidate, Opened>()

function openedOf(candidate: Candidate): Opened {
  const done = opened.get(candidate)
  if (done !== undefined) return done
  const { signature } = candidate.member
  const byClass = substitutionOf(candidate.on)
  const parameters = signature.parameters.map(({ type }) => substitute(type, byClass))
  const takesAny = signature.parameters.at(-1)?.modifier === 'params'
  const made: Opened = {
    parameters,
    element: takesAny ? (parameters.at(-1)?.args[0] ?? types.unknown) : undefined,
    returns: substitute(signature.returnType, byClass),
  }
  opened.set(candidate, made)
  return made
}

function fitCandidate(
  candidate: Candidate,
  args: readonly ArgumentInfo[],
  explicit: readonly ClrType[] | undefined,
  form: 'normal' | 'expanded',
): Fit | undefined {
  const { signature } = candidate.member
  const { parameters, typeParameters } = signature
  const isExpanded = form === 'expanded'
  if (isExpanded ? parameters.at(-1)?.modifier !== 'params' : args.length > parameters.length) return undefined
  if (explicit && explicit.length !== typeParameters.length) return undefined
  const to = parametersFor(parameters, args, isExpanded ? parameters.length - 1 : undefined)
  if (to === undefined) return undefined

  const of = openedOf(candidate)
  const openType = (index: number): ClrType =>
    (isExpanded && index === parameters.length - 1 ? of.element : of.parameters[index]) ?? types.unknown
  const inferred = inferTypeArguments(typeParameters, explicit, args, to, openType)
  if (!inferred) return undefined

  const targets: ClrType[] = []
  const converters: Converter[] = []
  for (let index = 0; index < args.length; index++) {
    const arg = args[index]
    const type = substitute(openType(to[index] ?? 0), inferred)
    const converter = arg && convertArgument(arg, type)
    if (!converter) return undefined
    targets.push(type)
    converters.push(converter)
  }
  return { candidate, opened: of, isExpanded, to, targets, inferred, converters }
}

/**
 * Which parameter each argument goes to; undefined when one goes to none, or a parameter that needs an argument gets none.
 * @param any the parameter that takes any number of arguments
 */
function parametersFor(
  parameters: readonly SignatureParameter[],
  args: readonly ArgumentInfo[],
  any: number | undefined,
): readonly number[] | undefined {
  const to: number[] = []
  for (let index = 0; index < args.length; index++) {
    const { name, modifier } = args[index] ?? noArgument
    let at = any !== undefined && index > any ? any : index
    if (name !== undefined) at = parameters.findIndex((parameter) => parameter.name === name)
    const parameter = parameters[at]
    if (parameter === undefined || (at !== any && to.includes(at))) return undefined
    const wantsOut = parameter.modifier === 'out' || parameter.modifier === 'ref'
    const givesOut = modifier === 'out' || modifier === 'ref'
    if (wantsOut !== givesOut) return undefined
    to.push(at)
  }
  for (let index = 0; index < parameters.length; index++) {
    if (index !== any && !parameters[index]?.default && !to.includes(index)) return undefined
  }
  return to
}

const noArgument: ArgumentInfo = { type: types.unknown }

/** What to pass for each parameter of the candidate that was chosen. */
function resolutionOf({ candidate, opened: of, isExpanded, to, inferred, converters }: Fit): Resolution {
  const { parameters, typeParameters } = candidate.member.signature
  const slots = parameters.map((parameter, index): Slot => {
    if (isExpanded && index === parameters.length - 1) {
      const items = to.flatMap((target, at) =>
        target === index ? [{ index: at, convert: converters[at] ?? asIs }] : [],
      )
      return { kind: 'params', element: substitute(of.element ?? types.unknown, inferred), items }
    }
    const type = substitute(of.parameters[index] ?? types.unknown, inferred)
    const at = to.indexOf(index)
    return at >= 0
      ? { kind: 'argument', index: at, type, convert: converters[at] ?? asIs }
      : { kind: 'default', value: parameter.default?.value ?? null, type }
  })
  return {
    candidate,
    slots,
    returnType: substitute(of.returns, inferred),
    typeArgs:
      typeParameters.length > 0
        ? typeParameters.map((name) => inferred.get(`!${name}`) ?? types.unknown)
        : candidate.on.args,
  }
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

const signed = new Set(['System.Int32', 'System.Int64', 'System.Int16', 'System.SByte'])
const unsigned = new Set(['System.UInt32', 'System.UInt64', 'System.UInt16', 'System.Byte'])

function compareTypes(a: ClrType, b: ClrType): number {
  const forth = implicitConversion(a, b) !== undefined
  const back = implicitConversion(b, a) !== undefined
  if (forth !== back) return forth ? -1 : 1
  if (forth && back) {
    const left = isReferenceConversion(a, b)
    const right = isReferenceConversion(b, a)
    if (left !== right) return left ? -1 : 1
  }
  if (signed.has(a.name) && unsigned.has(b.name)) return -1
  if (signed.has(b.name) && unsigned.has(a.name)) return 1
  return 0
}

function isBetter(one: Fit, other: Fit, args: readonly ArgumentInfo[]): boolean {
  let better = false
  for (let index = 0; index < args.length; index++) {
    const order = compareTargets(
      args[index] ?? noArgument,
      one.targets[index] ?? types.unknown,
      other.targets[index] ?? types.unknown,
    )
    if (order > 0) return false
    if (order < 0) better = true
  }
  if (better) return true
  const generic = (fit: Fit) => fit.candidate.member.signature.typeParameters.length
  if (generic(one) === 0 && generic(other) > 0) return true
  if (generic(one) > 0 && generic(other) === 0) return false
  if (one.isExpanded !== other.isExpanded) return !one.isExpanded
  const count = (fit: Fit) => fit.candidate.member.signature.parameters.length
  if (defaults(one) !== defaults(other)) return defaults(one) < defaults(other)
  if (one.isExpanded && count(one) !== count(other)) return count(one) > count(other)
  if (openness(one) !== openness(other)) return openness(one) < openness(other)
  return false
}

/** How many parameters get their default. */
const defaults = ({ candidate, isExpanded, to }: Fit): number => {
  const { parameters } = candidate.member.signature
  const most = isExpanded ? parameters.length - 1 : parameters.length
  let count = 0
  for (let index = 0; index < most; index++) if (!to.includes(index)) count++
  return count
}

/** How many arguments go to a parameter whose type is a type parameter. */
const openness = ({ opened: { parameters, element }, isExpanded, to }: Fit): number =>
  to.filter((at) => {
    const type = isExpanded && at === parameters.length - 1 ? element : parameters[at]
    return type !== undefined && isParameter(type)
  }).length
