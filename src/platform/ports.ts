import * as vscode from 'vscode'
import type { Choice, Page, Ports } from '../../workflows/ports.ts'
import { withoutSecrets } from './log.ts'
import type { Platform } from './platform.ts'
import { withProgress } from './progress.ts'

/** How a guided job asks and reports inside VS Code. */
export const createPorts = (platform: Platform): Ports => ({
  async choose({ title, placeholder, choices }) {
    const items = choices.map((choice) => itemOf(choice))
    const options = { title, placeHolder: placeholder ?? title, matchOnDescription: true, ignoreFocusOut: true }
    return (await vscode.window.showQuickPick(items, options))?.value
  },

  // Not a modal dialog: what is to be confirmed stands in the diff behind it, and must stay readable.
  async confirm({ title, detail, action }) {
    const yes = {
      label: `$(check) ${action}`,
      ...(detail ? { detail: detail.split('\n').slice(0, 3).join(' · ') } : {}),
    }
    const no = { label: '$(close) Cancel', description: 'nothing is changed' }
    const chosen = await vscode.window.showQuickPick([yes, no], { title, placeHolder: title, ignoreFocusOut: true })
    return chosen === yes
  },

  async input({ title, prompt, value, kind, validate }) {
    return vscode.window.showInputBox({
      title,
      ...(prompt ? { prompt } : {}),
      ...(value ? { value } : {}),
      password: kind === 'secret',
      ignoreFocusOut: true,
      validateInput: (text) => validate?.(text) ?? null,
    })
  },

  progress: withProgress,
  show: (page) => show(platform, page),
  log: (line) => platform.log.info(withoutSecrets(line)),
})

const itemOf = <T>({ label, description, detail, value }: Choice<T>) => ({
  label,
  ...(description ? { description } : {}),
  ...(detail ? { detail } : {}),
  value,
})

async function show({ documents }: Platform, page: Page): Promise<void> {
  if (page.kind === 'diff') {
    const left = documents.add(`${page.left.label}.policy.xml`, page.left.text)
    const right = documents.add(`${page.right.label}.policy.xml`, page.right.text)
    await vscode.commands.executeCommand('vscode.diff', left, right, page.title, { preview: true })
  } else {
    const uri = documents.add(`${page.title}.md`, page.text)
    await vscode.commands.executeCommand('markdown.showPreview', uri)
  }
}
