import * as vscode from 'vscode'
import { AUTO_CLOSE_REQUEST, type AutoCloseParams } from '../../../language-server/protocol.ts'
import type { Language } from '../../platform/language.ts'
import { isPolicyDocument } from '../../platform/workspace.ts'

const isTrigger = (text: string): text is '>' | '/' => text === '>' || text === '/'

/** Typing `>` behind an open tag inserts its close tag, and `</` is completed with the name: the server says with what. */
export function autoClose(language: Language): vscode.Disposable {
  return vscode.workspace.onDidChangeTextDocument(async ({ document, contentChanges, reason }) => {
    const change = contentChanges[0]
    const editor = vscode.window.activeTextEditor
    if (reason !== undefined || contentChanges.length !== 1 || !change || !isTrigger(change.text)) return
    if (!isPolicyDocument(document) || editor?.document !== document || editor.selections.length !== 1) return
    const { version } = document
    const position = change.range.start.translate(0, 1)
    const params: AutoCloseParams = {
      uri: document.uri.toString(),
      position: { line: position.line, character: position.character },
      character: change.text,
    }
    const connection = await language.connection().catch(() => undefined)
    const snippet = await connection?.request<string | null>(AUTO_CLOSE_REQUEST, params)
    // Whoever typed on meanwhile has moved past the place that the answer is for.
    const unmoved =
      document.version === version && editor.selection.isEmpty && editor.selection.active.isEqual(position)
    if (snippet && unmoved) await editor.insertSnippet(new vscode.SnippetString(snippet), position)
  })
}
