import type { ClrException } from '../clr/clr-exception.ts'
import { shortType, types } from '../clr/clr-type.ts'
import { bestCommonType } from '../convert.ts'
import type { Frame } from '../frame.ts'
import { isValueType } from '../registry.ts'
import type { BlockStmt, Stmt } from '../tree.ts'
import type { Binder } from './binder.ts'
import type { BoundBody } from './bound.ts'
import { bindForeach, bindReturn, bindSwitch, bindTry } from './control-flow.ts'
import { bindCondition } from './conversions.ts'
import { asException, notSimulatedName } from './failures.ts'
import { bindLocals, bindResource, declaredIn, declareLocalFunctions } from './locals.ts'
import { checkThrown } from './names.ts'
import { broke, continued, jumped, loop, normal, type Run, sequence } from './run.ts'
import { bindTurn } from './turns.ts'

export function bindFunctionBody(binder: Binder, block: BlockStmt): BoundBody {
  const run = bindBlock(binder, block)
  const type = bestCommonType(binder.scope.returns) ?? (binder.scope.returns.length > 0 ? types.object : types.void)
  return {
    type,
    run: (frame) => {
      run(frame)
      return frame.result
    },
  }
}

export function bindBlock(binder: Binder, block: BlockStmt): Run {
  binder.scope.enter()
  binder.ahead.push(declaredIn(block.statements))
  const functions = declareLocalFunctions(binder, block.statements)
  const statements = block.statements.filter((one) => one.kind !== 'local-function')
  const runs = statements.map((statement) => bindStatement(binder, statement))
  const all = [...functions.map((make) => make()), ...runs]
  binder.ahead.pop()
  binder.scope.leave()
  return sequence(all, labelsOf(statements, functions.length))
}

export function bindStatements(binder: Binder, statements: readonly Stmt[]): Run {
  const runs = statements.map((statement) => bindStatement(binder, statement))
  return sequence(runs, labelsOf(statements, 0))
}

function labelsOf(statements: readonly Stmt[], before: number): ReadonlyMap<string, number> | undefined {
  if (!statements.some(({ kind }) => kind === 'labeled')) return undefined
  const labels = new Map<string, number>()
  for (const [index, statement] of statements.entries())
    for (let at = statement; at.kind === 'labeled'; at = at.body) labels.set(at.label.name, before + index)
  return labels
}

export function bindEmbedded(binder: Binder, statement: Stmt): Run {
  binder.scope.enter()
  const run = bindStatement(binder, statement)
  binder.scope.leave()
  return run
}

function bindStatement(binder: Binder, statement: Stmt): Run {
  switch (statement.kind) {
    case 'block':
      return bindBlock(binder, statement)
    case 'empty':
      return () => normal
    case 'local':
      return bindLocals(binder, statement)
    case 'expression': {
      const { run } = binder.bind(statement.expression)
      return (frame) => {
        run(frame)
        return normal
      }
    }
    case 'if': {
      const condition = bindCondition(binder, binder.bind(statement.condition), statement.condition)
      const then = bindEmbedded(binder, statement.then)
      const otherwise = statement.otherwise && bindEmbedded(binder, statement.otherwise)
      return (frame) => (condition(frame) ? then(frame) : otherwise ? otherwise(frame) : normal)
    }
    case 'return':
      return bindReturn(binder, statement)
    case 'throw-statement': {
      const value = statement.value && binder.bind(statement.value)
      if (value && statement.value) checkThrown(binder, value.type, statement.value)
      return (frame) => {
        throw value
          ? asException(value.run(frame))
          : (caughtAt(binder, frame) ?? notSimulatedName("'throw'", 'needs an exception'))
      }
    }
    case 'break':
      return () => broke
    case 'continue':
      return () => continued
    case 'while':
    case 'do': {
      binder.scope.enter()
      const condition = bindCondition(binder, binder.bind(statement.condition), statement.condition)
      const body = bindTurn(binder, statement.body)
      binder.scope.leave()
      return loop(condition, body, [], statement.kind === 'do' ? 'after' : 'before')
    }
    case 'for': {
      binder.scope.enter()
      const start = bindStatements(binder, statement.initializers)
      const condition = statement.condition
        ? bindCondition(binder, binder.bind(statement.condition), statement.condition)
        : () => true
      const increments = statement.increments.map((one) => binder.bind(one).run)
      const body = bindTurn(binder, statement.body)
      binder.scope.leave()
      const repeat = loop(condition, body, increments, 'before')
      return (frame) => {
        start(frame)
        return repeat(frame)
      }
    }
    case 'foreach':
      return bindForeach(binder, statement)
    case 'switch':
      return bindSwitch(binder, statement)
    case 'try':
      return bindTry(binder, statement)
    case 'using': {
      binder.scope.enter()
      const resource = bindResource(binder, statement.resource)
      const body = bindEmbedded(binder, statement.body)
      binder.scope.leave()
      return (frame) => {
        resource(frame)
        return body(frame)
      }
    }
    case 'lock': {
      const { type } = binder.bind(statement.subject)
      if (isValueType(type))
        binder.report(
          'CS0185',
          `'${shortType(type)}' is not a reference type as required by the lock statement`,
          statement.subject,
        )
      return bindEmbedded(binder, statement.body)
    }
    case 'checked-block': {
      const { overflows, isUnchecked } = binder
      binder.overflows = statement.checked ? 'throw' : 'wrap'
      binder.isUnchecked = !statement.checked
      const body = bindBlock(binder, statement.body)
      Object.assign(binder, { overflows, isUnchecked })
      return body
    }
    case 'goto': {
      const { label } = statement
      const value = statement.value && binder.bind(statement.value)
      return (frame) => {
        frame.jump = label ? { label: label.name } : { case: value && { value: value.run(frame) } }
        return jumped
      }
    }
    case 'labeled':
      return bindStatement(binder, statement.body)
    case 'local-function': {
      const [make] = declareLocalFunctions(binder, [statement])
      return make?.() ?? (() => normal)
    }
    default: {
      const { feature } = statement
      return () => {
        throw notSimulatedName(`'${feature}'`, 'cannot be used within expressions')
      }
    }
  }
}

function caughtAt(binder: Binder, frame: Frame): ClrException | undefined {
  for (let at: Frame | undefined = frame; at; at = at.parent) {
    const caught = binder.caught.get(at)
    if (caught) return caught
  }
  return undefined
}
