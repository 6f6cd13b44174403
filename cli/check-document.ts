import type { TemplateCheck } from '../language-server/core/model/options.ts'
import type { CheckDocument } from '../workflows/ports.ts'
import { checkFiles } from './checking/check-files.ts'
import { createConfigurations } from './checking/configurations.ts'

/** The editor's checks for workflows, by the configuration of the document; hints are no reason to stop. */
export const checkDocument: CheckDocument = async (file, text) => {
  const templates = await loadTemplates(text)
  return checkFiles([{ path: file, text, file }], {
    options: { ...(templates && { templates }) },
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
}

/** What reads Liquid is loaded where there is any. */
export async function loadTemplates(text: string): Promise<TemplateCheck | undefined> {
  if (!text.includes('liquid')) return undefined
  return (await import('../language-server/core/embedded/template-checker.ts')).checkTemplate
}
