import type { Section } from '../catalog/policy.ts'
import type { Element } from '../syntax/tree.ts'
import type { Analysis } from './analysis.ts'
import type { ExpressionUse } from './expressions.ts'
import { below, forgetBodies, messageEffects, REQUEST_BODY } from './flow-effects.ts'
import { keyText } from './flow-facts.ts'
import { fragmentsRun } from './flow-fragments.ts'
import type { Flow, Moment } from './flow-moment.ts'
import { type CodeRead, conditionOf, factOf, readsOf, VARIABLES } from './flow-reads.ts'
import { type Entry, FlowState, isWhole } from './flow-state.ts'
import type { Meaning } from './meaning.ts'
import { areIncludersKnown, type VariableSummary } from './neighbours.ts'
import { maySet, namesSetBy, type Setter, setterElsewhere, setterHere } from './variables-setter.ts'

export type { Flow, Moment } from './flow-moment.ts'

interface Question {
  /** Tells what is known in front of the policy that stands there. */
  readonly offset?: number
  /** `document`: what the document itself does, as if nothing ran before each of its sections. */
  readonly about?: 'document' | 'program'
}

const SECTIONS: readonly Section[] = ['inbound', 'backend', 'outbound', 'on-error']

/** Branches deeper than this are not followed; nobody writes them, and every level costs what it changes. */
const DEPTH = 100

/** So many retries in one another are looked through for what a second round finds. */
const ROUNDS = 4

/** Follows a document. */
export function followFlow(analysis: Analysis, question: Question = {}): Flow {
  const walk = new DocumentWalk(analysis, question)
  walk.document()
  return walk
}

class DocumentWalk implements Flow {
  readonly moments: Moment[] = []
  readonly setters: Setter[] = []
  readsAny = false
  setsAny = false
  lostBody: readonly Setter[] = []
  known: ReadonlyMap<string, Entry> | undefined
  readonly atEnd = new Map<string, readonly (readonly [string, Entry])[]>()

  private readonly analysis: Analysis
  private readonly question: Question
  private state = new FlowState()
  private section: Section | undefined
  private rounds = 0
  private readonly uses = new Map<Element, ExpressionUse[]>()

  constructor(analysis: Analysis, question: Question) {
    this.analysis = analysis
    this.question = question
    for (const use of analysis.expressions()) {
      const { element } = use.meaning
      const list = this.uses.get(element)
      if (list === undefined) this.uses.set(element, [use])
      else list.push(use)
    }
  }

  document(): void {
    const { root } = this.analysis.tree
    const meaning = root && this.analysis.meaningOf(root)
    if (meaning === undefined) return
    if (this.analysis.kind === 'policies') this.policies(meaning)
    else if (this.analysis.kind === 'fragment') this.fragment(meaning)
    else {
      // A resolver, or policies without their root: nobody tells what ran before.
      this.state.meetUnknown()
      for (const one of this.analysis.meanings) if (one.parent === undefined) this.element(one, 0)
    }
  }

  private fragment(root: Meaning): void {
    const { neighbours } = this.analysis.options
    if (this.question.about !== 'document') {
      const isKnown = neighbours !== undefined && areIncludersKnown(neighbours)
      this.outside(neighbours?.outer?.sets ?? [], isKnown)
    }
    this.body(root, 0)
    this.end('')
  }

  private policies(root: Meaning): void {
    const { scope, neighbours } = this.analysis.options
    const inner = neighbours?.inner
    const stranger = new FlowState()
    for (const name of SECTIONS) {
      if (this.question.about === 'document') this.state = new FlowState()
      if (name === 'on-error') this.beforeErrors(stranger)
      this.section = name
      if (this.question.about === 'document') this.state.unknownAt = -1
      else if (inner !== undefined) this.outside(inner.sets.map(maybe), inner.isComplete)
      // The policies of an operation run first; without them, nobody tells what a narrower scope has set before its <base />.
      else if (scope !== 'operation' && name !== 'inbound') this.state.meetUnknown()
      for (const element of root.elements) {
        const meaning = this.analysis.meaningOf(element)
        if (meaning?.role === 'section' && meaning.name === name) this.body(meaning, 0)
      }
      this.end(name)
      if (name === 'inbound') this.endOfInbound()
    }
  }

  /** An error can come from anywhere: everything may be set, nothing is sure. */
  private beforeErrors(before: FlowState): void {
    before.unknownAt = this.state.unknownAt
    this.state = before
    if (this.question.about === 'document') return
    const { scope, neighbours } = this.analysis.options
    for (const setter of this.setters) this.state.mayBeSet(variableKey(setter.name), setter)
    for (const one of neighbours?.outer?.sets ?? [])
      this.state.mayBeSet(variableKey(one.name), setterElsewhere(one, 'another scope'))
    if (neighbours?.outer?.isComplete !== true && scope !== 'global') this.state.meetUnknown()
  }

