import * as vscode from 'vscode'
import type { CheckDocument, FileFinding } from '../../../workflows/ports.ts'
import { type PushOutcome, pushPolicy } from '../../../workflows/push.ts'
import type { Instances } from '../../instances/instances.ts'
import { activePolicyFile, connectionOf, type PolicyTarget } from '../../instances/target.ts'
import type { ServiceFindings } from '../../platform/findings.ts'
import { fail, tell } from '../../platform/messages.ts'
import type { Platform } from '../../platform/platform.ts'
import { createPorts } from '../../platform/ports.ts'

interface Context {
  readonly platform: Platform
  readonly instances: Instances
  readonly findings: ServiceFindings
}

/**
 * *Push Policy*: the active document; a refusal lands on the lines it names.
 * @param started what the command was started with: a target where the instance is known already
 */
export async function push({ platform, instances, findings }: Context, started: unknown): Promise<void> {
  const { root, file, ref, document } = await activePolicyFile()
  const { instance, known } = await connectionOf(instances, started)
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
  void report(platform, outcome, { instance: known, policy: ref })
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

/** Not awaited by the command: the offer may stand as long as the user likes. */
async function report(platform: Platform, { status, message }: PushOutcome, target: PolicyTarget): Promise<void> {
  if (status === 'pushed' || status === 'unchanged') void tell(message)
  else if (status === 'cancelled') void vscode.window.setStatusBarMessage(message, 5000)
  else if (status === 'refused') {
    const problems = 'Show Problems'
    const chosen = await fail(platform, message, problems)
    if (chosen === problems) void vscode.commands.executeCommand('workbench.actions.view.problems')
  } else {
    const fetch = 'Fetch Policy'
    const chosen = await fail(platform, message, fetch)
    if (chosen === fetch) void vscode.commands.executeCommand('policywright.fetchPolicy', target)
  }
}
