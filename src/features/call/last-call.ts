import * as vscode from 'vscode'
import type { PolicyRef } from '../../../azure/apim-port.ts'
import { describeRef } from '../../../workflows/apiops-layout.ts'
import type { CallReport, MadeCall } from '../../../workflows/call.ts'
import { httpFile } from '../../../workflows/http-file.ts'
import type { Connection } from '../../instances/known-instance.ts'
import { tell } from '../../platform/messages.ts'
import type { Platform } from '../../platform/platform.ts'
import { repairEdit } from './call-findings.ts'
import { policyDocument } from './policy-file.ts'

/** The call that the page shows. */
export interface LastCall {
  readonly report: CallReport
  /** Holds the token. */
  readonly made: MadeCall | undefined
  readonly connection: Connection
}

/** The one way in which a token leaves the memory: the user asked for it. */
export async function copyToken({ made, report }: LastCall): Promise<void> {
  if (made?.token === undefined) throw new Error('The last call was made without a token.')
  await vscode.env.clipboard.writeText(made.token)
  const { exp } = report.token?.claims ?? {}
  const until = typeof exp === 'number' ? ` It is valid until ${new Date(exp * 1000).toLocaleTimeString()}.` : ''
  void tell(`The token is in the clipboard: whoever has it can call as you.${until}`)
}

export async function exportCall({ report }: LastCall): Promise<void> {
  const name = `${report.api}-${report.operation}.http`.replaceAll(/[^\w.-]+/g, '-')
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri
  const target = await vscode.window.showSaveDialog({
    filters: { 'HTTP requests': ['http', 'rest'] },
    title: 'Export the call without its secrets',
    ...(folder ? { defaultUri: vscode.Uri.joinPath(folder, name) } : {}),
  })
  if (!target) return
  await vscode.workspace.fs.writeFile(target, Buffer.from(httpFile(report)))
  await vscode.window.showTextDocument(target)
}

/** Changes the policy's file so that the token is let in, shows it, and offers to push it. */
export async function repairPolicy({ report, connection }: LastCall): Promise<void> {
  const repair = report.explanation?.repair
  if (!repair) throw new Error('No change of the policy is known that would let the token in.')
  const target = { policy: repair.ref, instance: connection.known }
  const document = await policyDocument(repair.ref)
  if (!document) {
    const fetch = 'Fetch Policy'
    const text = `The policy of ${describeRef(repair.ref)} is not in the workspace: fetch it, then change it there.`
    void tell(text, fetch).then((chosen) => {
      if (chosen === fetch) void vscode.commands.executeCommand('policywright.fetchPolicy', target)
    })
    return
  }
  const edit = repairEdit(document, repair)
  if (!edit)
    throw new Error(
      `${vscode.workspace.asRelativePath(document.uri)} does not hold that check, or holds it in another form: fetch the policy and change it by hand.`,
    )
  const [, [first] = []] = edit.entries()[0] ?? []
  await vscode.workspace.applyEdit(edit)
  const editor = await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.One, preview: false })
  if (first) editor.revealRange(first.range, vscode.TextEditorRevealType.InCenterIfOutsideViewport)
  const push = 'Push Policy'
  void tell(`${repair.fix.title}: changed in the file. Push it, then call again.`, push).then((chosen) => {
    if (chosen === push) void vscode.commands.executeCommand('policywright.pushPolicy', target)
  })
}

/** Opens a policy at a line: the file of the workspace, or what the instance holds when there is none. */
export async function showPolicy(
  { documents }: Platform,
  { report, connection }: LastCall,
  place: { readonly ref: PolicyRef; readonly line: number } | undefined,
): Promise<void> {
  const at = place ?? report.explanation?.policy
  if (!at) throw new Error('The last call names no policy.')
  const document = (await policyDocument(at.ref)) ?? (await storedDocument(documents, connection, at.ref))
  const line = Math.min(at.line, document.lineCount) - 1
  await vscode.window.showTextDocument(document, {
    viewColumn: vscode.ViewColumn.One,
    selection: new vscode.Range(line, 0, line, 0),
  })
}

async function storedDocument(
  documents: Platform['documents'],
  { instance }: Connection,
  ref: PolicyRef,
): Promise<vscode.TextDocument> {
  const stored = await instance.getPolicy(ref)
  if (!stored) throw new Error(`The instance has no policy of ${describeRef(ref)} any more.`)
  return vscode.workspace.openTextDocument(documents.add(`${describeRef(ref)}.policy.xml`, stored.text))
}
