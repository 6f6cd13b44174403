import * as vscode from 'vscode'
import type { Explanation } from '../../../workflows/explain.ts'
import { applyTokenFix, nameOfCheck } from '../../../workflows/token-fix.ts'
import type { Platform } from '../../platform/platform.ts'

type Repair = NonNullable<Explanation['repair']>

/** What a failed call said about a policy, on its line of the workspace's file, with the change that lets the token in as a quick fix. */
export interface CallFindings {
  show(document: vscode.TextDocument, explanation: Explanation): void
  clear(): void
}

const SOURCE = 'APIM call'

export function createCallFindings({ context }: Platform): CallFindings {
  const collection = vscode.languages.createDiagnosticCollection('policywright-call')
  const repairs = new Map<string, Repair>()
  const clear = (uri: vscode.Uri): void => {
    collection.delete(uri)
    repairs.delete(uri.toString())
  }
  context.subscriptions.push(
    collection,
    // What was said is about the policy as it was called: a change of the file makes it old.
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) clear(document.uri)
    }),
    vscode.languages.registerCodeActionsProvider(
      { language: 'apim-policy' },
      {
        provideCodeActions(document, _range, { diagnostics }) {
          const repair = repairs.get(document.uri.toString())
          const about = diagnostics.filter(({ source }) => source === SOURCE)
          return repair === undefined || about.length === 0 ? [] : actionsFor(document, repair, about)
        },
      },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
    ),
  )
  return {
    show(document, { message, remedy, policy, repair }) {
      clear(document.uri)
      const range = rangeOf(document, policy, repair)
      if (range === undefined) return
      const diagnostic = new vscode.Diagnostic(range, `${message} ${remedy}`, vscode.DiagnosticSeverity.Warning)
      diagnostic.source = SOURCE
      collection.set(document.uri, [diagnostic])
      if (repair !== undefined) repairs.set(document.uri.toString(), repair)
    },
    clear() {
      collection.clear()
      repairs.clear()
    },
  }
}

/** The check itself where the file holds it; else the line that the instance's policy has it on. */
function rangeOf(
  document: vscode.TextDocument,
  policy: Explanation['policy'],
  repair: Repair | undefined,
): vscode.Range | undefined {
  const name = repair && nameOfCheck(document.getText(), repair.check)
  if (name) return new vscode.Range(document.positionAt(name.start), document.positionAt(name.end))
  if (policy === undefined) return undefined
  const line = document.lineAt(Math.min(policy.line, document.lineCount) - 1)
  return new vscode.Range(line.lineNumber, line.firstNonWhitespaceCharacterIndex, line.lineNumber, line.text.length)
}

function actionsFor(
  document: vscode.TextDocument,
  repair: Repair,
  diagnostics: vscode.Diagnostic[],
): vscode.CodeAction[] {
  const edit = repairEdit(document, repair)
  if (edit === undefined) return []
  const action = new vscode.CodeAction(repair.fix.title, vscode.CodeActionKind.QuickFix)
  action.edit = edit
  action.diagnostics = diagnostics
  action.isPreferred = true
  return [action]
}

/** @returns undefined when the document does not hold the check any more, or holds it otherwise. */
export function repairEdit(document: vscode.TextDocument, { check, fix }: Repair): vscode.WorkspaceEdit | undefined {
  const edits = applyTokenFix(document.getText(), check, fix)
  if (edits === undefined) return undefined
  const edit = new vscode.WorkspaceEdit()
  for (const { span, newText } of edits)
    edit.replace(
      document.uri,
      new vscode.Range(document.positionAt(span.start), document.positionAt(span.end)),
      newText,
    )
  return edit
}
