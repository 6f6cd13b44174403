import * as vscode from 'vscode'
import type { CheckDocument, FileFinding } from '../../../workflows/ports.ts'
import { type PushOutcome, pushPolicy } from '../../../workflows/push.ts'
import type { Instances } from '../../instances/instances.ts'
import { activePolicyFile } from '../../instances/target.ts'
import type { ServiceFindings } from '../../platform/findings.ts'
import type { Platform } from '../../platform/platform.ts'
import { createPorts } from '../../platform/ports.ts'

interface Context {
  readonly platform: Platform
  readonly instances: Instances
  readonly findings: ServiceFindings
}

/** *Push Policy*: the active document; a refusal lands on the lines it names. */
export async function push({ platform, instances, findings }: Context): Promise<void> {
  const { root, file, ref, document } = await activePolicyFile()
  const { instance } = await instances.pick()
  const outcome = await pushPolicy({
    ports: createPorts(platform),
    instance,
    ref,
    root,
    file,
    check: editorFindings(document),
  })
  findings.show(outcome.file, outcome.status === 'refused' ? serviceOnly(outcome.findings, document) : [])
  // The preview stands before the file now; what is to be corrected is in the file.
  await vscode.window.showTextDocument(document, { preview: false })
  report(outcome.status, outcome.message)
}

/** What the editor shows of the document is what the language server found in it: the same checks, already run. */
const editorFindings =
  (document: vscode.TextDocument): CheckDocument =>
  (file) =>
    vscode.languages
      .getDiagnostics(document.uri)
      .filter(({ source, severity }) => source === 'policywright' && severity <= vscode.DiagnosticSeverity.Warning)
      .map(({ message, severity, range }) => ({
        file,
        severity: severity === vscode.DiagnosticSeverity.Error ? 'error' : 'warning',
        message,
        line: range.start.line + 1,
        column: range.start.character + 1,
        endLine: range.end.line + 1,
        endColumn: range.end.character + 1,
      }))

/** Findings that the editor shows already are not shown twice. */
function serviceOnly(findings: readonly FileFinding[], document: vscode.TextDocument): readonly FileFinding[] {
  const shown = new Set(
    vscode.languages.getDiagnostics(document.uri).map(({ range, message }) => `${range.start.line + 1} ${message}`),
  )
  return findings.filter(({ line, message }) => !shown.has(`${line} ${message}`))
}

function report(status: PushOutcome['status'], message: string): void {
  if (status === 'pushed' || status === 'unchanged') void vscode.window.showInformationMessage(message)
  else if (status === 'cancelled') void vscode.window.setStatusBarMessage(message, 5000)
  else void vscode.window.showErrorMessage(message)
}
