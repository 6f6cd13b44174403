import { randomBytes } from 'node:crypto'
import * as vscode from 'vscode'
import type { CallReport } from '../../../workflows/call.ts'
import { renderReport } from './render-report.ts'

export interface ReportPage {
  show(report: CallReport): void
}

/** What the page's links may do; nothing else is a command there. */
const COMMANDS = [
  'policywright.callOperation',
  'policywright.repeatCall',
  'policywright.traceCall',
  'policywright.copyCallToken',
  'policywright.exportCall',
  'policywright.repairCalledPolicy',
  'policywright.showCalledPolicy',
  'policywright.secureApi',
]

/**
 * The one page for reports of calls, beside the policy. It runs no script and loads nothing.
 * @param closed when the user has closed it.
 */
export function createReportPage(closed: () => void): ReportPage {
  let panel: vscode.WebviewPanel | undefined
  return {
    show(report) {
      if (!panel) {
        panel = vscode.window.createWebviewPanel('policywright.call', 'Call', vscode.ViewColumn.Beside, {
          enableScripts: false,
          enableFindWidget: true,
          enableCommandUris: COMMANDS,
          localResourceRoots: [],
        })
        panel.onDidDispose(() => {
          panel = undefined
          closed()
        })
      }
      panel.title = `Call ${report.operation}`
      panel.webview.html = renderReport(report, randomBytes(16).toString('base64url'))
      panel.reveal(undefined, true)
    },
  }
}
