import * as vscode from 'vscode'
import type { Diagnostic } from 'vscode-languageserver-types'
import { REFUSALS_REQUEST, type RefusalsParams } from '../../language-server/protocol.ts'
import type { CheckDocument } from '../../workflows/ports.ts'
import type { Language } from './language.ts'
import type { Platform } from './platform.ts'

/**
 * What the service would refuse of a text, by the same checks as the editor's. A server that does not answer is no reason to stop, since the
 * service itself has the last word; the log says so.
 */
export const checkByServer =
  ({ log }: Platform, language: Language): CheckDocument =>
  async (file, text) => {
    try {
      const params: RefusalsParams = { uri: vscode.Uri.file(file).toString(), text }
      const found = await (await language.connection()).request<readonly Diagnostic[]>(REFUSALS_REQUEST, params)
      return found.map(({ message, range: { start, end } }) => ({
        file,
        severity: 'error',
        message: typeof message === 'string' ? message : message.value,
        line: start.line + 1,
        column: start.character + 1,
        endLine: end.line + 1,
        endColumn: end.character + 1,
      }))
    } catch (error) {
      log.warn(
        `The policy could not be checked before it is pushed: ${error instanceof Error ? error.message : String(error)}`,
      )
      return []
    }
  }
