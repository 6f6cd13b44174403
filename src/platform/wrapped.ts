/** Breaks a line between words, so that a row of a list does not cut it off. A word that is longer stays whole. */
export function wrapped(line: string, width: number): readonly string[] {
  const rows: string[] = []
  for (const word of line.split(' ')) {
    const last = rows.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= width) rows[rows.length - 1] = `${last} ${word}`
    else rows.push(word)
  }
  return rows
}
