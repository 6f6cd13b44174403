import type { Setter } from './variables-setter.ts'

/** What is known of one name at one moment: a context variable, or anything else that a fact names (`flow-facts.ts`). */
export interface Entry {
  /** It is there on every path to this moment. */
  readonly isCertain: boolean
  /** Values may be in it that no setter here gave: a test has told that it is there. */
  readonly isOpen: boolean
  readonly setters: readonly Setter[]
  /** The moment at which the earliest of them set it. */
  readonly at: number
  /** How many branches are around the place where the paths with and without it came together; -1 where that tells nothing. */
  readonly depth: number
}

/** More setters than this are not told apart: their values can be of any type. */
const SETTERS = 16

/** The end of one way through a policy that has several. */
interface Ending {
  readonly changes: ReadonlyMap<string, Entry | undefined>
  readonly isReached: boolean
  readonly unknownAt: number
}

/**
 * What is known of all names while a document is followed. One mutable map with a log per branch, so that a branch costs what it changes,
 * not what there is.
 */
export class FlowState {
  private readonly entries = new Map<string, Entry>()
  private log: Map<string, Entry | undefined> | undefined
  /** Counts what happens, so that before and after can be told. */
  private moment = 0
  /** How many branches are around this moment. */
  depth = 0
  isReached = true
  /** The moment from which on names may be there that nobody here set; -1: none. */
  unknownAt = -1

  get(key: string): Entry | undefined {
    return this.entries.get(key)
  }

  all(): Iterable<readonly [string, Entry]> {
    return this.entries
  }

  private put(key: string, entry: Entry | undefined): void {
    if (this.log !== undefined && !this.log.has(key)) this.log.set(key, this.entries.get(key))
    if (entry === undefined) this.entries.delete(key)
    else this.entries.set(key, entry)
  }

  set(key: string, setter: Setter): void {
    const at = ++this.moment
    if (setter.when === 'always') {
      this.put(key, { isCertain: true, isOpen: false, setters: [setter], at, depth: -1 })
      return
    }
    const before = this.entries.get(key)
    this.put(key, {
      isCertain: before?.isCertain ?? false,
      isOpen: before?.isOpen ?? false,
      setters: limited([...(before?.setters ?? []), setter]),
      at: before?.at ?? at,
      // Whether the policy set it can be told by a look at the variable alone, so that is not said to be forgotten.
      depth: -1,
    })
  }

  /** Somebody may have set it at some time. */
  mayBeSet(key: string, setter: Setter): void {
    const before = this.entries.get(key)
    const setters = limited([...(before?.setters ?? []), setter])
    this.put(key, { isCertain: false, isOpen: false, at: ++this.moment, depth: -1, ...before, setters })
  }

  forget(key: string): void {
    if (this.entries.has(key)) this.put(key, undefined)
  }

  /** A test, or a read that did not throw, has told that it is there. */
  learn(facts: Iterable<string>): void {
    for (const key of facts) {
      const before = this.entries.get(key)
      if (before?.isCertain) continue
      const isOpen = before === undefined || before.isOpen || this.unknownAt >= 0
      this.put(key, {
        setters: before?.setters ?? [],
        at: before?.at ?? ++this.moment,
        depth: -1,
        isCertain: true,
        isOpen,
      })
    }
  }

  /** Something happened of which nothing is known. */
  meetUnknown(): void {
    this.unknownAt = ++this.moment
  }

  /** Follows ways of which one is taken; `none` adds the way on which none of them is. */
  branches(ways: readonly (() => void)[], none: 'none' | 'one'): void {
    this.join(
      ways.map((way) => this.alone(way)),
      none,
    )
  }

  /** Follows ways that are all taken, in no order. */
  together(ways: readonly (() => void)[]): void {
    const endings = ways.map((way) => this.alone(way))
    for (const { changes, isReached, unknownAt } of endings) {
      for (const [key, entry] of changes) this.put(key, entry)
      this.isReached &&= isReached
      this.unknownAt = Math.max(this.unknownAt, unknownAt)
    }
  }

  private alone(way: () => void): Ending {
    const { log: outerLog, isReached, unknownAt } = this
    const log = new Map<string, Entry | undefined>()
    this.log = log
    this.depth++
    way()
    this.depth--
    const ending = {
      changes: new Map([...log.keys()].map((key) => [key, this.entries.get(key)])),
      isReached: this.isReached,
      unknownAt: this.unknownAt,
    }
    this.log = undefined
    for (const [key, entry] of log) this.put(key, entry)
    this.log = outerLog
    this.isReached = isReached
    this.unknownAt = unknownAt
    return ending
  }

  private join(endings: readonly Ending[], none: 'none' | 'one'): void {
    if (!this.isReached) return
    const reached = endings.filter((ending) => ending.isReached)
    const stays = none === 'none' ? 1 : 0
    if (reached.length + stays === 0) {
      this.isReached = false
      return
    }
    for (const { unknownAt } of reached) this.unknownAt = Math.max(this.unknownAt, unknownAt)
    const joined = new Set<string>()
    for (const { changes } of reached) {
      for (const key of changes.keys()) {
        if (joined.has(key)) continue
        joined.add(key)
        this.put(key, this.merged(this.endsOf(key, reached, stays)))
      }
    }
  }

  /** What is known of a name at the ends of the ways that change it, and once what was known before where some way does not. */
  private endsOf(key: string, reached: readonly Ending[], stays: number): readonly (Entry | undefined)[] {
    const ends: (Entry | undefined)[] = []
    for (const { changes } of reached) if (changes.has(key)) ends.push(changes.get(key))
    if (ends.length < reached.length + stays) ends.push(this.entries.get(key))
    return ends
  }

  /** Asked for each name at the end of each branch, so that it makes nothing that it does not keep. */
  private merged(entries: readonly (Entry | undefined)[]): Entry | undefined {
    let isCertain = true
    let isOpen = false
    let isTelling = true
    let at = Number.POSITIVE_INFINITY
    let setters: readonly Setter[] | undefined
    for (const entry of entries) {
      if (entry === undefined) {
        isCertain = false
        continue
      }
      if (!entry.isCertain) {
        isCertain = false
        if (entry.depth === -1) isTelling = false
      }
      isOpen ||= entry.isOpen
      at = Math.min(at, entry.at)
      setters = setters === undefined ? entry.setters : union(setters, entry.setters)
    }
    if (setters === undefined) return undefined
    return { isCertain, isOpen, setters: limited(setters), at, depth: isCertain || !isTelling ? -1 : this.depth }
  }
}

const union = (a: readonly Setter[], b: readonly Setter[]): readonly Setter[] =>
  a === b || b.every((setter) => a.includes(setter)) ? a : [...new Set([...a, ...b])]

const limited = (setters: readonly Setter[]): readonly Setter[] =>
  setters.length > SETTERS ? setters.slice(0, SETTERS) : setters

/** Whether the setters of an entry are all that can have given it its value. */
export const isWhole = ({ setters, isOpen, at }: Entry, unknownAt: number): boolean =>
  setters.length > 0 && setters.length < SETTERS && !isOpen && at > unknownAt
