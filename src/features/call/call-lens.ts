import path from 'node:path'
import * as vscode from 'vscode'
import { policyRefOf } from '../../../workflows/apiops-layout.ts'
import type { Platform } from '../../platform/platform.ts'
import { artifactsFolder } from '../../platform/workspace.ts'

/** *Call Protected Operation* above the policy of an API or an operation; above a check of a token the language server puts its own. */
export function registerCallLens({ context }: Platform): void {
  const changed = new vscode.EventEmitter<void>()
  context.subscriptions.push(
    changed,
    vscode.workspace.onDidGrantWorkspaceTrust(() => changed.fire()),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('policywright.call.codeLens')) changed.fire()
    }),
    vscode.languages.registerCodeLensProvider(
      { language: 'apim-policy', scheme: 'file' },
      { onDidChangeCodeLenses: changed.event, provideCodeLenses: lensesOf },
    ),
  )
}

function lensesOf(document: vscode.TextDocument): vscode.CodeLens[] {
  const isWanted = vscode.workspace.getConfiguration('policywright', document).get('call.codeLens', true)
  if (!isWanted || !vscode.workspace.isTrusted || !vscode.workspace.getWorkspaceFolder(document.uri)) return []
  const policy = policyRefOf(path.relative(artifactsFolder(document.uri), document.uri.fsPath))
  if (policy?.kind !== 'api' && policy?.kind !== 'operation') return []
  const command = {
    command: 'policywright.callOperation',
    title: policy.kind === 'api' ? '$(play) Call an operation' : '$(play) Call this operation',
    tooltip: 'Calls it without a token and with one, and says what that proves',
    arguments: [{ policy }],
  }
  const root = document.getText().search(/<policies\b/)
  if (root < 0) return []
  const { line } = document.positionAt(root)
  return [new vscode.CodeLens(new vscode.Range(line, 0, line, 0), command)]
}
