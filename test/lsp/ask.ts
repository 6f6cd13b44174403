import type { PolicyText } from '../../language-server/core/service.ts'

/** Offsets that robustness tests ask at: every so many characters. */
export const STEP = 7

/** Everything an editor asks for at one place; the answers must be sound, whatever they are. */
export function askEverything(text: PolicyText, offset: number): void {
  const { lines } = text.analysis()
  const position = lines.positionAt(offset)
  for (const item of text.complete(position).items) {
    if (item.textEdit === undefined || !('range' in item.textEdit)) throw new Error(`${item.label} edits nothing`)
    const { start, end } = item.textEdit.range
    if (
      start.line !== position.line ||
      end.line !== position.line ||
      start.character > position.character ||
      end.character < position.character
    )
      throw new Error(
        `${item.label} replaces ${JSON.stringify(item.textEdit.range)}, but the cursor is at ${JSON.stringify(position)}`,
      )
  }
  text.hover(position)
  text.linkedEditing(position)
  text.autoClose(position, '>')
  text.autoClose(position, '/')
  let outer = text.selectionRange(position)
  for (let parent = outer.parent; parent !== undefined; parent = outer.parent) {
    const [inside, around] = [outer.range, parent.range].map(({ start, end }) => [
      lines.offsetAt(start),
      lines.offsetAt(end),
    ])
    if ((inside?.[0] ?? 0) < (around?.[0] ?? 0) || (inside?.[1] ?? 0) > (around?.[1] ?? 0))
      throw new Error('a selection shrinks')
    outer = parent
  }
  text.codeActions({ start: position, end: position })
}

export function askWholeDocument(text: PolicyText): void {
  text.diagnostics()
  text.symbols()
  text.foldingRanges()
  const end = text.analysis().lines.positionAt(text.text.length)
  text.codeActions({ start: { line: 0, character: 0 }, end }, ['source.fixAll'])
}
