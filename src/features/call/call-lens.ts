import path from 'node:path'
import * as vscode from 'vscode'
import { policyRefOf } from '../../../workflows/apiops-layout.ts'
import type { Platform } from '../../platform/platform.ts'
import { artifactsFolder } from '../../platform/workspace.ts'

/** *Call Protected Operation* above the policy of an API or an operation; each check of a token has one too, since it is what a call proves. */
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

const WHERE = /<policies\b|<validate-(?:jwt|azure-ad-token)\b/g

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
  const seen = new Set<number>()
  return [...document.getText().matchAll(WHERE)].flatMap(({ index }) => {
    const { line } = document.positionAt(index)
    if (seen.has(line)) return []
    seen.add(line)
    return [new vscode.CodeLens(new vscode.Range(line, 0, line, 0), command)]
  })
}
