import * as vscode from 'vscode'
import type { CallReport } from '../../../workflows/call.ts'
import { renderReport } from './render-report.ts'

let panel: vscode.WebviewPanel | undefined

/** Shows a report in the one page for it, beside the policy. The page runs no script and loads nothing. */
export function showReport(report: CallReport): void {
  if (!panel) {
    panel = vscode.window.createWebviewPanel('policywright.call', 'Call', vscode.ViewColumn.Beside, {
      enableScripts: false,
      enableCommandUris: ['policywright.callOperation', 'policywright.secureApi'],
      localResourceRoots: [],
    })
    panel.onDidDispose(() => {
      panel = undefined
    })
  }
  panel.title = `Call ${report.operation}`
  panel.webview.html = renderReport(report)
  panel.reveal(undefined, true)
}
