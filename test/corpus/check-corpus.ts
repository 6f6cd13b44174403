import { check } from '../../language-server/core/lint/check.ts'
import type { Finding } from '../../language-server/core/lint/finding.ts'
import { analyse } from '../../language-server/core/model/analysis.ts'
import type { DocumentOptions } from '../../language-server/core/model/options.ts'

export const errorsIn = (text: string, options?: DocumentOptions): readonly Finding[] =>
  check(analyse(text, options)).filter(({ severity }) => severity === 'error')

/** Errors and warnings: what a correct document has none of. */
export const complaintsIn = (text: string, options?: DocumentOptions): readonly Finding[] =>
  check(analyse(text, options)).filter(({ severity }) => severity === 'error' || severity === 'warning')
