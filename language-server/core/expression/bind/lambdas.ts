import { type ClrType, isUnknown, types } from '../clr/clr-type.ts'
import { Frame, FunctionScope } from '../frame.ts'
import { jumpFaults } from '../jumps.ts'
import type { BlockStmt, LambdaExpr } from '../tree.ts'
import type { Binder } from './binder.ts'
import type { BoundBody, BoundLambda } from './bound.ts'
import { bindTarget, convert } from './conversions.ts'
import { resolveType } from './names.ts'

export function bindLambda(
  binder: Binder,
  lambda: LambdaExpr,
  parameters: readonly ClrType[],
  returns?: ClrType,
): BoundLambda {
  const scopes = binder.lambdas.get(binder.scope) ?? new Map<LambdaExpr, Map<string, BoundLambda>>()
  binder.lambdas.set(binder.scope, scopes)
  const cache = scopes.get(lambda) ?? new Map<string, BoundLambda>()
  scopes.set(lambda, cache)
  const key = JSON.stringify([parameters, returns])
  const done = cache.get(key)
  if (done) return done
  const made = bindLambdaHere(binder, lambda, parameters, returns)
  cache.set(key, made)
  return made
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
  const { run } = body
  return {
    type: body.type,
    diagnostics,
    make: (frame) => {
      const { evaluation } = frame
      return (...args: unknown[]) => {
        evaluation.tick()
        const own = new Frame(evaluation, frame)
        for (let index = 0; index < slots.length; index++) own.slots[slots[index] ?? 0] = args[index]
        return run(own)
      }
    },
  }
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
