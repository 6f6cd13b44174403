import { check } from '../../language-server/core/lint/check.ts'
import type { Finding } from '../../language-server/core/lint/finding.ts'
import { analyse } from '../../language-server/core/model/analysis.ts'
import type { DocumentOptions } from '../../language-server/core/model/options.ts'
import { createLineMap } from '../../language-server/core/text/line-map.ts'
import type { ErrorDetail } from './arm-error.ts'

/** What is wrong with a policy document, as the details of a `ValidationError`; empty when the service would take it. */
export type PolicyCheck = (text: string, options: DocumentOptions) => readonly ErrorDetail[]

/**
 * Refuses exactly what the editor and `policywright check` call an error, in the words of the service where they are known:
 * https://learn.microsoft.com/rest/api/apimanagement/policy/create-or-update, observed texts in microsoft/vscode-apimanagement#145.
 */
export const checkPolicy: PolicyCheck = (text, options) => {
  const errors = check(analyse(text, options)).filter(({ severity }) => severity === 'error')
  if (errors.length === 0) return []
  // The service reads the XML first and stops at its first mistake.
  const broken = errors.find(({ element }) => element === undefined)
  const lines = createLineMap(text)
  const detailOf = (finding: Finding): ErrorDetail => {
    const words = finding.serviceMessage ?? finding.message
    const at = lines.positionAt(finding.element?.nameStart ?? finding.span.start)
    const [line, column] = [at.line + 1, at.character + 1]
    if (finding.element) {
      const { name } = finding.element
      const message = words.startsWith('Error in element')
        ? words
        : `Error in element '${name}' on line ${line}, column ${column}: ${words}`
      return { code: 'ValidationError', target: name, message }
    }
    const start = lines.positionAt(finding.span.start)
    const place = finding.serviceMessage ? '' : ` Line ${start.line + 1}, position ${start.character + 1}.`
    return { code: 'ValidationError', target: 'representation', message: `${words}${place}` }
  }
  return (broken ? [broken] : errors).map(detailOf)
}
