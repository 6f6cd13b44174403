import { type ClrType, clrType, shortType, types } from '../clr/clr-type.ts'
import { enumerate } from '../clr/collections.ts'
import { compare, equal, hashKey } from '../clr/equality.ts'
import { ClrGrouping } from '../clr/grouping.ts'
import { ClrSequence } from '../clr/values.ts'
import { explicitConversion, implicitConversion, jsonChildren } from '../convert.ts'
import { Frame, FunctionScope, type Local } from '../frame.ts'
import { elementType } from '../registry.ts'
import type { Expr, Identifier, TypeSyntax } from '../tree.ts'
import type { Binder } from './binder.ts'
import type { Bound } from './bound.ts'
import { resolveType } from './names.ts'

/** One value for each range variable, in the order of their slots. */
type Row = readonly unknown[]

/** Query syntax over rows: each clause turns the rows before it into others; the variables of a row are those of one function. */
export function bindQuery(binder: Binder, expr: Extract<Expr, { kind: 'query' }>): Bound {
  const outer = binder.scope
  let scope = new FunctionScope(outer)
  let variables: Local[] = []
  let rows: (frame: Frame) => Iterable<Row> = () => [[]]
  let result: { type: ClrType; values: (frame: Frame) => Iterable<unknown> } | undefined

  const inside = (value: Expr): Bound => {
    binder.scope = scope
    const bound = binder.bind(value)
    binder.scope = outer
    return bound
  }
  const declare = (name: Identifier, type: ClrType): void => {
    binder.note(name, type)
    variables = [...variables, scope.declare(name.name, type)]
  }
  const sourceOf = (
    value: Expr,
    type: TypeSyntax | undefined,
  ): { element: ClrType; items: (frame: Frame) => Iterable<unknown> } => {
    const bound = inside(value)
    const from = elementType(bound.type) ?? types.unknown
    if (elementType(bound.type) === undefined || (bound.type.name === 'Newtonsoft.Json.Linq.JObject' && !type))
      binder.report('CS1936', 'Could not find an implementation of the query pattern', value)
    const isTokens = bound.type.name.startsWith('Newtonsoft.Json.Linq.')
    const items = (frame: Frame): Iterable<unknown> => {
      const value = bound.run(frame)
      return enumerate(isTokens ? jsonChildren(value) : value)
    }
    if (!type) return { element: from, items }
    const element = resolveType(binder, type)
    const convert = explicitConversion(from, element, 'wrap')
    return {
      element,
      *items(frame) {
        for (const item of items(frame)) yield convert ? convert(item, frame.evaluation) : item
      },
    }
  }

  for (const clause of expr.clauses) {
    const before = rows
    const known = variables
    const framed = (frame: Frame, row: Row): Frame => {
      const own = new Frame(frame.evaluation, frame)
      known.forEach((variable, index) => {
        own.slots[variable.slot] = row[index]
      })
      return own
    }
    switch (clause.kind) {
      case 'from': {
        const source = sourceOf(clause.source, clause.type)
        declare(clause.name, source.element)
        rows = function* (frame) {
          for (const row of before(frame)) for (const item of source.items(framed(frame, row))) yield [...row, item]
        }
        break
      }
      case 'let': {
        const value = inside(clause.value)
        declare(clause.name, value.type)
        rows = function* (frame) {
          for (const row of before(frame)) yield [...row, value.run(framed(frame, row))]
        }
        break
      }
      case 'where': {
        const condition = inside(clause.condition)
        if (!implicitConversion(condition.type, types.bool))
          binder.report(
            'CS0029',
            `Cannot implicitly convert type '${shortType(condition.type)}' to 'bool'`,
            clause.condition,
          )
        rows = function* (frame) {
          for (const row of before(frame)) {
            frame.evaluation.tick()
            if (condition.run(framed(frame, row)) === true) yield row
          }
        }
        break
      }
      case 'orderby': {
        const keys = clause.keys.map((one) => ({ key: inside(one.key), descending: one.descending }))
        rows = (frame) => {
          const keyed = [...before(frame)].map((row) => {
            const own = framed(frame, row)
            return { row, values: keys.map((one) => one.key.run(own)) }
          })
          keyed.sort((a, b) => {
            for (const [index, one] of keys.entries()) {
              const order = compare(a.values[index], b.values[index])
              if (order !== 0) return one.descending ? -order : order
            }
            return 0
          })
          return keyed.map((one) => one.row)
        }
        break
      }
      case 'join': {
        const source = sourceOf(clause.source, undefined)
        const left = inside(clause.left)
        const inner = new FunctionScope(outer)
        binder.note(clause.name, source.element)
        const variable = inner.declare(clause.name.name, source.element)
        binder.scope = inner
        const right = binder.bind(clause.right)
        binder.scope = outer
        const grouped = clause.into !== undefined
        if (clause.into) declare(clause.into, clrType('System.Collections.Generic.IEnumerable`1', source.element))
        else declare(clause.name, source.element)
        rows = function* (frame) {
          const items = [...source.items(frame)].map((item) => {
            const own = new Frame(frame.evaluation, frame)
            own.slots[variable.slot] = item
            return { item, key: right.run(own) }
          })
          for (const row of before(frame)) {
            const key = left.run(framed(frame, row))
            const matching = items.filter((one) => equal(one.key, key)).map((one) => one.item)
            if (grouped) yield [...row, new ClrSequence(source.element, () => matching[Symbol.iterator]())]
            else for (const item of matching) yield [...row, item]
          }
        }
        break
      }
      case 'select': {
        const value = inside(clause.value)
        result = {
          type: value.type,
          *values(frame) {
            for (const row of before(frame)) yield value.run(framed(frame, row))
          },
        }
        break
      }
      default: {
        const value = inside(clause.value)
        const key = inside(clause.key)
        const type = clrType('System.Linq.IGrouping`2', key.type, value.type)
        result = {
          type,
          values: (frame) => {
            const groups = new Map<unknown, ClrGrouping>()
            for (const row of before(frame)) {
              const own = framed(frame, row)
              const one = key.run(own)
              const hash = hashKey(one)
              const group = groups.get(hash) ?? new ClrGrouping(type, one)
              groups.set(hash, group)
              group.items.push(value.run(own))
            }
            return groups.values()
          },
        }
      }
    }
    if ((clause.kind === 'select' || clause.kind === 'group') && clause.into && result) {
      const { values, type } = result
      scope = new FunctionScope(outer)
      variables = []
      declare(clause.into, type)
      rows = function* (frame) {
        for (const value of values(frame)) yield [value]
      }
      result = undefined
    }
  }
  const { type, values } = result ?? { type: types.unknown, values: () => [] }
  return {
    type: clrType('System.Collections.Generic.IEnumerable`1', type),
    run: (frame) => new ClrSequence(type, () => values(frame)[Symbol.iterator]()),
  }
}
