import * as vscode from 'vscode'
import type { Platform } from '../../platform/platform.ts'
import { blocksOf, originOf, type Shown, textOf } from './shown.ts'

const SCHEME = 'policywright-effective'
const selector: vscode.DocumentSelector = { scheme: SCHEME }

/** Read-only documents whose lines know where they come from. */
export interface EffectiveDocuments {
  /** Opens a tab. @param read reads what it shows, now and whenever something that it was made of may have changed. */
  show(title: string, read: () => Promise<Shown>): Promise<void>
  /** What a document of ours shows. */
  shown(uri: vscode.Uri): Shown | undefined
  readonly onChange: vscode.Event<vscode.Uri>
}

interface Tab {
  shown: Shown
  readonly read: () => Promise<Shown>
}

/** Milliseconds that nobody types in before the documents are put together again. */
const REST = 400

export function createEffectiveDocuments({ context, log }: Platform): EffectiveDocuments {
  const tabs = new Map<string, Tab>()
  const changed = new vscode.EventEmitter<vscode.Uri>()
  let count = 0
  let waiting: NodeJS.Timeout | undefined

  const refresh = async (): Promise<void> => {
    for (const [key, tab] of tabs) {
      try {
        tab.shown = await tab.read()
        changed.fire(vscode.Uri.parse(key, true))
      } catch (error) {
        // The tab keeps what it showed: a document that is half written comes back.
        log.warn(`The effective policy was not read again: ${error instanceof Error ? error.message : String(error)}`)
      }
    }
  }
  const refreshSoon = (): void => {
    clearTimeout(waiting)
    waiting = setTimeout(() => void refresh(), REST)
  }
  const place = (document: string, line: number): vscode.Location =>
    new vscode.Location(vscode.Uri.parse(document, true), new vscode.Position(line, 0))

  context.subscriptions.push(
    changed,
    { dispose: () => clearTimeout(waiting) },
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: changed.event,
      provideTextDocumentContent(uri) {
        const tab = tabs.get(uri.toString())
        return tab === undefined
          ? '<!-- Show the effective policy again: this tab is of an earlier session. -->\n'
          : textOf(tab.shown)
      },
    }),
    vscode.languages.registerDefinitionProvider(selector, {
      provideDefinition({ uri }, { line }) {
        const tab = tabs.get(uri.toString())
        const origin = tab && originOf(tab.shown, line)
        return origin && place(origin.document, origin.line)
      },
    }),
    vscode.languages.registerDocumentLinkProvider(selector, {
      provideDocumentLinks(document) {
        const tab = tabs.get(document.uri.toString())
        return (tab === undefined ? [] : blocksOf(tab.shown)).map(({ start, label, document: origin, line }) => {
          const { range, firstNonWhitespaceCharacterIndex } = document.lineAt(start)
          const from = range.start.translate(0, firstNonWhitespaceCharacterIndex)
          const target = vscode.Uri.parse(origin, true).with({ fragment: `L${line + 1}` })
          const link = new vscode.DocumentLink(new vscode.Range(from, range.end), target)
          link.tooltip = `Open ${label}`
          return link
        })
      },
    }),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (tabs.size > 0 && document.languageId === 'apim-policy' && document.uri.scheme === 'file') refreshSoon()
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => void tabs.delete(uri.toString())),
  )

  return {
    onChange: changed.event,
    shown: (uri) => tabs.get(uri.toString())?.shown,
    async show(title, read) {
      // The ending makes it a policy document for the editor.
      const name = `Effective, ${title}.policy.xml`.replaceAll(/[\\/:*?"<>|]/g, ' ')
      const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${++count}/${name}` })
      tabs.set(uri.toString(), { shown: await read(), read })
      const document = await vscode.workspace.openTextDocument(uri)
      await vscode.window.showTextDocument(document, { preview: true })
    },
  }
}
