/** Below this, lines would be torn to words; a terminal breaks them by itself. */
const NARROWEST = 40

/**
 * A help text for a terminal of some columns: a line that is longer goes on below its second column, or below its own beginning. Rows that are
 * continued by hand are put together first.
 * @param columns the text stays as it is where they are absent
 */
export function fitted(text: string, columns: number | undefined): string {
  const lines = text.split('\n')
  if (columns === undefined || columns < NARROWEST || lines.every((line) => line.length <= columns)) return text
  return joined(lines)
    .flatMap((line) => broken(line, columns))
    .join('\n')
}

/** Where a row goes on: below what stands behind its first gap. */
function hangOf(line: string): number {
  const gap = /^ *\S.*? {2,}(?=\S)/.exec(line)
  return gap?.[0].length ?? indentOf(line)
}

const indentOf = (line: string): number => line.search(/\S|$/)

function joined(lines: readonly string[]): readonly string[] {
  const whole: string[] = []
  for (const line of lines) {
    const last = whole.at(-1)
    if (last !== undefined && goesOn(last, line)) whole[whole.length - 1] = `${last} ${line.trim()}`
    else whole.push(line)
  }
  return whole
}

/** A row goes on below its second column; a sentence, at the beginning of the next line. */
function goesOn(last: string, line: string): boolean {
  if (line.trim() === '' || last.trim() === '' || / {2,}\S/.test(line.trimStart())) return false
  const [indent, hang] = [indentOf(line), hangOf(last)]
  return hang > indentOf(last) ? indent === hang : indent === 0 && hang === 0 && /[\w,;]$/.test(last)
}

function broken(line: string, columns: number): readonly string[] {
  const rows: string[] = []
  const hang = Math.min(hangOf(line), columns >> 1)
  let rest = line
  while (rest.length > columns) {
    const from = rows.length === 0 ? indentOf(line) : hang
    const at = rest.lastIndexOf(' ', columns)
    // A word that is longer than the line stays whole.
    const end = at > from ? at : rest.indexOf(' ', columns)
    if (end < 0) break
    rows.push(rest.slice(0, end).trimEnd())
    rest = ' '.repeat(hang) + rest.slice(end).trimStart()
  }
  return [...rows, rest]
}
