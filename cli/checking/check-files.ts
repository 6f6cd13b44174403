import { layered, type RuleSettings } from '../../language-server/core/configuration/levels.ts'
import { checkAll } from '../../language-server/core/lint/check.ts'
import type { Finding } from '../../language-server/core/lint/finding.ts'
import { type Analysis, analyse } from '../../language-server/core/model/analysis.ts'
import type { DocumentOptions } from '../../language-server/core/model/options.ts'
import type { Input } from '../files.ts'
import type { CheckedFile, Place, ReportedFinding } from './checked.ts'
import type { Configurations, Configured } from './configurations.ts'
import { fingerprintOf } from './fingerprint.ts'

/** What options of the command line say; they count more than configuration and place. */
export interface CheckRequest {
  readonly options: DocumentOptions
  readonly rules: RuleSettings
  readonly configurations: Configurations
  /** Told after each document. */
  readonly onProgress?: (done: number, all: number) => void
}

/** Checks every document, in order. */
export function checkFiles(inputs: readonly Input[], request: CheckRequest): readonly CheckedFile[] {
  return inputs.map((input, at) => {
    const checked = checkFile(input, request)
    request.onProgress?.(at + 1, inputs.length)
    return checked
  })
}

/** What holds for a document: the command line before the configuration before what its path says. */
export function configuredFor(
  { file }: Pick<Input, 'file'>,
  { options, rules, configurations }: CheckRequest,
): Configured {
  const there: Configured = file === undefined ? { options: {}, rules: { levels: {} } } : configurations.of(file)
  return { options: { ...there.options, ...options }, rules: layered([there.rules, rules]) }
}

function checkFile(input: Input, request: CheckRequest): CheckedFile {
  const { path, text, file } = input
  const { options, rules } = configuredFor(input, request)
  const analysis = analyse(text, options)
  const { findings, suppressed } = checkAll(analysis, { settings: rules })
  return {
    path,
    file,
    findings: findings.map((finding) => reported(finding, analysis)),
    suppressed: suppressed.map(({ finding, reason }) => ({ finding: reported(finding, analysis), reason })),
    known: [],
  }
}

function reported(finding: Finding, analysis: Analysis): ReportedFinding {
  const place = (offset: number): Place => {
    const { line, character } = analysis.lines.positionAt(offset)
    return { line: line + 1, column: character + 1 }
  }
  const { rule, severity, message, span, fixes } = finding
  return {
    rule,
    severity,
    message,
    start: place(span.start),
    end: place(span.end),
    fingerprint: fingerprintOf(finding, analysis),
    fixes: () =>
      (fixes?.() ?? []).map(({ title, edits }) => ({
        title,
        edits: edits.map((edit) => ({
          start: place(edit.span.start),
          end: place(edit.span.end),
          newText: edit.newText,
        })),
      })),
  }
}
