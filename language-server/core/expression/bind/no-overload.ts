import { isAbsent, isPartial } from '../beyond.ts'
import type { ArgumentInfo, Candidate } from '../candidate.ts'
import { type ClrType, clrType, isOpen, isUnknown, shortType, types } from '../clr/clr-type.ts'
import { implicitConversion } from '../convert.ts'
import type { Resolution } from '../overload.ts'
import { delegateShape, findBase } from '../registry.ts'
import type { SignatureParameter } from '../signature.ts'
import type { Expr } from '../tree.ts'
import { intendedTypes } from '../type-inference.ts'
import type { Binder } from './binder.ts'
import type { MethodGroup, PreparedArgument } from './bound.ts'
import { reportLambda } from './lambda-misfit.ts'

interface FailedCall {
  readonly group: MethodGroup
  readonly args: readonly PreparedArgument[]
  readonly expr: Extract<Expr, { kind: 'invocation' }>
  /** The type arguments that the call gives. */
  readonly explicit: readonly ClrType[] | undefined
}

interface Call {
  readonly name: string
  readonly candidates: readonly Candidate[]
  /** Those of the parameters: first the receiver of an extension method. */
  readonly args: readonly PreparedArgument[]
  /** Arguments that are none in the code: 1 for an extension method. */
  readonly before: 0 | 1
  /** The name, and the whole call. */
  readonly at: Expr | { readonly start: number; readonly end: number }
  /** Where .NET may have an overload that is not known here. */
  readonly owner: ClrType | undefined
  readonly explicit?: readonly ClrType[] | undefined
}

/** Says why no method of the group takes the arguments. */
export function reportNoOverload(binder: Binder, { group, args, expr, explicit }: FailedCall): void {
  const at = expr.callee.kind === 'member' ? expr.callee.name : expr.callee
  const { self, name, others = [] } = group
  if (group.candidates.length === 0 && self && group.extensions.length > 0) {
    reportExtension(binder, { group, args, expr, explicit }, self.type)
    return
  }
  const candidates = group.candidates.length > 0 ? group.candidates : others
  const owner = self?.type ?? candidates[0]?.on
  reportArguments(binder, { name, candidates, args, before: 0, at, owner, explicit })
}

/** An extension method that does not fit: mostly the value before the dot is the reason. */
function reportExtension(binder: Binder, { group, args, expr, explicit }: FailedCall, self: ClrType): void {
  const { name, extensions } = group
  const at = expr.callee.kind === 'member' ? expr.callee.name : expr.callee
  if (isUnknown(self) || isAbsent(self, name) || isPartial(self, name)) return
  const receiverOf = ({ member }: Candidate): ClrType => member.signature.parameters[0]?.type ?? types.unknown
  const near = extensions.filter((one) => {
    const to = receiverOf(one)
    return to.name.startsWith('!') || findBase(self, to.name) !== undefined
  })
  const receiver: PreparedArgument = { expr: expr.callee, info: { type: self } }
  const all = [receiver, ...args]
  const fitting = near.filter((one) => {
    if (explicit && explicit.length !== one.member.signature.typeParameters.length) return false
    const to = intendedTypes(one, [receiver.info], explicit)[0] ?? types.unknown
    return isReceiver(self, to)
  })
  const arities = extensions.map(({ member }) => member.signature.typeParameters.length)
  if (explicit && near.length > 0 && !arities.includes(explicit.length)) {
    binder.report('CS0305', `Using the generic method '${name}' requires ${Math.max(...arities)} type arguments`, at)
    return
  }
  const meant = extensions.filter((one) => takesCount(one, all) && !fitting.includes(one))
  if (fitting.length === 0 || (meant.length > 0 && !fitting.some((one) => takesCount(one, all)))) {
    const closed = (meant.length > 0 ? meant : extensions)
      .map((one) => {
        // The arguments may tell what it would have to be: `3.Contains("a")`.
        const infos = all.map(({ info }) => info)
        return (explicit ? intendedTypes(one, [receiver.info], explicit) : intendedTypes(one, infos, undefined))[0]
      })
      .find((type) => type !== undefined && !isOpen(type))
    if (closed)
      binder.report(
        'CS1929',
        `'${shortType(self)}' does not contain a definition for '${name}' and the best extension method overload requires a receiver of type '${shortType(closed)}'`,
        at,
      )
    else binder.report('CS1061', `'${shortType(self)}' does not contain a definition for '${name}'`, at)
    return
  }
  const clash = fitting.find((one) => takesCount(one, all) && contradicts(one, all))
  if (clash && fitting.every((one) => !takesCount(one, all) || contradicts(one, all))) {
    const [, given] = all.map(({ info }) => info.type)
    binder.report(
      'CS1929',
      `'${shortType(self)}' does not contain a definition for '${name}' that takes '${shortType(given ?? types.unknown)}'`,
      at,
    )
    return
  }
  reportArguments(binder, {
    name,
    candidates: fitting,
    args: all,
    before: 1,
    at,
    owner: clrType(fitting[0]?.member.declaring ?? ''),
    explicit,
  })
}