  private outside(sets: readonly VariableSummary[], isComplete: boolean): void {
    if (!isComplete) this.state.meetUnknown()
    for (const one of sets) this.setFrom(one, 'another scope')
  }

  private setFrom(summary: VariableSummary, from: 'another scope' | 'a fragment'): void {
    const setter = setterElsewhere(summary, from)
    this.state.set(variableKey(summary.name), setter)
  }

  private end(section: string): void {
    if (this.state.isReached) this.atEnd.set(section, [...this.state.all()])
  }

  private endOfInbound(): void {
    const entry = this.state.get(`${REQUEST_BODY} read`)
    if (entry?.isCertain && this.state.isReached && isWhole(entry, this.state.unknownAt)) this.lostBody = entry.setters
  }

  private body(meaning: Meaning, depth: number): void {
    for (const element of meaning.elements) {
      const child = this.analysis.meaningOf(element)
      if (child !== undefined) this.element(child, depth)
    }
  }

  private way = (meaning: Meaning, depth: number) => (): void => this.body(meaning, depth + 1)

  private element(meaning: Meaning, depth: number): void {
    this.note(meaning)
    if (depth > DEPTH || meaning.role === 'unknown-policy' || meaning.role === 'unknown') {
      this.state.meetUnknown()
      return
    }
    switch (meaning.name) {
      case 'choose':
        this.choose(meaning, depth)
        return
      case 'retry':
        this.retry(meaning, depth)
        return
      case 'wait':
        this.wait(meaning, depth)
        return
      case 'base':
        this.base()
        return
      case 'include-fragment':
        this.include(meaning)
        return
      case 'limit-concurrency':
        this.expressions(meaning)
        this.body(meaning, depth)
        return
      case 'return-response':
      case 'mock-response':
        this.policy(meaning)
        this.state.isReached = false
        return
      default:
        if (meaning.spec?.content === 'policies') {
          this.expressions(meaning)
          this.state.branches([this.way(meaning, depth)], 'none')
          this.sets(meaning)
        } else if (meaning.role === 'unknown-root' || meaning.role === 'section') this.body(meaning, depth)
        else this.policy(meaning)
    }
  }

  /** What the policy reads comes before what it sets. */
  private policy(meaning: Meaning): void {
    this.expressions(meaning)
    const inner = meaning.elements.length === 0 ? [] : [...below(meaning, this.analysis)]
    for (const element of inner) {
      this.note(element)
      this.expressions(element, meaning)
    }
    this.sets(meaning)
    for (const element of inner) this.sets(element)
    messageEffects(meaning, this.section, this.state)
  }

  private choose(meaning: Meaning, depth: number): void {
    const ways: (() => void)[] = []
    const otherwise: ReadonlySet<string>[] = []
    let none: 'none' | 'one' = 'none'
    for (const element of meaning.elements) {
      const branch = this.analysis.meaningOf(element)
      if (branch === undefined) continue
      this.note(branch)
      const before = [...otherwise]
      if (branch.name === 'when') {
        this.expressions(branch)
        const reads = this.conditionOf(branch, 'condition')
        ways.push(() => {
          for (const facts of before) this.state.learn(facts)
          if (reads) this.state.learn(reads.whenTrue)
          this.body(branch, depth + 1)
        })
        if (reads) otherwise.push(reads.whenFalse)
      } else if (branch.name === 'otherwise') {
        none = 'one'
        ways.push(() => {
          for (const facts of before) this.state.learn(facts)
          this.body(branch, depth + 1)
        })
      }
    }
    if (none === 'none') {
      ways.push(() => {
        for (const facts of otherwise) this.state.learn(facts)
      })
    }
    this.state.branches(ways, 'one')
  }

  private conditionOf(meaning: Meaning, name: string) {
    const use = this.uses.get(meaning.element)?.find(({ attribute }) => attribute?.name === name)
    return use?.tree && readsOf(use.tree)
  }

  private retry(meaning: Meaning, depth: number): void {
    this.rounds++
    if (this.rounds > ROUNDS) this.state.meetUnknown()
    // A second round sees what the first one set.
    else
      for (const element of below(meaning, this.analysis)) {
        for (const setter of this.settersOf(element)) this.state.mayBeSet(variableKey(setter.name), setter)
        forgetBodies(element.name, this.section, this.state)
      }
    this.body(meaning, depth + 1)
    this.expressions(meaning)
    this.rounds--
  }

  private wait(meaning: Meaning, depth: number): void {
    const ways = meaning.elements.flatMap((element) => {
      const child = this.analysis.meaningOf(element)
      return child === undefined ? [] : [() => this.element(child, depth + 1)]
    })
    const waitsFor = meaning.attributes.find(({ name }) => name === 'for')?.value
    this.expressions(meaning)
    if (waitsFor === undefined || (waitsFor.kind === 'literal' && waitsFor.text === 'all')) this.state.together(ways)
    else this.state.branches(ways, ways.length === 1 ? 'one' : 'none')
  }

