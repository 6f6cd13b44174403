import { type ClrType, isUnknown, types } from '../clr/clr-type.ts'
import { Frame, FunctionScope } from '../frame.ts'
import { jumpFaults } from '../jumps.ts'
import type { BlockStmt, Expr, LambdaExpr } from '../tree.ts'
import type { Binder } from './binder.ts'
import type { BoundBody, BoundLambda, TriedLambda } from './bound.ts'
import { bindTarget, convert } from './conversions.ts'
import { resolveType } from './names.ts'

export function bindLambda(
  binder: Binder,
  lambda: LambdaExpr,
  parameters: readonly ClrType[],
  returns?: ClrType,
): BoundLambda {
  let tried = binder.lambdas.get(lambda)
  if (tried === undefined) {
    tried = []
    binder.lambdas.set(lambda, tried)
  }
  const { scope } = binder
  const same = (one: TriedLambda): boolean =>
    one.scope === scope &&
    one.parameters.length === parameters.length &&
    one.parameters.every((type, index) => isIdentical(type, parameters[index]))
  const done = tried.find((one) => same(one) && isIdentical(one.returns, returns))
  if (done) return done.bound
  const wanted = returns && !isUnknown(returns) && returns.name !== 'System.Void' ? returns : undefined
  const { body } = lambda
  const bound =
    wanted !== undefined && body.kind !== 'block' && !takesShape(body)
      ? returning(binder, { lambda: bindLambda(binder, lambda, parameters), wanted, at: body })
      : bindLambdaHere(binder, lambda, parameters, returns)
  tried.push({ scope, parameters, returns, bound })
  return bound
}

/** Whether two types are the same to the last label. */
function isIdentical(a: ClrType | undefined, b: ClrType | undefined): boolean {
  if (a === b) return true
  if (a === undefined || b === undefined || a.name !== b.name || a.args.length !== b.args.length) return false
  return a.labels?.join() === b.labels?.join() && a.args.every((arg, index) => isIdentical(arg, b.args[index]))
}

/** Whether the place that an expression stands in tells what it is. */
function takesShape(expr: Expr): boolean {
  if (expr.kind === 'parenthesized') return takesShape(expr.inner)
  return expr.kind === 'lambda' || expr.kind === 'array-initializer' || (expr.kind === 'default' && !expr.type)
}

/** A lambda whose body was bound for its own sake, with the result that is wanted of it. */
function returning(
  binder: Binder,
  { lambda, wanted, at }: { readonly lambda: BoundLambda; readonly wanted: ClrType; readonly at: Expr },
): BoundLambda {
  const { body } = lambda
  const before = binder.diagnostics.length
  const converted = convert(binder, body, wanted, at)
  const added = binder.diagnostics.splice(before)
  if (converted === body) return lambda
  return {
    type: converted.type,
    body: converted,
    diagnostics: added.length === 0 ? lambda.diagnostics : [...lambda.diagnostics, ...added],
    make: maker(lambda.slots, converted.run),
    slots: lambda.slots,
  }
}

/** Makes the functions of a lambda: each call has a frame of its own. */
const maker =
  (slots: readonly number[], run: BoundBody['run']): BoundLambda['make'] =>
  (frame) => {
    const { evaluation } = frame
    return (...args: unknown[]) => {
      evaluation.tick()
      const own = new Frame(evaluation, frame)
      for (let index = 0; index < slots.length; index++) own.slots[slots[index] ?? 0] = args[index]
      return run(own)
    }
  }

function bindLambdaHere(
  binder: Binder,
  lambda: LambdaExpr,
  parameters: readonly ClrType[],
  returns: ClrType | undefined,
): BoundLambda {
  const outer = binder.scope
  const before = binder.diagnostics.length
  const inner = new FunctionScope(outer)
  binder.scope = inner
  const slots = lambda.parameters.map((parameter, index) => {
    const type = parameter.type ? resolveType(binder, parameter.type) : (parameters[index] ?? types.unknown)
    const isRepeated = lambda.parameters.findIndex((one) => one.name.name === parameter.name.name) < index
    return (isRepeated ? binder.scope.declare(parameter.name.name, type) : binder.declare(parameter.name, type)).slot
  })
  reportRepeated(binder, lambda)
  const wanted = returns && !isUnknown(returns) && returns.name !== 'System.Void' ? returns : undefined
  let body: BoundBody
  if (lambda.body.kind === 'block')
    body = bindBlockLambda(binder, lambda.body, wanted ?? (returns?.name === 'System.Void' ? returns : undefined))
  else {
    const value = wanted ? bindTarget(binder, lambda.body, wanted) : binder.bind(lambda.body)
    body = wanted ? convert(binder, value, wanted, lambda.body) : value
  }
  binder.scope = outer
  const diagnostics = binder.diagnostics.splice(before)
  return { type: body.type, body, diagnostics, slots, make: maker(slots, body.run) }
}

function reportRepeated(binder: Binder, { parameters }: LambdaExpr): void {
  for (const [index, { name }] of parameters.entries()) {
    if (name.name === '' || name.name === '_') continue
    if (parameters.findIndex((one) => one.name.name === name.name) < index)
      binder.report('CS0100', `The parameter name '${name.name}' is a duplicate`, name)
  }
}

function bindBlockLambda(binder: Binder, block: BlockStmt, wanted: ClrType | undefined): BoundBody {
  for (const { code, message, ...at } of jumpFaults(block)) if (code !== 'CS0126') binder.report(code, message, at)
  binder.returnTypes.push(wanted)
  const body = binder.rooms.bindFunctionBody(binder, block)
  binder.returnTypes.pop()
  if (!wanted || wanted.name === 'System.Void') return body
  return { type: binder.scope.returns.length > 0 ? wanted : types.void, run: body.run }
}
