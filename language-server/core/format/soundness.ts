import { elementAt, nodeAt } from '../syntax/query.ts'
import type { Element, Mistake, MistakeName, PolicyDocument } from '../syntax/tree.ts'
import { lastIndexWhere } from '../text/last-index.ts'

/** Which parts of a document can be laid out, and which are too broken to tell what belongs where. */
export interface Soundness {
  /** The first mistake that leaves the structure in doubt. */
  readonly doubt: Mistake | undefined
  /** False when the structure within the element, its own tags included, is guesswork of the parser. */
  isSound(node: Element | PolicyDocument): boolean
  /** True when a mistake is in the open tag. */
  hasBrokenTag(element: Element): boolean
  /** True when a mistake is in the text directly within. */
  hasBrokenText(element: Element): boolean
}

/** These leave no doubt where a tag or text ends. */
const LOCAL: ReadonlySet<MistakeName> = new Set([
  'invalid-entity',
  'raw-ampersand',
  'duplicate-attribute',
  'unterminated-named-value',
  'text-after-value',
  'missing-space',
  'missing-equals',
  'missing-value',
  'missing-quotes',
])

/** These are about the document, not about its layout. */
const HARMLESS: ReadonlySet<MistakeName> = new Set(['several-roots', 'missing-root', 'text-outside-root'])

export function soundnessOf(tree: PolicyDocument): Soundness {
  const structural: number[] = []
  const tags = new Set<Element>()
  const texts = new Set<Element>()
  let doubt: Mistake | undefined
  for (const mistake of tree.mistakes) {
    const { name, start, owner } = mistake
    // A `--` within a comment.
    const isInComment = name === 'not-well-formed' && nodeAt(tree, start).kind === 'comment'
    if (HARMLESS.has(name) || isInComment) continue
    const element = owner?.kind === 'attribute' ? owner.parent : (owner ?? elementAt(tree, start))
    if (!LOCAL.has(name) || element === undefined) {
      structural.push(start)
      doubt ??= mistake
    } else if (start < element.openEnd) tags.add(element)
    else texts.add(element)
  }
  structural.sort((a, b) => a - b)
  return {
    doubt,
    isSound(node) {
      if (node.kind === 'element' && node.close === undefined && !node.selfClosing) return false
      const first = firstAtLeast(structural, node.start)
      return first === undefined || first >= node.end
    },
    hasBrokenTag: (element) => tags.has(element),
    hasBrokenText: (element) => texts.has(element),
  }
}

const firstAtLeast = (ascending: readonly number[], wanted: number): number | undefined =>
  ascending[lastIndexWhere(ascending.length, (index) => (ascending[index] ?? 0) < wanted) + 1]
