import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver-types'
import type { Finding, Severity } from '../lint/finding.ts'
import { ruleNamed } from '../lint/rules.ts'
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

/** What travels with a diagnostic, for clients that show more than its message. */
interface DiagnosticData {
  readonly why?: string
  readonly remedy?: string
  readonly serviceMessage?: string
}

export function diagnosticOf(analysis: Analysis, finding: Finding, page: RulePage): Diagnostic {
  const rule = ruleNamed(finding.rule)
  const data: DiagnosticData = {
    ...(rule && { why: rule.why }),
    ...(rule?.remedy && { remedy: rule.remedy }),
    ...(finding.serviceMessage && { serviceMessage: finding.serviceMessage }),
  }
  return {
    range: rangeOf(analysis, finding.span),
    severity: severities[finding.severity],
    code: finding.rule,
    codeDescription: { href: page(finding.rule) },
    source: SOURCE,
    message: finding.message,
    ...(finding.rule.startsWith('deprecated') && { tags: [DiagnosticTag.Deprecated] }),
    data,
  }
}
