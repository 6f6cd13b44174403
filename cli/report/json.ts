import { type Checked, countOf, type ReportedFinding } from '../checking/checked.ts'

/** One object on one line. Public: docs/cli.md. */
export function jsonReport(checked: Checked): string {
  const { files, baseline, fixed } = checked
  const answer = {
    files: files.map(({ path, findings, suppressed }) => ({
      path,
      findings: findings.map(plain),
      ...(suppressed.length > 0 && {
        suppressed: suppressed.map(({ finding, reason }) => ({ ...plain(finding), reason })),
      }),
    })),
    summary: {
      files: files.length,
      errors: countOf(checked, 'error'),
      warnings: countOf(checked, 'warning'),
      ...(baseline && { baseline }),
    },
    ...(fixed && { fixed: fixed.filter(({ fixes, left }) => fixes.length > 0 || left !== undefined) }),
  }
  return `${JSON.stringify(answer)}\n`
}

const plain = ({ rule, severity, message, start, end }: ReportedFinding) => ({ rule, severity, message, start, end })
