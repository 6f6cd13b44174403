import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver-types'
import type { Finding, Severity } from '../lint/finding.ts'
import type { Analysis } from '../model/analysis.ts'
import { rangeOf } from './ranges.ts'

const SOURCE = 'policywright'

/** Gives the address of a rule's page. */
export type RulePage = (rule: string) => string

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
}

export function diagnosticOf(analysis: Analysis, finding: Finding, page: RulePage): Diagnostic {
  return {
    range: rangeOf(analysis, finding.span),
    severity: severities[finding.severity],
    code: finding.rule,
    codeDescription: { href: page(finding.rule) },
    source: SOURCE,
    message: finding.message,
    ...(finding.rule.startsWith('deprecated') && { tags: [DiagnosticTag.Deprecated] }),
    // Why it matters and what to do stand on the rule's page: with each finding of each keystroke they would be most of what is sent.
    ...(finding.serviceMessage && { data: { serviceMessage: finding.serviceMessage } }),
  }
}