/** Extension methods take identity, reference and boxing conversions of the value before the dot. */
const isReceiver = (self: ClrType, to: ClrType): boolean =>
  isOpen(to) || isOpen(self) || implicitConversion(self, to) !== undefined

/** Plain arguments of a generic method of which each is sound, but not all with one type: `numbers.Contains("a")`. */
function contradicts(candidate: Candidate, args: readonly PreparedArgument[]): boolean {
  const infos = args.map(({ info }) => info)
  if (infos.some(({ lambda, group, name, type }) => lambda || group || name !== undefined || isOpen(type))) return false
  if (candidate.member.signature.typeParameters.length === 0) return false
  const intended = intendedTypes(candidate, infos, undefined)
  if (intended.some((type) => delegateShape(type) !== undefined)) return false
  return infos.some(({ type, constant }, index) => {
    const to = intended[index] ?? types.unknown
    return !isOpen(to) && !implicitConversion(type, to, constant)
  })
}

function takesCount({ member }: Candidate, args: readonly PreparedArgument[]): boolean {
  const { parameters } = member.signature
  const isParams = parameters.some((one) => one.modifier === 'params')
  const least = parameters.filter((one) => !one.default && one.modifier !== 'params').length
  return args.length >= least && (isParams || args.length <= parameters.length)
}

/** Says what is wrong with the arguments: how many they are, or the first that does not fit. */
export function reportArguments(binder: Binder, call: Call): void {
  const { name, candidates, args, before, at, owner, explicit } = call
  if (args.some((one) => isUnknown(one.info.type) && !one.info.takesType)) return
  const partial = (owner !== undefined && isPartial(owner, name)) || candidates.some(({ on }) => isPartial(on, name))
  const severity = partial ? 'warning' : 'error'
  const isConstructor = name === '.ctor'
  if (explicit && reportTypeArguments(binder, call, explicit, partial)) return
  const named = args.find(
    ({ info }) =>
      info.name !== undefined &&
      !candidates.some(({ member }) => member.signature.parameters.some((one) => one.name === info.name)),
  )
  if (named) {
    binder.report(
      'CS1739',
      `The best overload for '${isConstructor ? shortType(owner ?? types.unknown) : name}' does not have a parameter named '${named.info.name}'`,
      named.expr,
      severity,
    )
    return
  }
  const counted = candidates.filter((one) => takesCount(one, args))
  if (counted.length === 0) {
    reportCount(binder, call, severity)
    return
  }
  // The candidate that gets furthest is the one that was meant.
  const tried = counted.map((candidate) => ({ candidate, index: firstMisfit(candidate, args, explicit) }))
  const [first] = tried
  if (!first) return
  const best = tried.reduce((a, b) => (b.index > a.index ? b : a), first)
  const index = Math.floor(best.index)
  const wrong = args[index]
  const wanted = intendedTypes(
    best.candidate,
    args.map(({ info }) => info),
    explicit,
  )[index]
  if (wrong?.info.lambda && wanted) {
    reportLambda(binder, { candidate: best.candidate, lambda: wrong.expr, wanted, severity })
    return
  }
  if (wrong && wanted && !isOpen(wanted)) {
    const parameter = parameterOf(best.candidate, wrong.info, index)
    const wants = parameter?.modifier === 'out' || parameter?.modifier === 'ref' ? parameter.modifier : undefined
    if (wants && wrong.info.modifier === undefined) {
      binder.report('CS1620', `Argument ${index + 1 - before} must be passed with the '${wants}' keyword`, wrong.expr)
      return
    }
    if (!wants && (wrong.info.modifier === 'out' || wrong.info.modifier === 'ref')) {
      binder.report(
        'CS1615',
        `Argument ${index + 1 - before} may not be passed with the '${wrong.info.modifier}' keyword`,
        wrong.expr,
      )
      return
    }
    binder.report(
      'CS1503',
      `Argument ${index + 1 - before}: cannot convert from '${shortType(wrong.info.type)}' to '${shortType(wanted)}'`,
      wrong.expr,
      severity,
    )
    return
  }
  if (counted.every(({ member }) => member.signature.typeParameters.length > 0)) {
    if (!partial)
      binder.report(
        'CS0411',
        `The type arguments for method '${name}' cannot be inferred from the usage. Try specifying the type arguments explicitly.`,
        at,
      )
    return
  }
  const described = args.map((one) => shortType(one.info.type)).join(', ')
  binder.report('CS1503', `No overload of '${name}' takes arguments of type (${described})`, at, 'warning')
}

