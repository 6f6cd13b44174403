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

/** What takes the edits back: applied to their result it gives `text` again, down to the character. */
export function inverseOf(text: string, edits: readonly Edit[]): readonly Edit[] {
  let shift = 0
  return edits
    .toSorted((a, b) => a.span.start - b.span.start)
    .map(({ span: { start, end }, newText }) => {
      const at = start + shift
      shift += newText.length - (end - start)
      return { span: { start: at, end: at + newText.length }, newText: text.slice(start, end) }
    })
}
