import type { Severity } from '../../language-server/core/lint/finding.ts'
import type { Checked } from '../checking/checked.ts'
import { summaryLines } from './summary.ts'

const commands: Readonly<Record<Exclude<Severity, 'hint'>, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
}

/** Annotations of GitHub Actions, hints left out: https://docs.github.com/actions/reference/workflow-commands-for-github-actions */
export function githubReport(checked: Checked): string {
  const lines = checked.files.flatMap(({ path, findings }) =>
    findings.flatMap(({ rule, severity, message, start, end }) => {
      if (severity === 'hint') return []
      const properties = {
        file: path,
        line: start.line,
        endLine: end.line,
        col: start.column,
        // Columns are only understood where the annotation stays on one line.
        ...(end.line === start.line && { endColumn: end.column }),
        title: rule,
      }
      const listed = Object.entries(properties).map(([name, value]) => `${name}=${property(String(value))}`)
      return [`::${commands[severity]} ${listed.join(',')}::${data(message)}`]
    }),
  )
  return `${[...lines, ...summaryLines(checked)].join('\n')}\n`
}

const data = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')

const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
