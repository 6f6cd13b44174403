import * as vscode from 'vscode'
import type { Confirmation, Page, Ports } from '../../workflows/ports.ts'
import type { Platform } from './platform.ts'
import { withProgress } from './progress.ts'
import { askInput } from './quick-input.ts'
import { pickMany, pickOne } from './quick-pick.ts'
import { answered } from './quick-step.ts'
import { wrapped } from './wrapped.ts'

/**
 * How a guided job asks and reports inside VS Code.
 * @param asked questions that a command asked before the job, and to which its first one leads back
 */
export const createPorts = (platform: Platform, askedBefore = 0): Ports => ({
  askedBefore,
  choose: (question) => pickOne(platform, question),
  chooseMany: (question) => pickMany(platform, question),
  input: (input) => askInput(platform, input),

  confirm,
  progress: withProgress,
  show: (page) => show(platform, page),
  log: (line) => platform.log.info(line),
  check: platform.check,
})

/**
 * Not a modal dialog: what is to be confirmed stands in the diff behind it, and must stay readable. Its consequences are rows of the list,
 * since one line would cut them off; choosing such a row answers nothing.
 */
async function confirm({ title, detail, action, step }: Confirmation): Promise<boolean> {
  const pick = vscode.window.createQuickPick()
  pick.title = title
  pick.placeholder = 'Nothing is changed yet.'
  pick.ignoreFocusOut = true
  const yes: vscode.QuickPickItem = { label: `$(check) ${action}` }
  const no: vscode.QuickPickItem = { label: '$(close) Cancel', description: 'nothing is changed' }
  const consequences = (detail ?? '').split('\n').filter((line) => line !== '')
  const rows = consequences.flatMap((line) =>
    wrapped(line, ROW).map((part, index) => ({
      label: `$(${index > 0 ? 'blank' : line.startsWith('Warning') ? 'warning' : 'info'}) ${part}`,
    })),
  )
  const heading = { label: 'What this means', kind: vscode.QuickPickItemKind.Separator }
  pick.items = [yes, no, ...(rows.length > 0 ? [heading, ...rows] : [])]
  const answer = await answered(pick, step, () => pick.activeItems.find((item) => item === yes || item === no))
  return answer === yes
}

/** In characters: what a row of the list shows at its usual width. */
const ROW = 64

async function show({ documents }: Platform, page: Page): Promise<void> {
  if (page.kind === 'diff') {
    const { extension = '.policy.xml' } = page
    const left = documents.add(`${page.left.label}${extension}`, page.left.text)
    const right = documents.add(`${page.right.label}${extension}`, page.right.text)
    await vscode.commands.executeCommand('vscode.diff', left, right, page.title, {
      preview: true,
      // Beside the policy there may be the page of a call; the diff needs the width of the main column.
      viewColumn: vscode.ViewColumn.One,
    })
  } else {
    const uri = documents.add(`${page.title}.md`, page.text)
    await vscode.commands.executeCommand('markdown.showPreview', uri)
  }
}
