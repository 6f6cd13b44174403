import type { Span } from './span.ts'

/** One replacement; an empty span inserts. */
export interface Edit {
  readonly span: Span
  readonly newText: string
}

/**
 * Applies edits that all refer to the original text.
 * @throws RangeError when two edits overlap, since their result would depend on their order.
 */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const ordered = edits
    .map((edit, order) => ({ edit, order }))
    .sort((a, b) => a.edit.span.start - b.edit.span.start || a.order - b.order)
  let result = ''
  let at = 0
  for (const { edit } of ordered) {
    if (edit.span.start < at) throw new RangeError(`overlapping edits at offset ${edit.span.start}`)
    result += text.slice(at, edit.span.start) + edit.newText
    at = edit.span.end
  }
  return result + text.slice(at)
}
