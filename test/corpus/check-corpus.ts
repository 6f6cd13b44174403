import { check } from '../../language-server/core/lint/check.ts'
import type { Finding } from '../../language-server/core/lint/finding.ts'
import { ruleNamed } from '../../language-server/core/lint/rules.ts'
import { analyse } from '../../language-server/core/model/analysis.ts'
import type { DocumentOptions } from '../../language-server/core/model/options.ts'

export const errorsIn = (text: string, options?: DocumentOptions): readonly Finding[] =>
  check(analyse(text, options)).filter(({ severity }) => severity === 'error')

/**
 * Errors, and warnings of structure and of C#: what a correct document has none of. The rules of security, reliability and the like may
 * rightly warn of what the service takes.
 */
export const complaintsIn = (text: string, options?: DocumentOptions): readonly Finding[] =>
  check(analyse(text, options)).filter(({ severity, rule }) => {
    const category = ruleNamed(rule)?.category ?? 'structure'
    return severity === 'error' || (severity === 'warning' && ['structure', 'expressions'].includes(category))
  })
