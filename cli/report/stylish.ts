import type { Checked, CheckedFile } from '../checking/checked.ts'
import { summaryLines } from './summary.ts'

/** Grouped by file in columns, for people; hints left out. */
export function stylishReport(checked: Checked): string {
  const groups = checked.files.flatMap(groupOf)
  return [...groups, `${summaryLines(checked).join('\n')}\n`].join('\n')
}

function groupOf({ path, findings }: CheckedFile): readonly string[] {
  const rows = findings
    .filter(({ severity }) => severity !== 'hint')
    .map(
      ({ rule, severity, message, start }) =>
        [`${start.line}:${start.column}`, severity, message.replace(/\s+/g, ' '), rule] as const,
    )
  if (rows.length === 0) return []
  const width = (column: 0 | 1 | 2): number => Math.max(...rows.map((row) => row[column].length))
  const [place, severity, message] = [width(0), width(1), Math.min(100, width(2))]
  const lines = rows.map((row) =>
    `  ${row[0].padStart(place)}  ${row[1].padEnd(severity)}  ${row[2].padEnd(message)}  ${row[3]}`.trimEnd(),
  )
  return [`${path}\n${lines.join('\n')}\n`]
}
