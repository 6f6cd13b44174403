import type { Checked } from '../checking/checked.ts'
import { summaryLines } from './summary.ts'

/** One line per finding, hints left out, and lines that sum up. */
export function textReport(checked: Checked): string {
  const groups = checked.files.map(({ path, findings }) =>
    findings
      .filter(({ severity }) => severity !== 'hint')
      .map(
        ({ rule, severity, message, start }) =>
          `${path}:${start.line}:${start.column} ${severity} ${rule} ${message}\n`,
      )
      .join(''),
  )
  return [...groups.filter((group) => group !== ''), `${summaryLines(checked).join('\n')}\n`].join('\n')
}
