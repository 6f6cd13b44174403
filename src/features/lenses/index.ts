import * as vscode from 'vscode'
import { command } from '../../platform/commands.ts'
import type { Platform } from '../../platform/platform.ts'

interface Point {
  readonly line: number
  readonly character: number
}

interface Found {
  readonly uri: string
  readonly range: { readonly start: Point; readonly end: Point }
}

/** The lens *N references* carries them as the protocol writes them; VS Code shows them in its own classes. */
export function registerLenses(platform: Platform): void {
  platform.context.subscriptions.push(
    command(platform, 'policywright.showReferences', async (uri, position, found) => {
      if (typeof uri !== 'string' || !Array.isArray(found))
        throw new Error('References are shown from the lens above a variable or a fragment.')
      await vscode.commands.executeCommand(
        'editor.action.showReferences',
        vscode.Uri.parse(uri, true),
        pointOf(position as Point),
        (found as readonly Found[]).map(locationOf),
      )
    }),
  )
}

const pointOf = ({ line, character }: Point): vscode.Position => new vscode.Position(line, character)

const locationOf = ({ uri, range }: Found): vscode.Location =>
  new vscode.Location(vscode.Uri.parse(uri, true), new vscode.Range(pointOf(range.start), pointOf(range.end)))
