import path from 'node:path'
import * as vscode from 'vscode'
import { INLINE_SCHEME } from '../../language-server/protocol.ts'
import { FaultWithRemedies } from './commands.ts'

/**
 * The documents that the language server is told of. Not the sides of a diff nor an effective policy, which are documents too: their
 * findings would stand twice in the list of problems.
 */
export const policySelector = ['file', 'untitled', 'vscode-vfs', INLINE_SCHEME].map((scheme) => ({
  language: 'apim-policy',
  scheme,
}))

export const isPolicyDocument = (document: vscode.TextDocument | undefined): document is vscode.TextDocument =>
  document?.languageId === 'apim-policy'

/** The policy document in the active editor. */
export function activePolicyDocument(): vscode.TextDocument | undefined {
  const document = vscode.window.activeTextEditor?.document
  return isPolicyDocument(document) ? document : undefined
}

/**
 * Folder on disk that holds the policies in the APIOps layout: the workspace folder of `uri` (or the first one), with the
 * setting `policywright.artifacts`.
 * @throws Error that asks for a folder when none is open.
 */
export function artifactsFolder(uri?: vscode.Uri): string {
  const folder = (uri && vscode.workspace.getWorkspaceFolder(uri)) ?? vscode.workspace.workspaceFolders?.[0]
  if (!folder)
    throw new FaultWithRemedies(
      'No folder is open: open the folder that holds your policies, or an empty one to fetch them into, then run the command again.',
      [{ title: 'Open Folder…', command: 'vscode.openFolder' }],
    )
  if (folder.uri.scheme !== 'file')
    throw new Error('This workspace is not on disk: open a local folder to fetch and push policies.')
  const artifacts = vscode.workspace.getConfiguration('policywright', folder).get('artifacts', '.')
  return path.resolve(folder.uri.fsPath, artifacts)
}
