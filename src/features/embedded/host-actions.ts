import * as vscode from 'vscode'
import type { HostAction } from '../../../language-server/protocol.ts'
import { type Hosts, rangeOf } from './hosts.ts'

/**
 * The lightbulb in files of infrastructure: the quick fixes of the policies in them, written the way that their strings are. Where a fix
 * cannot be written so, it leads to the policy itself.
 */
export function hostActions(hosts: Hosts): vscode.CodeActionProvider {
  return {
    async provideCodeActions(document, range, context) {
      if (context.only !== undefined && !vscode.CodeActionKind.QuickFix.contains(context.only)) return []
      const { version } = document
      const [found, { inline = [] } = {}] = await Promise.all([hosts.actions(document, range), hosts.read(document)])
      if (document.version !== version) return []
      const fixes = found.flatMap((action) => fixOf(action, { document, context }) ?? [])
      const reported = context.diagnostics.filter(({ source }) => source === 'policywright')
      const policies = inline.filter((one) => reported.some((each) => rangeOf(one.range).contains(each.range)))
      return [...fixes, ...policies.map(({ key }) => opening(key, { document, found, reported }))]
    },
  }
}

interface Asked {
  readonly document: vscode.TextDocument
  readonly context: vscode.CodeActionContext
}

function fixOf(
  { title, isPreferred, edit, diagnostic }: HostAction,
  { document, context }: Asked,
): vscode.CodeAction | undefined {
  if (edit === undefined) return undefined
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix)
  action.edit = new vscode.WorkspaceEdit()
  action.edit.replace(document.uri, rangeOf(edit.range), edit.newText)
  action.isPreferred = isPreferred
  if (diagnostic !== undefined) {
    const at = rangeOf(diagnostic.range)
    action.diagnostics = context.diagnostics.filter(
      ({ range, message }) => range.isEqual(at) && message === diagnostic.message,
    )
  }
  return action
}

interface Opened {
  readonly document: vscode.TextDocument
  readonly found: readonly HostAction[]
  readonly reported: readonly vscode.Diagnostic[]
}

/** Says why a fix is only to be had there, when one is. */
function opening(key: string, { document, found, reported }: Opened): vscode.CodeAction {
  const refused = found.find((action) => action.key === key && action.refused !== undefined)?.refused
  const action = new vscode.CodeAction('Open the policy to fix it', vscode.CodeActionKind.QuickFix)
  action.diagnostics = [...reported]
  action.command = {
    title: action.title,
    command: 'policywright.editInlinePolicy',
    arguments: [document.uri.toString(), key],
    ...(refused !== undefined && { tooltip: refused }),
  }
  return action
}
