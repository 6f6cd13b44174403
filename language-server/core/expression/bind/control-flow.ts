import { isExceptionOf } from '../clr/clr-exception.ts'
import { type ClrType, isUnknown, shortType, types } from '../clr/clr-type.ts'
import { enumerate } from '../clr/collections.ts'
import { LimitReached } from '../clr/meter.ts'
import { explicitConversion, jsonChildren } from '../convert.ts'
import type { Frame } from '../frame.ts'
import { elementType } from '../registry.ts'
import type { Expr, Stmt } from '../tree.ts'
import type { Binder } from './binder.ts'
import type { Bound } from './bound.ts'
import { bindCondition, bindFree, bindTarget, convert } from './conversions.ts'
import { asException } from './failures.ts'
import { declaredIn } from './locals.ts'
import { checkThrown, isVar, resolveType } from './names.ts'
import { bindPattern } from './patterns.ts'
import { broke, type Completion, jumped, normal, type Run, returned } from './run.ts'
import { enterTurn, handOver } from './turns.ts'

export function bindReturn(binder: Binder, statement: Extract<Stmt, { kind: 'return' }>): Run {
  const wanted = binder.returnTypes.at(-1)
  if (!statement.value) {
    if (wanted && wanted.name !== 'System.Void' && !binder.scope.isOutermost)
      binder.report('CS0126', `An object of a type convertible to '${shortType(wanted)}' is required`, statement)
    return () => returned
  }
  if (wanted?.name === 'System.Void') {
    const code = binder.scope.isOutermost ? 'CS0127' : 'CS8030'
    binder.report(code, 'What gives no value cannot return one', statement.value)
  }
  const target = wanted?.name === 'System.Void' ? undefined : wanted
  const value = target ? bindTarget(binder, statement.value, target) : bindFree(binder, statement.value)
  if (value.type.name === 'System.Void' && binder.scope.isOutermost)
    binder.report('CS0029', "Cannot implicitly convert type 'void' to 'object'", statement.value)
  const bound = target ? convert(binder, value, target, statement.value) : value
  // What the place of an expression wants does not change what the expression gives.
  binder.scope.returns.push(binder.scope.isOutermost ? value.type : bound.type)
  const { run } = bound
  return (frame) => {
    frame.result = run(frame)
    return returned
  }
}

export function bindForeach(binder: Binder, statement: Extract<Stmt, { kind: 'foreach' }>): Run {
  const source = binder.bind(statement.source)
  const element = elementType(source.type)
  if (!element) {
    const isNull = source.type.name === 'null'
    binder.report(
      isNull ? 'CS0186' : 'CS1579',
      `foreach statement cannot operate on variables of type '${shortType(source.type)}'`,
      statement.source,
    )
  }
  const turn = enterTurn(binder, statement.body)
  const type = isVar(statement.type) ? (element ?? types.unknown) : resolveType(binder, statement.type)
  const converter = isVar(statement.type)
    ? undefined
    : explicitConversion(element ?? types.unknown, type, binder.overflows)
  if (!isVar(statement.type) && element && !converter)
    binder.report('CS0030', `Cannot convert type '${shortType(element)}' to '${shortType(type)}'`, statement.type)
  const local = binder.declare(statement.name, type)
  binder.readOnly.set(local, 'foreach iteration variable')
  const takeApart = statement.parts && bindParts(binder, statement.parts, binder.bindLocal(local))
  const body = binder.rooms.bindEmbedded(binder, statement.body)
  turn.leave()
  const children =
    source.type.name.startsWith('Newtonsoft.Json.Linq.') && source.type.name !== 'Newtonsoft.Json.Linq.JObject'
  return (frame) => {
    const value = source.run(frame)
    for (const item of enumerate(children ? jsonChildren(value) : value)) {
      frame.evaluation.tick()
      const own = turn.frameOf(frame)
      own.slots[local.slot] = converter ? converter(item, frame.evaluation) : item
      takeApart?.(own)
      const completion = body(own)
      if (own !== frame) handOver(own, frame)
      if (completion === broke) break
      if (completion === returned || completion === jumped) return completion
    }
    return normal
  }
}

function bindParts(binder: Binder, target: Expr, element: Bound): (frame: Frame) => unknown {
  const at = { start: target.start, end: target.start }
  binder.receivers.push(element)
  const { run } = binder.bind({ kind: 'assignment', operator: '=', target, value: { kind: 'receiver', ...at }, ...at })
  binder.receivers.pop()
  return run
}

