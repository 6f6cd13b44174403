import type { CheckDocument } from '../workflows/ports.ts'
import { checkFiles } from './checking/check-files.ts'
import { createConfigurations } from './checking/configurations.ts'

/** The editor's checks for workflows, by the configuration of the document; hints are no reason to stop. */
export const checkDocument: CheckDocument = (file, text) =>
  checkFiles([{ path: file, text, file }], {
    options: {},
    rules: { levels: {} },
    configurations: createConfigurations(),
  }).flatMap(({ findings }) =>
    findings.flatMap(({ severity, raised, message, start, end }) =>
      severity === 'hint'
        ? []
        : [
            {
              file,
              // To a workflow an error is what the service refuses.
              severity: raised ? 'warning' : severity,
              message,
              line: start.line,
              column: start.column,
              endLine: end.line,
              endColumn: end.column,
            },
          ],
    ),
  )
