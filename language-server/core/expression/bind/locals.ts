import { types } from '../clr/clr-type.ts'
import { defaultValue } from '../convert.ts'
import type { Frame, Local, LocalParameter } from '../frame.ts'
import type { LambdaExpr, LocalStmt, Stmt } from '../tree.ts'
import type { Binder } from './binder.ts'
import type { Bound } from './bound.ts'
import { bindTarget, convert } from './conversions.ts'
import { bindLambda } from './lambdas.ts'
import { isVar, resolveType } from './names.ts'
import { type Completion, normal, type Run, sequence } from './run.ts'

/** Local functions are known in their whole block; their bodies are bound when all the names of the block before them are. */
export function declareLocalFunctions(binder: Binder, statements: readonly Stmt[]): (() => Run)[] {
  return statements.flatMap((statement) => {
    if (statement.kind !== 'local-function') return []
    const parameters = statement.parameters.map((one): LocalParameter => {
      const value = one.default && binder.bind(one.default)
      const type = one.type ? resolveType(binder, one.type) : types.unknown
      return {
        name: one.name.name,
        type,
        isParams: one.modifier === 'params',
        ...(value?.constant && { default: value.constant }),
      }
    })
    const typeParameters = new Set(statement.typeParameters.map((one) => one.name))
    const returns = typeParameters.size > 0 ? types.unknown : resolveType(binder, statement.returnType)
    const local = binder.declare(statement.name, types.unknown, { callable: { parameters, returns } })
    return [
      () => {
        const lambda: LambdaExpr = {
          kind: 'lambda',
          parameters: statement.parameters,
          body: statement.body,
          start: statement.start,
          end: statement.end,
        }
        const bound = bindLambda(
          binder,
          lambda,
          parameters.map((one) => one.type),
          returns,
        )
        binder.diagnostics.push(...bound.diagnostics)
        return (frame: Frame): Completion => {
          frame.slots[local.slot] = bound.make(frame)
          return normal
        }
      },
    ]
  })
}

export function bindLocals(binder: Binder, statement: LocalStmt): Run {
  const runs = statement.declarators.map((declarator): Run => {
    if (isVar(statement.type)) {
      const value = declarator.value ? binder.bind(declarator.value) : binder.failing('The value', 'is missing')
      if (!declarator.value) binder.report('CS0818', 'Implicitly-typed variables must be initialized', declarator)
      if (value.type.name === 'null')
        binder.report('CS0815', 'Cannot assign <null> to an implicitly-typed variable', declarator)
      const type = value.type.name === 'null' || value.group ? types.unknown : value.type
      return storeInto(binder.declare(declarator.name, type), value)
    }
    const type = resolveType(binder, statement.type)
    const value =
      declarator.value && convert(binder, bindTarget(binder, declarator.value, type), type, declarator.value)
    const constant = statement.isConst ? value?.constant : undefined
    const local = binder.declare(declarator.name, type, constant ? { constant } : {})
    return storeInto(local, value ?? { type, run: () => defaultValue(type) })
  })
  return sequence(runs)
}

function storeInto(local: Local, value: Bound): Run {
  const { slot } = local
  const { run } = value
  return (frame) => {
    frame.slots[slot] = run(frame)
    return normal
  }
}