  private base(): void {
    const { scope, neighbours } = this.analysis.options
    if (scope === 'global' || this.question.about === 'document') return
    if (neighbours?.outer === undefined) {
      this.state.meetUnknown()
      return
    }
    const { sets, isComplete } = neighbours.outer
    this.outside(
      sets.filter(({ section }) => section === undefined || section === this.section),
      isComplete,
    )
  }

  private include({ attributes }: Meaning): void {
    const value = attributes.find(({ name }) => name === 'fragment-id')?.value
    const id = value?.kind === 'literal' ? value.text : undefined
    for (const { fragment, isNested } of fragmentsRun([id], this.analysis.options.neighbours)) {
      if (fragment === undefined) this.state.meetUnknown()
      // What a fragment in a fragment sets, it may set in a branch.
      for (const one of fragment?.sets ?? []) this.setFrom(isNested ? maybe(one) : one, 'a fragment')
    }
  }

  private sets(meaning: Meaning): void {
    for (const setter of this.settersOf(meaning)) {
      this.setters.push(setter)
      const key = variableKey(setter.name)
      this.state.set(key, setter)
      this.state.forget(`${key}.body read`)
    }
  }

  private settersOf(meaning: Meaning): readonly Setter[] {
    if (!maySet(meaning)) return NO_SETTERS
    const found: Setter[] = []
    for (const { attribute, name } of namesSetBy(meaning)) {
      if (name === undefined) {
        this.setsAny = true
        this.state.meetUnknown()
        continue
      }
      const use = this.uses.get(meaning.element)?.find((one) => one.attribute?.name === 'value')
      found.push(setterHere({ meaning, attribute, name, use, copied: this.copiedBy(use) }))
    }
    return found
  }

  /** The setters of the variable whose value the expression hands on; undefined when it does something else. */
  private copiedBy(use: ExpressionUse | undefined): readonly Setter[] | undefined {
    if (use?.tree === undefined || !/^\s*\(*\s*context\s*\.\s*Variables\b/.test(use.source.code)) return undefined
    let term = conditionOf(use.tree)
    while (term?.kind === 'parenthesized') term = term.inner
    const read = readsOf(use.tree).reads.find((one) => one.term === term)
    if (read?.kind !== 'entry' || read.use !== 'index') return undefined
    const entry = this.state.get(read.key)
    return entry !== undefined && isWhole(entry, this.state.unknownAt) ? entry.setters : []
  }

  private expressions(meaning: Meaning, owner = meaning): void {
    for (const use of this.uses.get(meaning.element) ?? []) if (use.tree) this.expression(use, owner)
  }

  private expression(use: ExpressionUse, owner: Meaning): void {
    if (use.tree === undefined) return
    const { reads, readsAnyVariable } = readsOf(use.tree)
    this.readsAny ||= readsAnyVariable
    for (const read of reads) {
      const key = factOf(read)
      const entry = this.state.get(key)
      const { state } = this
      if (state.isReached) {
        this.moments.push({
          read,
          use,
          entry,
          isWhole: entry !== undefined && isWhole(entry, state.unknownAt),
          isUnknownBefore: state.unknownAt >= 0,
          isUnbranched: entry !== undefined && entry.depth === state.depth,
          section: this.section,
          owner,
        })
      }
      this.after(read, key, use)
    }
  }

  private after(read: CodeRead, key: string, use: ExpressionUse): void {
    if (read.kind === 'body') {
      if (read.preserves === 'yes') return
      const { start, end } = read.term
      const span = use.source.toRaw ? { start: use.source.toRaw(start), end: use.source.toRaw(end) } : { start, end }
      const isSure = read.isCertain && read.preserves === 'no'
      this.state.set(key, {
        name: '',
        when: isSure ? 'always' : 'sometimes',
        type: () => undefined,
        place: { meaning: use.meaning, span },
        mayBeNull: false,
      })
    } else if (read.isCertain && !read.isCaught && read.kind === 'entry' && read.use === 'index')
      this.state.learn([key])
  }

  /** Keeps what is known in front of the last element that begins before the asked offset. */
  private note({ element }: Meaning): void {
    const { offset } = this.question
    if (offset === undefined || offset < element.start || offset > element.end) return
    this.known = new Map(this.state.all())
  }
}

export const variableKey = (name: string): string => keyText(VARIABLES, name)

const NO_SETTERS: readonly Setter[] = []

const maybe = (summary: VariableSummary): VariableSummary =>
  summary.isAlwaysSet ? { ...summary, isAlwaysSet: false } : summary
