import type { Edit } from '../../text/edit.ts'
import type { ActionOffer, ActionPlace } from '../action.ts'

interface Conversion {
  readonly title: string
  convert(text: string): string
}

/** Offers to write a whole document in another way, at the tag of its root. */
export function wholeDocument(
  { analysis: { tree, text }, span }: ActionPlace,
  { title, convert }: Conversion,
): ActionOffer | undefined {
  const { root } = tree
  if (root === undefined || span.start > root.openEnd || (span.end > root.openEnd && span.end < root.end))
    return undefined
  const broken = tree.mistakes.find(({ name }) => name !== 'raw-ampersand' && name !== 'raw-less-than')
  if (broken !== undefined) return { title, disabled: `The document has a fault: ${broken.message}` }
  const converted = convert(text)
  if (converted === text) return { title, disabled: 'No expression in it would be written in another way.' }
  return { title, edits: changed(text, converted) }
}

/** The lines that differ, between the first and the last of them. */
function changed(before: string, after: string): readonly Edit[] {
  const least = Math.min(before.length, after.length)
  let start = 0
  while (start < least && before[start] === after[start]) start++
  let tail = 0
  while (tail < least - start && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++
  return [{ span: { start, end: before.length - tail }, newText: after.slice(start, after.length - tail) }]
}