/** True when the call gives type arguments that no candidate takes. */
function reportTypeArguments(
  binder: Binder,
  { name, candidates, at, owner }: Call,
  explicit: readonly ClrType[],
  partial: boolean,
): boolean {
  const counts = candidates.map(({ member }) => member.signature.typeParameters.length)
  if (counts.includes(explicit.length)) return false
  const generic = counts.find((count) => count > 0)
  if (partial && owner?.name.startsWith('Newtonsoft.')) return true
  if (generic === undefined)
    binder.report('CS0308', `The non-generic method '${name}' cannot be used with type arguments`, at)
  else binder.report('CS0305', `Using the generic method '${name}' requires ${generic} type arguments`, at)
  return true
}

function reportCount(
  binder: Binder,
  { name, candidates, args, before, at, owner }: Call,
  severity: 'error' | 'warning',
): void {
  const [only] = candidates
  const count = args.length - before
  const missing = candidates.length === 1 ? only?.member.signature.parameters[args.length] : undefined
  if (name === '.ctor')
    binder.report(
      'CS1729',
      `'${shortType(owner ?? types.unknown)}' does not contain a constructor that takes ${count} arguments`,
      at,
      severity,
    )
  else if (missing)
    binder.report(
      'CS7036',
      `There is no argument given that corresponds to the required parameter '${missing.name}' of '${only?.member.member.signature}'`,
      at,
      severity,
    )
  else binder.report('CS1501', `No overload for method '${name}' takes ${count} arguments`, at, severity)
}

/** Two overloads that fit equally well (C# specification 12.6.4): the compiler chooses neither. */
export function reportAmbiguous(
  binder: Binder,
  { rival, candidate }: Resolution,
  args: readonly PreparedArgument[],
  { name, at }: { readonly name: string; readonly at: { readonly start: number; readonly end: number } },
): void {
  if (!rival) return
  // An overload that is not known here may be the better one, but for a null.
  if (isPartial(candidate.on, name) && !args.some(({ info }) => info.type.name === 'null')) return
  const both = [candidate, rival].map(({ member }) => `'${member.member.signature}'`).join(' and ')
  binder.report('CS0121', `The call is ambiguous between the following methods or properties: ${both}`, at)
}

/** The parameter that an argument goes to. */
function parameterOf({ member }: Candidate, { name }: ArgumentInfo, index: number): SignatureParameter | undefined {
  const { parameters } = member.signature
  return name === undefined ? parameters[index] : parameters.find((one) => one.name === name)
}

/** The index of the first argument that the parameter does not take; half a step further for a lambda of the right shape. */
function firstMisfit(
  candidate: Candidate,
  args: readonly PreparedArgument[],
  explicit: readonly ClrType[] | undefined,
): number {
  const intended = intendedTypes(
    candidate,
    args.map(({ info }) => info),
    explicit,
  )
  for (const [index, { info }] of args.entries()) {
    if (info.takesType) continue
    const to = intended[index]
    if (!to) continue
    if (info.lambda) {
      const shape = delegateShape(to)
      return shape?.parameters.length === info.lambda.parameterCount ? index + 0.5 : index
    }
    if (isOpen(to)) continue
    if (info.group) return index
    const parameter = parameterOf(candidate, info, index)
    const wantsOut = parameter?.modifier === 'out' || parameter?.modifier === 'ref'
    if (wantsOut !== (info.modifier === 'out' || info.modifier === 'ref')) return index
    if (implicitConversion(info.type, to, info.constant) === undefined) return index
  }
  return args.length
}
