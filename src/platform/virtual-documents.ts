import * as vscode from 'vscode'

const SCHEME = 'policywright'

/** Read-only documents that exist only in this window: the sides of a diff, an explanation. */
export interface VirtualDocuments {
  /** @param name decides the language by its ending, and shows as the tab's title. */
  add(name: string, text: string): vscode.Uri
}

export function createVirtualDocuments(context: vscode.ExtensionContext): VirtualDocuments {
  const texts = new Map<string, string>()
  let count = 0
  context.subscriptions.push(
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      provideTextDocumentContent: (uri) => texts.get(uri.path) ?? '',
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      if (uri.scheme === SCHEME) texts.delete(uri.path)
    }),
  )
  return {
    add(name, text) {
      const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${++count}/${name.replaceAll(/[\\/:*?"<>|]/g, ' ')}` })
      texts.set(uri.path, text)
      return uri
    },
  }
}
