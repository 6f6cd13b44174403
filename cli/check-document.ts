import type { CheckDocument } from '../workflows/ports.ts'
import { checkInputs } from './check.ts'

/** The editor's checks for workflows; hints are no reason to stop. */
export const checkDocument: CheckDocument = (file, text) =>
  checkInputs([{ path: file, text, file }], {}).files.flatMap(({ findings }) =>
    findings.flatMap(({ severity, message, start, end }) =>
      severity === 'hint'
        ? []
        : [
            {
              file,
              severity,
              message,
              line: start.line,
              column: start.column,
              endLine: end.line,
              endColumn: end.column,
            },
          ],
    ),
  )
