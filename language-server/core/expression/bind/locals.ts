import { type ClrType, isUnknown, shortType, types } from '../clr/clr-type.ts'
import { defaultValue } from '../convert.ts'
import type { Frame, Local, LocalParameter } from '../frame.ts'
import type { Declarator, Expr, Identifier, LambdaExpr, LocalStmt, Stmt } from '../tree.ts'
import { isDisposable } from '../type-facts.ts'
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
    const added = statement.typeParameters.map((one) => one.name).filter((name) => !binder.typeParameters.has(name))
    const withTypes = <T>(bind: () => T): T => {
      for (const name of added) binder.typeParameters.add(name)
      const result = bind()
      for (const name of added) binder.typeParameters.delete(name)
      return result
    }
    const parameters = statement.parameters.map((one): LocalParameter => {
      const value = one.default && binder.bind(one.default)
      const { type: syntax } = one
      const type = syntax ? withTypes(() => resolveType(binder, syntax)) : types.unknown
      return {
        name: one.name.name,
        type,
        isParams: one.modifier === 'params',
        ...(value?.constant && { default: value.constant }),
      }
    })
    const returns = withTypes(() => resolveType(binder, statement.returnType))
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
        const inputs = parameters.map((one) => one.type)
        const bound = withTypes(() => bindLambda(binder, lambda, inputs, returns))
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
  if (isVar(statement.type)) return sequence(statement.declarators.map((one) => bindImplicit(binder, statement, one)))
  const type = resolveType(binder, statement.type)
  const runs = statement.declarators.map((declarator): Run => {
    const { value: initial } = declarator
    const outer = startInitial(binder, declarator.name, 'typed')
    const given = initial && bindTarget(binder, initial, type)
    binder.declaring = outer
    const value = initial && given && convert(binder, given, type, initial)
    if (statement.isConst) checkConstant(binder, declarator, value)
    const constant = statement.isConst ? value?.constant : undefined
    const local = binder.declare(declarator.name, type, constant ? { constant } : {})
    return storeInto(local, value ?? { type, run: () => defaultValue(type) })
  })
  return sequence(runs)
}

function bindImplicit(binder: Binder, statement: LocalStmt, declarator: Declarator): Run {
  const { name } = declarator
  if (statement.isConst) binder.report('CS0822', 'Implicitly-typed variables cannot be constant', declarator)
  else if (statement.declarators.length > 1 && declarator === statement.declarators[1])
    binder.report('CS0819', 'Implicitly-typed variables cannot have multiple declarators', statement)
  if (!declarator.value) {
    binder.report('CS0818', 'Implicitly-typed variables must be initialized', declarator)
    return storeInto(binder.declare(name, types.unknown), binder.failing('The value', 'is missing'))
  }
  if (declarator.value.kind === 'array-initializer')
    binder.report('CS0820', 'Cannot initialize an implicitly-typed variable with an array initializer', declarator)
  const hasShape = isLambda(declarator.value)
  const outer = startInitial(binder, name, 'var')
  const value = hasShape ? bindTarget(binder, declarator.value, types.unknown) : binder.bind(declarator.value)
  binder.declaring = outer
  const what = hasShape ? 'lambda expression' : value.group ? 'method group' : unassignable[value.type.name]
  if (!what) return storeInto(binder.declare(name, value.type), value)
  binder.report('CS0815', `Cannot assign ${what} to an implicitly-typed variable`, declarator)
  return storeInto(binder.declare(name, types.unknown), value)
}

const unassignable: Readonly<Record<string, string>> = { null: '<null>', 'System.Void': 'void' }

const isLambda = (expr: Expr): boolean =>
  expr.kind === 'lambda' || (expr.kind === 'parenthesized' && isLambda(expr.inner))

/** In its initial value a variable has none yet. @returns what was being declared around it */
function startInitial(binder: Binder, { name }: Identifier, type: 'var' | 'typed'): Binder['declaring'] {
  const outer = binder.declaring
  binder.declaring = { name, isVar: type === 'var' }
  return outer
}

function checkConstant(binder: Binder, declarator: Declarator, value: Bound | undefined): void {
  if (!declarator.value || !value) binder.report('CS0145', 'A const field requires a value to be provided', declarator)
  else if (!value.constant && !isUnknown(value.type))
    binder.report(
      'CS0133',
      `The expression being assigned to '${declarator.name.name}' must be constant`,
      declarator.value,
    )
}

function storeInto(local: Local, value: Bound): Run {
  const { slot } = local
  const { run } = value
  return (frame) => {
    frame.slots[slot] = run(frame)
    return normal
  }
}

/** The variables that statements declare for their whole block. */
export function declaredIn(statements: readonly Stmt[]): ReadonlyMap<string, Identifier> {
  const names = new Map<string, Identifier>()
  for (const statement of statements) {
    let at = statement
    while (at.kind === 'labeled') at = at.body
    if (at.kind === 'local')
      for (const { name } of at.declarators) if (!names.has(name.name)) names.set(name.name, name)
  }
  return names
}

/** What `using` holds: it must be something that can be disposed of, and nothing else is assigned to its variable. */
export function bindResource(binder: Binder, resource: Expr | LocalStmt): Run {
  if (resource.kind !== 'local') {
    const { run, type } = binder.bind(resource)
    checkDisposable(binder, type, resource)
    return (frame) => {
      run(frame)
      return normal
    }
  }
  const run = bindLocals(binder, resource)
  for (const { name } of resource.declarators) {
    const local = binder.scope.find(name.name)
    if (!local) continue
    binder.readOnly.set(local, 'using variable')
    checkDisposable(binder, local.type, resource)
  }
  return run
}

function checkDisposable(binder: Binder, type: ClrType, at: { readonly start: number; readonly end: number }): void {
  if (isUnknown(type) || type.name === 'null' || isDisposable(type) !== false) return
  binder.report(
    'CS1674',
    `'${shortType(type)}': type used in a using statement must be implicitly convertible to 'System.IDisposable'`,
    at,
  )
}
