import { isAbsent, isPartial } from '../beyond.ts'
import { type ClrType, clrType, isOpen, isUnknown, shortType, substitute, types } from '../clr/clr-type.ts'
import { implicitConversion } from '../convert.ts'
import type { Candidate } from '../overload.ts'
import { findBase, substitutionOf } from '../registry.ts'
import type { Expr } from '../tree.ts'
import type { Binder } from './binder.ts'
import type { MethodGroup, PreparedArgument } from './bound.ts'

interface Call {
  readonly name: string
  readonly candidates: readonly Candidate[]
  readonly args: readonly PreparedArgument[]
  /** Parameters before those of the arguments: 1 for an extension method. */
  readonly before: 0 | 1
  /** The name, and the whole call. */
  readonly at: Expr | { readonly start: number; readonly end: number }
  /** Where .NET may have an overload that is not known here. */
  readonly owner: ClrType | undefined
}

/** Says why no method of the group takes the arguments. */
export function reportNoOverload(
  binder: Binder,
  group: MethodGroup,
  args: readonly PreparedArgument[],
  expr: Extract<Expr, { kind: 'invocation' }>,
): void {
  const at = expr.callee.kind === 'member' ? expr.callee.name : expr.callee
  const { self, name } = group
  if (group.candidates.length === 0 && self) {
    const fits = group.extensions.some(({ member }) => {
      const first = member.signature.parameters[0]
      return (
        first && (findBase(self.type, first.type.name) || first.type.name === '[]' || first.type.name.startsWith('!'))
      )
    })
    if (!fits) {
      if (!isAbsent(self.type, name))
        binder.report('CS1061', `'${shortType(self.type)}' does not contain a definition for '${name}'`, at)
      return
    }
  }
  const own = group.candidates.length > 0
  reportArguments(binder, {
    name,
    candidates: own ? group.candidates : group.extensions,
    args,
    before: own ? 0 : 1,
    at,
    owner: own ? (self?.type ?? group.candidates[0]?.on) : clrType(group.extensions[0]?.member.declaring ?? ''),
  })
}

/** Says what is wrong with the arguments: how many they are, or the first that does not fit. */
export function reportArguments(binder: Binder, call: Call): void {
  const { name, candidates, args, before, at, owner } = call
  if (args.some((one) => isUnknown(one.info.type) && !one.info.takesType)) return
  const partial = (owner !== undefined && isPartial(owner, name)) || candidates.some(({ on }) => isPartial(on, name))
  const severity = partial ? 'warning' : 'error'
  const isConstructor = name === '.ctor'
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
  const counted = candidates.filter(({ member }) => {
    const { parameters } = member.signature
    const isParams = parameters.some((one) => one.modifier === 'params')
    const least = parameters.filter((one) => !one.default && one.modifier !== 'params').length - before
    return args.length >= least && (isParams || args.length <= parameters.length - before)
  })
  if (counted.length === 0) {
    const [only] = candidates
    const missing = candidates.length === 1 ? only?.member.signature.parameters[before + args.length] : undefined
    if (isConstructor)
      binder.report(
        'CS1729',
        `'${shortType(owner ?? types.unknown)}' does not contain a constructor that takes ${args.length} arguments`,
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
    else binder.report('CS1501', `No overload for method '${name}' takes ${args.length} arguments`, at, severity)
    return
  }
  // The candidate that gets furthest is the one that was meant.
  const tried = counted.map((candidate) => ({ candidate, index: firstMisfit(candidate, args, before) }))
  const best = tried.reduce((a, b) => (b.index > a.index ? b : a), tried[0] ?? { candidate: undefined, index: 0 })
  const wrong = args[best.index]
  const wanted = best.candidate && parameterType(best.candidate, best.index + before)
  if (wrong && wanted && !isOpen(wanted)) {
    const given = wrong.info.lambda ? 'lambda expression' : shortType(wrong.info.type)
    binder.report(
      'CS1503',
      `Argument ${best.index + 1}: cannot convert from '${given}' to '${shortType(wanted)}'`,
      wrong.expr,
      wrong.info.lambda ? 'warning' : severity,
    )
    return
  }
  const described = args.map((one) => shortType(one.info.type)).join(', ')
  binder.report('CS1503', `No overload of '${name}' takes arguments of type (${described})`, at, 'warning')
}

function parameterType({ member, on }: Candidate, index: number): ClrType | undefined {
  const { parameters } = member.signature
  const last = parameters.at(-1)
  const parameter = parameters[index] ?? (last?.modifier === 'params' ? last : undefined)
  if (!parameter) return undefined
  const type = substitute(parameter.type, substitutionOf(on))
  return parameter.modifier === 'params' && parameter === last ? (type.args[0] ?? type) : type
}

/** The index of the first argument that the parameter does not take. */
function firstMisfit(candidate: Candidate, args: readonly PreparedArgument[], before: 0 | 1): number {
  const misfit = args.findIndex(({ info }, index) => {
    if (info.name !== undefined || info.takesType) return false
    const to = parameterType(candidate, index + before)
    if (!to || isOpen(to)) return false
    if (info.lambda || info.group) return true
    const parameter = candidate.member.signature.parameters[index + before]
    const wantsOut = parameter?.modifier === 'out' || parameter?.modifier === 'ref'
    if (wantsOut !== (info.modifier === 'out' || info.modifier === 'ref')) return true
    return implicitConversion(info.type, to, info.constant) === undefined
  })
  return misfit < 0 ? args.length : misfit
}
