import { ClrException } from './clr-exception.ts'
import { ecmaWord, lower, wordAtBoundary } from './regex-class.ts'
import { op, type Program } from './regex-program.ts'
import type { Anchor } from './regex-tree.ts'

/** So many steps one search may take; .NET's own limit is a time that the pattern is given. */
export const regexSteps = 4_000_000

export interface Found {
  /** By slot, every capture as start and end, the last one at the end. */
  readonly captures: readonly (readonly number[])[]
}

export interface Search {
  readonly input: string
  /** Where to look first, and what `\G` means. */
  readonly from: number
  /** Where the text is looked through from right to left. */
  readonly back: boolean
  readonly steps: number
  /** Told how many steps were taken. */
  readonly onSteps?: (count: number) => void
}

/**
 * The first match from a place on, or undefined.
 * @throws ClrException `RegexMatchTimeoutException` after `steps` steps
 */
export function search(
  program: Program,
  slots: number,
  { input, from, back, steps, onSteps }: Search,
): Found | undefined {
  const { code } = program
  const { length } = input
  const registers = new Int32Array(program.registers)
  const captures: number[][] = Array.from({ length: slots }, () => [])
  /** Choices: instruction, place, length of the trail, how much of a run is left to give back (or -1). */
  let choices: number[] = []
  /** What to undo: a register and its value, or a capture that was made (-1) or taken away (-2). */
  let trail: number[] = []
  let taken = 0
  const stop = (): never => {
    throw new ClrException(
      'System.Text.RegularExpressions.RegexMatchTimeoutException',
      'The RegEx engine has timed out while trying to match a pattern to an input string. This can occur for many reasons, including very large inputs or excessive backtracking caused by nested quantifiers, back-references and other factors.',
    )
  }
  const undoTo = (mark: number): void => {
    while (trail.length > mark) {
      const second = trail.pop() ?? 0
      const first = trail.pop() ?? 0
      const which = trail.pop() ?? 0
      if (which >= 0) registers[which] = first
      else if (which === -1) (captures[first] ?? []).length -= 2
      else {
        const end = trail.pop() ?? 0
        captures[first]?.push(second, end)
      }
    }
  }
  const set = (register: number, value: number): void => {
    trail.push(register, registers[register] ?? 0, 0)
    registers[register] = value
  }
  const push = (slot: number, start: number, end: number): void => {
    captures[slot]?.push(start, end)
    trail.push(-1, slot, 0)
  }

  const runAt = (start: number): boolean => {
    let pc = 0
    let at = start
    choices = []
    trail = []
    for (;;) {
      if (++taken > steps) stop()
      const one = code[pc]
      if (!one) return false
      let ok = true
      switch (one.op) {
        case op.literal: {
          const place = one.step > 0 ? at : at - 1
          if (input.charCodeAt(place) === one.a) at += one.step
          else ok = false
          break
        }
        case op.char: {
          const place = one.step > 0 ? at : at - 1
          if (place >= 0 && place < length && one.test(input.charCodeAt(place))) at += one.step
          else ok = false
          break
        }
        case op.run: {
          const { step, least, most, test, flag } = one
          let count = 0
          const wanted = flag ? least : most
          let place = step > 0 ? at : at - 1
          while (count < wanted && place >= 0 && place < length && test(input.charCodeAt(place))) {
            count++
            place += step
          }
          taken += count >> 3
          if (count < least) ok = false
          else {
            at += count * step
            const more = flag ? most - least : count - least
            if (more > 0) choices.push(pc, at, trail.length, more)
          }
          break
        }
        case op.split:
          choices.push(one.b, at, trail.length, -1)
          pc = one.a
          continue
        case op.jump:
          pc = one.a
          continue
        case op.mark:
          set(one.a, at)
          break
        case op.capture: {
          const begin = registers[one.a] ?? 0
          let first = Math.min(begin, at)
          let last = Math.max(begin, at)
          if (one.least >= 0) {
            const other = captures[one.least] ?? []
            if (other.length === 0) {
              ok = false
              break
            }
            const otherEnd = other.pop() ?? 0
            const otherStart = other.pop() ?? 0
            trail.push(otherEnd, -2, one.least, otherStart)
            // The new capture is what lies between the two.
            if (first >= otherEnd) {
              last = first
              first = otherEnd
            } else if (last <= otherStart) first = otherStart
            else {
              last = Math.min(last, otherEnd)
              first = Math.max(first, otherStart)
            }
          }
          if (one.b >= 0) push(one.b, first, last)
          break
        }
        case op.reference: {
          const all = captures[one.a] ?? []
          if (all.length === 0) {
            ok = false
            break
          }
          const first = all[all.length - 2] ?? 0
          const size = (all[all.length - 1] ?? 0) - first
          const place = one.step > 0 ? at : at - size
          if (place < 0 || place + size > length) {
            ok = false
            break
          }
          for (let index = 0; index < size && ok; index++) {
            const a = input.charCodeAt(first + index)
            const b = input.charCodeAt(place + index)
            ok = a === b || (one.flag && lower(a) === lower(b))
          }
          taken += size >> 3
          if (ok) at += one.step * size
          break
        }
        case op.enter:
          // A choice that says what happens when the inside is not found; the place of it on the stack, and where it began.
          choices.push(one.b, at, trail.length, -1)
          registers[one.a] = choices.length
          break
        case op.look: {
          const height = (registers[one.a] ?? 0) - 4
          at = choices[height + 1] ?? at
          choices.length = height
          break
        }
        case op.atomic:
          choices.length = (registers[one.a] ?? 0) - 4
          break
        case op.refute: {
          const height = (registers[one.a] ?? 0) - 4
          undoTo(choices[height + 2] ?? 0)
          choices.length = height
          ok = false
          break
        }
        case op.whether:
          if ((captures[one.a] ?? []).length === 0) {
            pc = one.b
            continue
          }
          break
        case op.anchor:
          ok = isAt(one.anchor, input, at, from)
          break
        case op.loopStart:
          set(one.a, 0)
          set(one.b, -1)
          break
        case op.loopTest: {
          const count = registers[one.a] ?? 0
          if (count < one.least) break
          // An empty turn ends the loop.
          if (count >= one.most || registers[one.b] === at) {
            pc = one.exit
            continue
          }
          if (one.flag) {
            choices.push(pc + 1, at, trail.length, -1)
            pc = one.exit
            continue
          }
          choices.push(one.exit, at, trail.length, -1)
          break
        }
        case op.loopEnter:
          set(one.a, (registers[one.a] ?? 0) + 1)
          set(one.b, at)
          break
        case op.match:
          return true
        default:
          ok = false
      }
      if (ok) {
        pc++
        continue
      }
      for (;;) {
        if (choices.length === 0) {
          undoTo(0)
          return false
        }
        const left = choices.pop() ?? -1
        const mark = choices.pop() ?? 0
        at = choices.pop() ?? 0
        pc = choices.pop() ?? 0
        undoTo(mark)
        if (left < 0) break
        // A run gives one back, or takes one more.
        const run = code[pc]
        if (!run) break
        if (run.flag) {
          const place = run.step > 0 ? at : at - 1
          if (place < 0 || place >= length || !run.test(input.charCodeAt(place))) continue
          at += run.step
        } else at -= run.step
        if (left > 1) choices.push(pc, at, mark, left - 1)
        pc++
        break
      }
    }
  }

  const first = code[1]
  const only = first?.op === op.literal && !back ? first.a : -1
  const anchored = !back && first?.op === op.anchor && first.anchor === 'begin'
  try {
    for (let start = from; start >= 0 && start <= length; start += back ? -1 : 1) {
      if (only >= 0) {
        start = input.indexOf(String.fromCharCode(only), start)
        if (start < 0) return undefined
      }
      if (runAt(start)) return { captures }
      if (anchored) return undefined
    }
    return undefined
  } finally {
    onSteps?.(taken)
  }
}

function isAt(anchor: Anchor, input: string, at: number, start: number): boolean {
  const { length } = input
  switch (anchor) {
    case 'begin':
      return at === 0
    case 'end':
      return at === length
    case 'end-line':
      return at === length || (at === length - 1 && input.charCodeAt(at) === 10)
    case 'line-begin':
      return at === 0 || input.charCodeAt(at - 1) === 10
    case 'line-end':
      return at === length || input.charCodeAt(at) === 10
    case 'start':
      return at === start
    default: {
      const test = anchor.startsWith('ecma') ? ecmaWord : wordAtBoundary
      const before = at > 0 && test(input.charCodeAt(at - 1))
      const after = at < length && test(input.charCodeAt(at))
      return anchor.endsWith('no-boundary') ? before === after : before !== after
    }
  }
}
