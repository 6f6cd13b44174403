import path from 'node:path'
import * as vscode from 'vscode'
import type { FileFinding } from '../../workflows/ports.ts'
import type { Platform } from './platform.ts'

/** Findings that came from the service: they stay on their lines until the document is changed or pushed again. */
export interface ServiceFindings {
  /** Shows the findings of one file, and takes earlier ones of it away. */
  show(file: string, findings: readonly FileFinding[]): void
}

const SEVERITY = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
} as const

export function createServiceFindings({ context }: Platform): ServiceFindings {
  const collection = vscode.languages.createDiagnosticCollection('policywright-service')
  context.subscriptions.push(
    collection,
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) collection.delete(document.uri)
    }),
  )
  return {
    show(file, findings) {
      collection.set(vscode.Uri.file(path.resolve(file)), findings.map(diagnosticOf))
    },
  }
}

function diagnosticOf({ line, column, endLine, endColumn, message, severity }: FileFinding): vscode.Diagnostic {
  const range = new vscode.Range(line - 1, column - 1, endLine - 1, endColumn - 1)
  const diagnostic = new vscode.Diagnostic(range, message, SEVERITY[severity])
  diagnostic.source = 'API Management'
  return diagnostic
}
