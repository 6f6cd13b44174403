import { parse } from '../syntax/parse.ts'
import type { Element, PolicyDocument } from '../syntax/tree.ts'
import { lastIndexWhere } from '../text/last-index.ts'
import { createLineMap, type LineMap } from '../text/line-map.ts'
import { collectExpressions, type ExpressionUse, type Reading } from './expressions.ts'
import { type DocumentKind, kindOf, type Meaning, readMeanings } from './meaning.ts'
import type { DocumentOptions } from './options.ts'
import { collectReferences, type References } from './references.ts'

export { type DocumentKind, isSection, type Meaning } from './meaning.ts'

/** Everything that is known about one version of a document. Computed once; every feature reads it. */
export interface Analysis {
  readonly text: string
  readonly options: DocumentOptions
  readonly tree: PolicyDocument
  readonly lines: LineMap
  readonly kind: DocumentKind
  /** One per element, in document order. */
  readonly meanings: readonly Meaning[]
  meaningOf(element: Element): Meaning | undefined
  /** Names that the document uses or sets; collected on the first call. */
  references(): References
  /** The document's expressions with their C# trees, in document order; parsed on the first call. */
  expressions(): readonly ExpressionUse[]
  /** Those of one element, without its children's: a keystroke reads no others. */
  expressionsOf(meaning: Meaning): readonly ExpressionUse[]
  /** What `oncePerAnalysis` has worked out. */
  readonly derived: Map<unknown, unknown>
}

/**
 * Works something out once per analysis. The analysis itself holds the result: one that a `WeakMap` held, and that refers to the analysis as
 * most do, would keep it over many a small garbage collection, and those are what a typist waits for.
 */
export function oncePerAnalysis<T>(work: (analysis: Analysis) => T): (analysis: Analysis) => T {
  return (analysis) => {
    const { derived } = analysis
    if (derived.has(work)) return derived.get(work) as T
    const found = work(analysis)
    derived.set(work, found)
    return found
  }
}

/**
 * Reads a document: never throws, whatever the text.
 * @param reading whether its expressions are worth remembering for the next version
 */
export function analyse(text: string, options: DocumentOptions = {}, reading: Reading = 'again'): Analysis {
  const tree = parse(text, options.dialect)
  const kind = kindOf(tree.root)
  const meanings = readMeanings(tree, kind, options)
  let references: References | undefined
  let expressions: readonly ExpressionUse[] | undefined
  const byMeaning = new Map<Meaning, readonly ExpressionUse[]>()
  const expressionsOf = (meaning: Meaning): readonly ExpressionUse[] => {
    const known = byMeaning.get(meaning)
    if (known !== undefined) return known
    const found = collectExpressions(tree, meaning, reading)
    byMeaning.set(meaning, found)
    return found
  }
  return {
    text,
    options,
    tree,
    kind,
    meanings,
    // No getter: an accessor in an object literal ties each analysis to a hidden class of its own, which outlives it by many keystrokes.
    lines: createLineMap(text),
    // Looked for rather than kept in a map: few are asked for at a keystroke, and no two elements begin at one place.
    meaningOf(element) {
      const at = lastIndexWhere(meanings.length, (index) => (meanings[index]?.element.start ?? 0) <= element.start)
      const found = meanings[at]
      return found?.element === element ? found : undefined
    },
    references() {
      references ??= collectReferences(tree, meanings)
      return references
    },
    expressions() {
      expressions ??= meanings.flatMap(expressionsOf)
      return expressions
    },
    expressionsOf,
    derived: new Map(),
  }
}
