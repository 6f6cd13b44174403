import type { Span } from '../../language-server/core/text/span.ts'

/** A test text without its marks, and where they stood. */
export interface Marked {
  readonly text: string
  readonly offset: number
}

/**
 * Takes the cursor `┆` out of a text.
 * @throws Error when there is not exactly one.
 */
export function withCursor(marked: string): Marked {
  const parts = marked.split('┆')
  const [before, after] = parts
  if (before === undefined || after === undefined || parts.length !== 2)
    throw new Error(`a test text has one cursor ┆, this one has ${parts.length - 1}: ${marked}`)
  return { text: before + after, offset: before.length }
}

/**
 * Takes the selections `⟦…⟧` out of a text, in order; they may nest.
 * @throws Error when the brackets do not pair.
 */
export function withSelections(marked: string): { readonly text: string; readonly spans: readonly Span[] } {
  const open: number[] = []
  const spans: Span[] = []
  let text = ''
  for (const character of marked) {
    if (character === '⟦') open.push(text.length)
    else if (character === '⟧') {
      const start = open.pop()
      if (start === undefined) throw new Error(`⟧ without ⟦ in: ${marked}`)
      spans.push({ start, end: text.length })
    } else text += character
  }
  if (open.length > 0) throw new Error(`⟦ without ⟧ in: ${marked}`)
  return { text, spans: spans.sort((a, b) => a.start - b.start || b.end - a.end) }
}

/** Paints spans into a text as `⟦…⟧`, so that a failure shows what was found. */
export function paint(text: string, spans: readonly Span[]): string {
  const marks = spans.flatMap(({ start, end }) => [
    { at: start, mark: '⟦', order: 1 },
    { at: end, mark: '⟧', order: start === end ? 2 : 0 },
  ])
  marks.sort((a, b) => a.at - b.at || a.order - b.order)
  let result = ''
  let from = 0
  for (const { at, mark } of marks) {
    result += text.slice(from, at) + mark
    from = at
  }
  return result + text.slice(from)
}
