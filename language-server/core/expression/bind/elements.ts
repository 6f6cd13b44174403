import { notSimulated, nullReference } from '../clr/clr-exception.ts'
import { isUnknown, shortType, types } from '../clr/clr-type.ts'
import { arrayAt, setArrayAt } from '../clr/collections.ts'
import { toNumber } from '../clr/number.ts'
import { implicitConversion } from '../convert.ts'
import type { Call } from '../definition.ts'
import type { Frame } from '../frame.ts'
import { lateIndex, lateSetIndex } from '../late.ts'
import { resolveOverload } from '../overload.ts'
import { membersNamed } from '../registry.ts'
import type { Expr } from '../tree.ts'
import { isSettable } from '../type-facts.ts'
import type { Binder } from './binder.ts'
import type { Bound } from './bound.ts'
import { convert } from './conversions.ts'
import { bindArguments, emitCall } from './emit.ts'
import { reportArguments } from './no-overload.ts'

export function bindElement(binder: Binder, expr: Extract<Expr, { kind: 'element' }>): Bound {
  const target = binder.bind(expr.target)
  if (target.type.name === '[]' && expr.args.length === 1 && expr.args[0]) {
    const value = binder.bind(expr.args[0].value)
    const index = convert(
      binder,
      value,
      implicitConversion(value.type, types.int, value.constant) ? types.int : types.long,
      expr.args[0],
    )
    const at = (frame: Frame): number => toNumber(index.run(frame))
    return {
      type: target.type.args[0] ?? types.unknown,
      run: (frame) => arrayAt(target.run(frame), at(frame)),
      store: (frame, item) => setArrayAt(target.run(frame), at(frame), item),
      locate: (frame) => {
        const array = target.run(frame)
        const place = at(frame)
        return { get: () => arrayAt(array, place), set: (item) => setArrayAt(array, place, item) }
      },
    }
  }
  const prepared = bindArguments(binder, expr.args)
  const args = prepared.map((one) => one.bound ?? binder.failing('An index', 'does not fit'))
  const late = (): Bound => ({
    type: types.unknown,
    run: (frame) =>
      lateIndex(
        frame.evaluation,
        target.run(frame),
        args.map((arg) => arg.run(frame)),
      ),
    store: (frame, value) =>
      lateSetIndex(
        frame.evaluation,
        target.run(frame),
        args.map((arg) => arg.run(frame)),
        value,
      ),
  })
  if (isUnknown(target.type)) return late()
  const candidates = membersNamed(target.type, 'this').filter((one) => one.member.signature.kind === 'indexer')
  if (candidates.length === 0) {
    if (expr.target.kind !== 'missing')
      binder.report(
        'CS0021',
        `Cannot apply indexing with [] to an expression of type '${shortType(target.type)}'`,
        expr,
      )
    return late()
  }
  const resolution = resolveOverload(
    candidates,
    prepared.map((one) => one.info),
    undefined,
  )
  if (!resolution) {
    reportArguments(binder, { name: 'this', candidates, args: prepared, before: 0, at: expr, owner: target.type })
    return late()
  }
  const get = emitCall(binder, resolution, prepared, target, { name: 'this[]' })
  const set = resolution.candidate.member.member.set as
    | ((call: Call, self: unknown, ...args: unknown[]) => unknown)
    | undefined
  if (!set) {
    const { declaring } = resolution.candidate.member
    return isSettable(declaring, 'this') ? { type: get.type, run: get.run, store: () => fail(declaring) } : get
  }
  const converted = resolution.slots.flatMap((slot) => {
    const arg = slot.kind === 'argument' ? args[slot.index] : undefined
    return arg && slot.kind === 'argument' ? [(frame: Frame) => slot.convert(arg.run(frame), frame.evaluation)] : []
  })
  const read = resolution.candidate.member.member.run as
    | ((call: Call, self: unknown, ...args: unknown[]) => unknown)
    | undefined
  const evaluated = (frame: Frame): { readonly owner: unknown; readonly values: unknown[] } => {
    const owner = target.run(frame)
    if (owner === null) throw nullReference()
    return { owner, values: converted.map((arg) => arg(frame)) }
  }
  const store = (frame: Frame, value: unknown): void => {
    const { owner, values } = evaluated(frame)
    set(frame.evaluation, owner, ...values, value)
  }
  if (!read) return { type: get.type, run: get.run, store }
  return {
    type: get.type,
    run: get.run,
    store,
    locate: (frame) => {
      const { owner, values } = evaluated(frame)
      return {
        get: () => read(frame.evaluation, owner, ...values),
        set: (value) => void set(frame.evaluation, owner, ...values, value),
      }
    },
  }
}

function fail(declaring: string): never {
  throw notSimulated(`${declaring}.this[]`)
}
