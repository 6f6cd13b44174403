export interface DiffLine {
  readonly kind: 'same' | 'removed' | 'added'
  readonly text: string
}

const MOST_CELLS = 4_000_000

/**
 * Line by line, longest common subsequence; lines that differ in indentation alone are the same, since the service indents
 * anew. Quadratic in the changed middle; a middle too large for that is shown as replaced as a whole.
 */
export function diffLines(left: string, right: string): readonly DiffLine[] {
  const a = left.replace(/\r\n?/g, '\n').split('\n')
  const b = right.replace(/\r\n?/g, '\n').split('\n')
  const same = (i: number, j: number): boolean => a[i]?.trim() === b[j]?.trim()
  let start = 0
  while (start < a.length && start < b.length && same(start, start)) start++
  let endA = a.length
  let endB = b.length
  while (endA > start && endB > start && same(endA - 1, endB - 1)) {
    endA--
    endB--
  }
  if ((endA - start) * (endB - start) > MOST_CELLS)
    return [
      ...b.slice(0, start).map((text): DiffLine => ({ kind: 'same', text })),
      ...a.slice(start, endA).map((text): DiffLine => ({ kind: 'removed', text })),
      ...b.slice(start, endB).map((text): DiffLine => ({ kind: 'added', text })),
      ...b.slice(endB).map((text): DiffLine => ({ kind: 'same', text })),
    ]
  const table: number[][] = Array.from({ length: endA - start + 1 }, () => new Array<number>(endB - start + 1).fill(0))
  const at = (i: number, j: number): number => table[i - start]?.[j - start] ?? 0
  for (let i = endA - 1; i >= start; i--) {
    const row = table[i - start]
    if (row === undefined) continue
    for (let j = endB - 1; j >= start; j--)
      row[j - start] = same(i, j) ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  }
  const lines: DiffLine[] = b.slice(0, start).map((text) => ({ kind: 'same', text }))
  let i = start
  let j = start
  while (i < endA || j < endB) {
    if (i < endA && j < endB && same(i, j)) {
      lines.push({ kind: 'same', text: b[j] ?? '' })
      i++
      j++
    } else if (i < endA && (j >= endB || at(i + 1, j) >= at(i, j + 1)))
      lines.push({ kind: 'removed', text: a[i++] ?? '' })
    else lines.push({ kind: 'added', text: b[j++] ?? '' })
  }
  return [...lines, ...b.slice(endB).map((text): DiffLine => ({ kind: 'same', text }))]
}

/** As `diff -u` shows it, with three lines around each change. Empty when nothing but indentation differs. */
export function unifiedDiff(left: string, right: string): string {
  const lines = diffLines(left, right)
  const near = new Set<number>()
  lines.forEach((line, index) => {
    if (line.kind !== 'same') for (let around = index - 3; around <= index + 3; around++) near.add(around)
  })
  const signs = { same: ' ', removed: '-', added: '+' }
  const shown: string[] = []
  lines.forEach((line, index) => {
    if (!near.has(index)) return
    if (!near.has(index - 1) && shown.length > 0) shown.push('…')
    shown.push(`${signs[line.kind]} ${line.text}`)
  })
  return shown.join('\n')
}
