import { type Checked, counted, countOf } from '../checking/checked.ts'

/** The lines that sum up for people: what was found, what is hidden, what was fixed. */
export function summaryLines(checked: Checked): readonly string[] {
  const { files, baseline, fixed = [] } = checked
  const suppressed = files.reduce((sum, file) => sum + file.suppressed.length, 0)
  const lines = [
    `${counted(files.length, 'file')}: ${counted(countOf(checked, 'error'), 'error')}, ${counted(countOf(checked, 'warning'), 'warning')}`,
  ]
  if (suppressed > 0) lines.push(`${counted(suppressed, 'finding')} hidden by comments`)
  if (baseline !== undefined) {
    lines.push(`${counted(baseline.hidden, 'finding')} hidden by the baseline`)
    if (baseline.gone > 0)
      lines.push(`${counted(baseline.gone, 'finding')} of the baseline no longer there; --update-baseline forgets them`)
  }
  for (const { path, fixes, left } of fixed) {
    if (fixes.length > 0) lines.push(`${path}: ${fixes.length} fixed (${named(fixes)})`)
    if (left !== undefined) lines.push(`${path}: ${fixes.length > 0 ? 'the rest ' : ''}not fixed: ${left}`)
  }
  return lines
}

/** `missing-base, unused-variable x2`: by rule, in the order in which they were first made. */
function named(fixes: readonly { readonly rule: string }[]): string {
  const counts = new Map<string, number>()
  for (const { rule } of fixes) counts.set(rule, (counts.get(rule) ?? 0) + 1)
  return [...counts].map(([rule, count]) => (count === 1 ? rule : `${rule} x${count}`)).join(', ')
}
