import * as vscode from 'vscode'
import { tell } from '../../platform/messages.ts'

/**
 * Lets the user write a body in an editor of its own, beginning with the operation's example.
 * @returns undefined when the user closed the question or the document.
 */
export async function editBody(sample: string): Promise<string | undefined> {
  const language = /^\s*</.test(sample) ? 'xml' : 'json'
  const document = await vscode.workspace.openTextDocument({ language, content: sample })
  await vscode.window.showTextDocument(document, { preview: false })
  const closing = closed(document)
  const send = 'Send This Body'
  const chosen = await Promise.race([tell('Write the body of the request, then send it.', send), closing.done])
  closing.dispose()
  return chosen === send ? document.getText() : undefined
}

function closed(document: vscode.TextDocument): { readonly done: Promise<undefined>; dispose(): void } {
  let subscription: vscode.Disposable | undefined
  const done = new Promise<undefined>((resolve) => {
    subscription = vscode.workspace.onDidCloseTextDocument((other) => {
      if (other === document) resolve(undefined)
    })
  })
  return { done, dispose: () => subscription?.dispose() }
}
