import type { CharTest } from './regex-class.ts'
import type { Anchor, Pattern, PatternNode } from './regex-tree.ts'

export const op = {
  char: 0,
  run: 1,
  split: 2,
  jump: 3,
  mark: 4,
  capture: 5,
  reference: 6,
  enter: 7,
  look: 8,
  atomic: 9,
  refute: 10,
  whether: 11,
  anchor: 12,
  loopStart: 13,
  loopTest: 14,
  loopEnter: 15,
  fail: 16,
  match: 17,
  literal: 18,
} as const

/** One instruction; what a field means is told where the program is run. */
export interface Instruction {
  readonly op: number
  readonly test: CharTest
  readonly anchor: Anchor
  /** 1 forwards, -1 backwards. */
  readonly step: number
  a: number
  b: number
  readonly least: number
  readonly most: number
  readonly flag: boolean
  /** Where a loop that has ended goes on. */
  exit: number
}

export interface Program {
  readonly code: readonly Instruction[]
  readonly registers: number
}

const never: CharTest = () => false

/** The instructions of a pattern, for a machine that keeps its choices on a stack of its own. */
export function assemble(pattern: Pattern): Program {
  const code: Instruction[] = []
  let registers = 0
  const slots = new Map(pattern.numbers.map((number, slot) => [number, slot]))
  const slotOf = (group: number): number => slots.get(group) ?? -1
  const emit = (fields: Partial<Instruction> & { readonly op: number }): Instruction => {
    const made: Instruction = {
      test: never,
      anchor: 'begin',
      step: 1,
      a: 0,
      b: 0,
      least: 0,
      most: 0,
      flag: false,
      exit: 0,
      ...fields,
    }
    code.push(made)
    return made
  }

  const visit = (node: PatternNode): void => {
    switch (node.kind) {
      case 'empty':
        return
      case 'nothing':
        emit({ op: op.fail })
        return
      case 'char':
        if (node.literal === undefined) emit({ op: op.char, test: node.test, step: node.back ? -1 : 1 })
        else emit({ op: op.literal, a: node.literal, step: node.back ? -1 : 1 })
        return
      case 'sequence':
        for (const item of node.back ? node.items.toReversed() : node.items) visit(item)
        return
      case 'choice': {
        const ends: Instruction[] = []
        for (const item of node.items.slice(0, -1)) {
          const split = emit({ op: op.split })
          split.a = code.length
          visit(item)
          ends.push(emit({ op: op.jump }))
          split.b = code.length
        }
        visit(node.items.at(-1) ?? { kind: 'empty' })
        for (const end of ends) end.a = code.length
        return
      }
      case 'repeat':
        repeat(node)
        return
      case 'capture': {
        const register = registers++
        emit({ op: op.mark, a: register })
        visit(node.item)
        emit({
          op: op.capture,
          a: register,
          b: slotOf(node.group),
          least: node.balances === undefined ? -1 : slotOf(node.balances),
        })
        return
      }
      case 'reference':
        emit({ op: op.reference, a: slotOf(node.group), flag: node.ignoreCase, step: node.back ? -1 : 1 })
        return
      case 'look': {
        const enter = emit({ op: op.enter, a: registers++, flag: true })
        visit(node.item)
        emit({ op: node.negative ? op.refute : op.look, a: enter.a })
        enter.b = node.negative ? code.length : -1
        return
      }
      case 'atomic': {
        const enter = emit({ op: op.enter, a: registers++, b: -1 })
        visit(node.item)
        emit({ op: op.atomic, a: enter.a })
        return
      }
      case 'condition':
        condition(node)
        return
      default:
        emit({ op: op.anchor, anchor: node.anchor })
    }
  }

  const repeat = ({ item, least, most, lazy }: Extract<PatternNode, { kind: 'repeat' }>): void => {
    if (most === 0) return
    if (item.kind === 'char') {
      emit({ op: op.run, test: item.test, step: item.back ? -1 : 1, least, most, flag: lazy })
      return
    }
    if (least === 0 && most === 1) {
      const split = emit({ op: op.split })
      const inner = code.length
      visit(item)
      split.a = lazy ? code.length : inner
      split.b = lazy ? inner : code.length
      return
    }
    const count = registers++
    const place = registers++
    emit({ op: op.loopStart, a: count, b: place })
    const test = emit({ op: op.loopTest, a: count, b: place, least, most, flag: lazy })
    const at = code.length - 1
    emit({ op: op.loopEnter, a: count, b: place })
    visit(item)
    emit({ op: op.jump, a: at })
    test.exit = code.length
  }

  const condition = ({ group, look, yes, no }: Extract<PatternNode, { kind: 'condition' }>): void => {
    let test: Instruction
    if (look) {
      test = emit({ op: op.enter, a: registers++, flag: true })
      visit(look)
      emit({ op: op.look, a: test.a })
    } else test = emit({ op: op.whether, a: slotOf(group ?? -1) })
    visit(yes)
    const end = emit({ op: op.jump })
    test.b = code.length
    visit(no)
    end.a = code.length
  }

  visit({ kind: 'capture', item: pattern.root, group: 0 })
  emit({ op: op.match })
  // Where the choice goes that an atomic group or a look-around leaves when its inside is not found.
  emit({ op: op.fail })
  for (const one of code) if (one.op === op.enter && one.b < 0) one.b = code.length - 1
  return { code, registers }
}
