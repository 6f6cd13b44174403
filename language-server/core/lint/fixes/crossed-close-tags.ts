import type { Mistake, PolicyDocument } from '../../syntax/tree.ts'

const NONE: ReadonlyMap<Mistake, Mistake> = new Map()
const known = new WeakMap<PolicyDocument, ReadonlyMap<Mistake, Mistake>>()

/**
 * Close tags in the wrong order, `<a><b></a></b>`, are one mistake, though the parser finds two.
 * @returns for each missing close tag that stands behind that of its parent the unexpected one that it is
 */
export function crossedCloseTags(tree: PolicyDocument): ReadonlyMap<Mistake, Mistake> {
  if (tree.mistakes.length === 0) return NONE
  const remembered = known.get(tree)
  if (remembered !== undefined) return remembered
  const unexpected = new Map<number, Mistake>()
  for (const mistake of tree.mistakes) {
    if (mistake.name === 'unexpected-close-tag') unexpected.set(mistake.start, mistake)
  }
  const crossed = new Map<Mistake, Mistake>()
  if (unexpected.size > 0) {
    for (const mistake of tree.mistakes) {
      const other = unexpected.get(behindParent(mistake, tree.text))
      if (other === undefined || mistake.owner?.kind !== 'element') continue
      if (tree.text.slice(other.start, other.end) === `</${mistake.owner.name}>`) crossed.set(mistake, other)
    }
  }
  known.set(tree, crossed)
  return crossed
}

const NOWHERE = -1
/** How far the two close tags may stand apart. */
const REACH = 200

/** Where something stands behind the parent of an element without close tag, white space left out. */
function behindParent({ name, owner }: Mistake, text: string): number {
  if (name !== 'missing-close-tag' || owner?.kind !== 'element' || owner.parent.kind !== 'element') return NOWHERE
  const { end } = owner.parent
  return end + Math.max(0, text.slice(end, end + REACH).search(/\S/))
}
