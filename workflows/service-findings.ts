import type { ServiceFinding } from '../azure/service-error.ts'
import { createLineMap } from '../language-server/core/text/line-map.ts'
import type { FileFinding } from './ports.ts'

/** A finding of the service on the text that was sent, as a place in the file that held it. */
export function fileFinding(finding: ServiceFinding, file: string, text: string): FileFinding {
  const lines = createLineMap(text)
  const line = Math.min(finding.line ?? 1, lines.lineCount)
  const start = lines.offsetAt({ line: line - 1, character: Math.max(0, (finding.column ?? 1) - 1) })
  const name = finding.element
  const end = name !== undefined && text.startsWith(name, start) ? start + name.length : endOfLine(text, start)
  const from = lines.positionAt(start)
  const to = lines.positionAt(end)
  return {
    file,
    severity: 'error',
    message: finding.message,
    line: from.line + 1,
    column: from.character + 1,
    endLine: to.line + 1,
    endColumn: to.character + 1,
  }
}

function endOfLine(text: string, start: number): number {
  const found = text.slice(start).search(/[\r\n]/)
  return found < 0 ? text.length : start + found
}
