import * as vscode from 'vscode'
import { withoutSecrets } from '../../platform/without-secrets.ts'
import type { Node } from './node.ts'

/** Paints nodes. A list that cannot be had is one row that says why; nothing else of the tree is lost. */
export class InstanceTree implements vscode.TreeDataProvider<Node> {
  readonly #changed = new vscode.EventEmitter<Node | undefined>()
  readonly #roots: () => Promise<readonly Node[]>
  readonly onDidChangeTreeData = this.#changed.event

  constructor(roots: () => Promise<readonly Node[]>) {
    this.#roots = roots
  }

  refresh(): void {
    this.#changed.fire(undefined)
  }

  getTreeItem(node: Node): vscode.TreeItem {
    const collapsible = !node.children
      ? vscode.TreeItemCollapsibleState.None
      : node.expanded
        ? vscode.TreeItemCollapsibleState.Expanded
        : vscode.TreeItemCollapsibleState.Collapsed
    const item = new vscode.TreeItem(node.label, collapsible)
    item.id = node.id
    item.iconPath = new vscode.ThemeIcon(node.icon)
    item.contextValue = node.context
    if (node.description) item.description = node.description
    item.tooltip = node.tooltip ?? [node.label, node.description].filter(Boolean).join('\n')
    if (node.command) item.command = { command: node.command.id, title: node.command.title, arguments: [node] }
    return item
  }

  async getChildren(node?: Node): Promise<Node[]> {
    try {
      return [...(node ? await (node.children?.(AbortSignal.timeout(60_000)) ?? []) : await this.#roots())]
    } catch (error) {
      const message = withoutSecrets(error instanceof Error ? error.message : String(error))
      return [{ id: `${node?.id ?? ''}#fault`, label: message, tooltip: message, icon: 'error', context: 'fault' }]
    }
  }
}
