import { check } from '../language-server/core/lint/check.ts'
import type { Severity } from '../language-server/core/lint/finding.ts'
import { analyse } from '../language-server/core/model/analysis.ts'
import type { DocumentOptions } from '../language-server/core/model/options.ts'
import type { Input } from './files.ts'
import { scopeOfFile } from './scope.ts'

/** The answer of `check --output json`. Public: docs/cli.md. Lines and columns count from 1. */
export interface CheckReport {
  readonly files: readonly FileReport[]
  readonly summary: { readonly files: number; readonly errors: number; readonly warnings: number }
}

interface FileReport {
  readonly path: string
  readonly findings: readonly ReportedFinding[]
}

interface ReportedFinding {
  readonly rule: string
  readonly severity: Severity
  readonly message: string
  readonly start: Place
  readonly end: Place
}

interface Place {
  readonly line: number
  readonly column: number
}

/** Checks every document; the scope follows from a document's path where the options do not give it. */
export function checkInputs(inputs: readonly Input[], options: DocumentOptions): CheckReport {
  const files = inputs.map((input) => checkInput(input, options))
  const count = (severity: Severity): number =>
    files.reduce((sum, { findings }) => sum + findings.filter((finding) => finding.severity === severity).length, 0)
  return { files, summary: { files: files.length, errors: count('error'), warnings: count('warning') } }
}

function checkInput({ path, text, file }: Input, options: DocumentOptions): FileReport {
  const scope = options.scope ?? (file === undefined ? undefined : scopeOfFile(file))
  const analysis = analyse(text, { ...options, ...(scope === undefined ? {} : { scope }) })
  const place = (offset: number): Place => {
    const { line, character } = analysis.lines.positionAt(offset)
    return { line: line + 1, column: character + 1 }
  }
  const findings = check(analysis).map(({ rule, severity, message, span }) => ({
    rule,
    severity,
    message,
    start: place(span.start),
    end: place(span.end),
  }))
  return { path, findings }
}

/** One line per finding, hints left out, and a line that sums up. */
export function reportText({ files, summary }: CheckReport): string {
  const groups = files.map(({ path, findings }) =>
    findings
      .filter(({ severity }) => severity !== 'hint')
      .map(
        ({ rule, severity, message, start }) =>
          `${path}:${start.line}:${start.column} ${severity} ${rule} ${message}\n`,
      )
      .join(''),
  )
  const { files: read, errors, warnings } = summary
  const sum = `${counted(read, 'file')}: ${counted(errors, 'error')}, ${counted(warnings, 'warning')}\n`
  return [...groups.filter((group) => group !== ''), sum].join('\n')
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`
