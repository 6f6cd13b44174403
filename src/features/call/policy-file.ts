import path from 'node:path'
import * as vscode from 'vscode'
import type { PolicyRef } from '../../../azure/apim-port.ts'
import { policyFileOf } from '../../../workflows/apiops-layout.ts'
import { artifactsFolder } from '../../platform/workspace.ts'

/** The file of the workspace that holds a policy; undefined when there is none. */
export async function policyDocument(ref: PolicyRef): Promise<vscode.TextDocument | undefined> {
  if (vscode.workspace.workspaceFolders === undefined) return undefined
  const active = vscode.window.activeTextEditor?.document.uri
  const uri = vscode.Uri.file(path.join(artifactsFolder(active), policyFileOf(ref)))
  try {
    await vscode.workspace.fs.stat(uri)
  } catch {
    return undefined
  }
  return vscode.workspace.openTextDocument(uri)
}
