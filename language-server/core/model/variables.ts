import { type ClrType, printType, sameType } from '../expression/clr/clr-type.ts'
import { rawSpan } from '../expression/tree.ts'
import type { Element } from '../syntax/tree.ts'
import type { Span } from '../text/span.ts'
import { type Analysis, oncePerAnalysis } from './analysis.ts'
import { type Flow, followFlow, variableKey } from './flow.ts'
import { readsOf, VARIABLES } from './flow-reads.ts'
import type { FragmentSummary, VariableSummary } from './neighbours.ts'
import { commonType, type Setter } from './variables-setter.ts'

/** One place that names a context variable. */
export interface VariableMention {
  readonly name: string
  /** Of the name alone, in the document's raw text; entities in it are not decoded. */
  readonly span: Span
  readonly role: 'set' | 'read'
  /** The element that sets it, or that holds the expression. */
  readonly element: Element
}

/**
 * Every place that names a context variable, in document order: attributes that name the variable to set, the response that
 * `return-response` gives, and the keys of `context.Variables` in C#, those in holes of interpolated strings included. A name that C#
 * computes is not among them.
 */
export const variableMentions = oncePerAnalysis((analysis): readonly VariableMention[] => {
  const found: VariableMention[] = []
  for (const { element, name: elementName, attributes } of analysis.meanings) {
    for (const { attribute, spec, value } of attributes) {
      if (spec?.format !== 'variable-name' || value?.kind !== 'literal' || value.text === '' || !attribute.value)
        continue
      const { start, end } = attribute.value
      const role = elementName === 'return-response' ? 'read' : 'set'
      found.push({ name: value.text, span: { start, end }, role, element })
    }
  }
  for (const { tree, source, meaning } of analysis.expressions()) {
    if (tree === undefined) continue
    for (const read of readsOf(tree).reads) {
      if (read.kind !== 'entry' || read.dictionary !== VARIABLES) continue
      const span = rawSpan(source, read.nameSpan)
      if (analysis.text.slice(span.start, span.end) === '' || !isWritten(read.name, source.code, read.nameSpan))
        continue
      found.push({ name: read.name, span, role: 'read', element: meaning.element })
    }
  }
  return found.sort((a, b) => a.span.start - b.span.start)
})

/** A name with escapes in it, or one that a local holds, is not what stands there. */
const isWritten = (name: string, code: string, { start, end }: Span): boolean => code.slice(start, end) === name

/** The flow of a document, and the last one that was followed to tell what is known at an offset. */
interface Followed {
  flow?: Flow
  at?: { readonly offset: number; readonly known: Flow['known'] }
}

const followedOf = oncePerAnalysis((): Followed => ({}))

/** What happens in a document in the order in which it runs, with what is known at each moment. Followed on the first call. */
export function flowOf(analysis: Analysis): Flow {
  const followed = followedOf(analysis)
  followed.flow ??= followFlow(analysis)
  return followed.flow
}

/** What is known in front of the policy that stands at an offset. Who asks it first has followed the flow for all others. */
function knownAt(analysis: Analysis, offset: number): Flow['known'] {
  const followed = followedOf(analysis)
  if (followed.at?.offset !== offset) {
    const flow = followFlow(analysis, { offset })
    followed.flow ??= flow
    followed.at = { offset, known: flow.known }
  }
  return followed.at.known
}

/** One variable, as it is known at one place. */
export interface KnownVariable {
  readonly name: string
  /** Set on every path to that place. */
  readonly isCertain: boolean
  /** C# names of the types of its values; empty when nothing is known of them. */
  readonly types: readonly ClrType[]
  /** Some value may have a type that is not known. */
  readonly isOpen: boolean
  readonly setters: readonly Setter[]
}

/**
 * The variables that are known at an offset, by name: in front of the policy that stands there. A variable that is set elsewhere in the
 * document only is not among them.
 */
export function variablesAt(analysis: Analysis, offset: number): ReadonlyMap<string, KnownVariable> {
  const found = new Map<string, KnownVariable>()
  for (const [key, { isCertain, isOpen, setters }] of knownAt(analysis, offset) ?? []) {
    const [first] = setters
    if (!key.startsWith(`${VARIABLES}[`) || key.endsWith(' read') || first === undefined) continue
    const each = setters.map((setter) => setter.type())
    const types = each.flatMap((type) => (type === undefined ? [] : [type]))
    found.set(first.name, {
      name: first.name,
      isCertain,
      types: types.filter((type, at) => types.findIndex((other) => sameType(other, type)) === at),
      isOpen: isOpen || types.length < setters.length,
      setters,
    })
  }
  return found
}

/** Every place in the document that sets a variable, in the order in which they run. */
export const settersIn = (analysis: Analysis): readonly Setter[] => flowOf(analysis).setters

/**
 * What a document says to the others of its workspace. What the fragments set that it includes is in `sets` when `analysis` knows them by
 * its neighbours; `includes` names them all.
 */
export function summarise(analysis: Analysis): FragmentSummary {
  const { atEnd, setters, readsAny } = followFlow(analysis, { about: 'document' })
  const ends = new Map([...atEnd].map(([section, entries]) => [section, new Map(entries)]))
  const sets = new Map<string, { summary: VariableSummary; setters: Setter[] }>()
  const add = (setter: Setter, section: string | undefined): void => {
    const id = `${section ?? ''} ${setter.name}`
    const known = sets.get(id)
    if (known !== undefined) {
      known.setters.push(setter)
      return
    }
    const isAlwaysSet = ends.get(section ?? '')?.get(variableKey(setter.name))?.isCertain ?? false
    const summary = { name: setter.name, isAlwaysSet, ...(section !== undefined && { section }) }
    sets.set(id, { summary, setters: [setter] })
  }
  for (const setter of setters) add(setter, setter.place?.meaning.section)
  for (const [section, entries] of atEnd) {
    for (const [, entry] of entries) {
      for (const setter of entry.setters)
        if (setter.from !== undefined) add(setter, section === '' ? undefined : section)
    }
  }
  const reads = variableMentions(analysis).flatMap(({ name, role }) => (role === 'read' ? [name] : []))
  return {
    sets: [...sets.values()].map(({ summary, setters: each }) => {
      const type = commonType(each)
      return { ...summary, ...(type !== undefined && { type: printType(type) }) }
    }),
    reads: [...new Set(reads)],
    includes: [...new Set(analysis.references().fragments.map(({ name }) => name))],
    ...(readsAny && { readsAny }),
  }
}
