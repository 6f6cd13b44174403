import * as vscode from 'vscode'
import type { Platform } from '../../platform/platform.ts'
import type { EffectiveDocuments } from './documents.ts'
import { type Block, blocksOf, type Scope } from './shown.ts'

/** Colours of the theme's own charts, so that they can be told apart in every theme. */
const colours: Readonly<Record<Scope, string>> = {
  global: 'charts.red',
  workspace: 'charts.orange',
  product: 'charts.yellow',
  api: 'charts.green',
  operation: 'charts.blue',
  fragment: 'charts.purple',
}

/** Draws a bar of its scope's colour beside each line, and the name of its document behind the first of them. */
export function colourScopes({ context }: Platform, documents: EffectiveDocuments): void {
  const bars = new Map<Scope, vscode.TextEditorDecorationType>()
  for (const [scope, colour] of Object.entries(colours) as [Scope, string][]) {
    const bar = vscode.window.createTextEditorDecorationType({
      isWholeLine: true,
      borderStyle: 'solid',
      borderWidth: '0 0 0 3px',
      borderColor: new vscode.ThemeColor(colour),
      overviewRulerColor: new vscode.ThemeColor(colour),
      overviewRulerLane: vscode.OverviewRulerLane.Left,
    })
    bars.set(scope, bar)
    context.subscriptions.push(bar)
  }
  const draw = (editor: vscode.TextEditor | undefined): void => {
    const shown = editor && documents.shown(editor.document.uri)
    if (editor === undefined || shown === undefined) return
    const blocks = blocksOf(shown)
    for (const [scope, bar] of bars)
      editor.setDecorations(
        bar,
        blocks.filter((block) => (block.fragment ? 'fragment' : block.scope) === scope).flatMap(linesOf),
      )
  }
  const drawAll = (): void => {
    for (const editor of vscode.window.visibleTextEditors) draw(editor)
  }
  context.subscriptions.push(
    vscode.window.onDidChangeVisibleTextEditors(drawAll),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (documents.shown(document.uri) !== undefined) drawAll()
    }),
    documents.onChange(drawAll),
  )
}

function linesOf({ start, end, label, document }: Block): readonly vscode.DecorationOptions[] {
  const hoverMessage = `${label}: ${vscode.workspace.asRelativePath(vscode.Uri.parse(document, true))}`
  return Array.from({ length: end - start + 1 }, (_, index) => ({
    range: new vscode.Range(start + index, 0, start + index, Number.MAX_SAFE_INTEGER),
    hoverMessage,
    ...(index === 0 && {
      renderOptions: {
        after: {
          contentText: label,
          margin: '0 0 0 3em',
          color: new vscode.ThemeColor('editorCodeLens.foreground'),
          fontStyle: 'italic',
        },
      },
    }),
  }))
}