export function bindSwitch(binder: Binder, statement: Extract<Stmt, { kind: 'switch' }>): Run {
  const subject = binder.bind(statement.subject)
  binder.scope.enter()
  binder.ahead.push(declaredIn(statement.sections.flatMap((section) => section.statements)))
  const sections = statement.sections.map((section) => {
    // The variables of all sections share one block; those of a pattern are the section's own.
    const isOwn = section.labels.some(
      ({ pattern }) => pattern?.kind === 'declaration-pattern' || pattern?.kind === 'var-pattern',
    )
    if (isOwn) binder.scope.enter()
    const tests = section.labels.map((label) => {
      if (!label.pattern) return undefined
      const pattern = bindPattern(binder, label.pattern, subject.type, 'label')
      const guard = label.guard && bindCondition(binder, binder.bind(label.guard), label.guard)
      return (frame: Frame, value: unknown) => pattern(frame, value) && (!guard || guard(frame))
    })
    const body = binder.rooms.bindStatements(binder, section.statements)
    if (isOwn) binder.scope.leave()
    return { tests, body, isDefault: tests.includes(undefined) }
  })
  binder.ahead.pop()
  binder.scope.leave()
  return (frame) => {
    const value = subject.run(frame)
    const byDefault = sections.find((section) => section.isDefault)
    const sectionOf = (subject: unknown) =>
      sections.find((section) => section.tests.some((test) => test?.(frame, subject))) ?? byDefault
    let chosen = sectionOf(value)
    for (;;) {
      const completion = chosen ? chosen.body(frame) : normal
      if (completion !== jumped || !frame.jump || !('case' in frame.jump))
        return completion === broke ? normal : completion
      frame.evaluation.tick()
      chosen = frame.jump.case ? sectionOf(frame.jump.case.value) : byDefault
    }
  }
}

export function bindTry(binder: Binder, statement: Extract<Stmt, { kind: 'try' }>): Run {
  const body = binder.rooms.bindBlock(binder, statement.body)
  const caught: ClrType[] = []
  const catches = statement.catches.map((clause, index) => {
    if (!clause.type && !clause.filter && index < statement.catches.length - 1)
      binder.report('CS1017', 'Catch clauses cannot follow the general catch clause of a try statement', clause)
    binder.scope.enter()
    const type = clause.type ? resolveType(binder, clause.type) : types.exception
    if (clause.type) checkThrown(binder, type, clause.type)
    const before = clause.type && caught.find((one) => isUnknown(one) || isExceptionOf(type.name, one.name))
    if (clause.type && before && !isUnknown(before))
      binder.report(
        'CS0160',
        `A previous catch clause already catches all exceptions of this or of a super type ('${shortType(before)}')`,
        clause.type,
      )
    if (!clause.filter && clause.type) caught.push(type)
    const local = clause.name && binder.declare(clause.name, type)
    const filter = clause.filter && bindCondition(binder, binder.bind(clause.filter), clause.filter)
    const handler = binder.rooms.bindBlock(binder, clause.body)
    binder.scope.leave()
    return { type, local, filter, handler }
  })
  const last = statement.finally && binder.rooms.bindBlock(binder, statement.finally)
  const handle = (frame: Frame, error: unknown): Completion => {
    if (error instanceof LimitReached) throw error
    const exception = asException(error)
    for (const clause of catches) {
      if (!isUnknown(clause.type) && !isExceptionOf(exception.type, clause.type.name)) continue
      if (clause.local) frame.slots[clause.local.slot] = exception
      if (clause.filter && !clause.filter(frame)) continue
      const before = binder.caught.get(frame)
      binder.caught.set(frame, exception)
      try {
        return clause.handler(frame)
      } finally {
        if (before) binder.caught.set(frame, before)
        else binder.caught.delete(frame)
      }
    }
    throw error
  }
  const attemptBody = (frame: Frame): Completion => {
    try {
      return body(frame)
    } catch (error) {
      return handle(frame, error)
    }
  }
  if (!last) return attemptBody
  return (frame) => {
    let completion: Completion
    try {
      completion = attemptBody(frame)
    } catch (error) {
      const result = frame.result
      last(frame)
      frame.result = result
      throw error
    }
    const result = frame.result
    const ended = last(frame)
    if (ended !== normal) return ended
    frame.result = result
    return completion
  }
}
