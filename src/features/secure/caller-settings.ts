import * as vscode from 'vscode'
import type { InstancePort, PolicyRef } from '../../../azure/apim-port.ts'
import type { FoundCaller } from '../../../workflows/choose-callers.ts'
import { type ConsumerAnswer, consumerSettings, writeLinkedService } from '../../../workflows/consumer-settings.ts'
import { Cancelled } from '../../platform/commands.ts'
import type { Platform } from '../../platform/platform.ts'
import { createPorts } from '../../platform/ports.ts'

/** What is known of the call, from a row of the explorer or from *Secure API*. */
export interface CallerTarget {
  readonly policy?: PolicyRef | undefined
  readonly caller?: FoundCaller | undefined
}

/** Opens the settings of a caller beside the policy, and offers to copy them or to write them into a linked service. */
export async function showCallerSettings(
  platform: Platform,
  instance: InstancePort,
  { policy, caller }: CallerTarget,
): Promise<void> {
  const api = policy?.kind === 'api' || policy?.kind === 'operation' ? policy.api : undefined
  const answer = await consumerSettings({
    ports: createPorts(platform),
    instance: async () => instance,
    answers: { api, caller },
  })
  if (answer === undefined) throw new Cancelled('cancelled')
  const { language, text } = answer
  const document = await vscode.workspace.openTextDocument({ language, content: text })
  await vscode.window.showTextDocument(document, { preview: false, viewColumn: vscode.ViewColumn.Beside })
  void offer(platform, answer)
}

/** Not awaited by the command: the offers may stand as long as the user likes. */
async function offer(platform: Platform, answer: ConsumerAnswer): Promise<void> {
  const copy = 'Copy'
  const write = 'Write into Linked Service…'
  const offers = answer.kind === 'data-factory-rest' ? [copy, write] : [copy]
  const chosen = await vscode.window.showInformationMessage([`${answer.label}.`, ...answer.notes].join(' '), ...offers)
  if (chosen === copy) await vscode.env.clipboard.writeText(answer.text)
  if (chosen === write) await writeInto(platform, answer)
}

async function writeInto(platform: Platform, { order }: ConsumerAnswer): Promise<void> {
  const files = await vscode.workspace.findFiles('**/{linkedService,linkedServices}/*.json', '**/node_modules/**', 500)
  if (files.length === 0) {
    void vscode.window.showWarningMessage('The workspace holds no folder "linkedService" with JSON files in it.')
    return
  }
  const items = files.map((uri) => ({ label: vscode.workspace.asRelativePath(uri), uri }))
  const chosen = await vscode.window.showQuickPick(items, { title: 'Which linked service?' })
  if (chosen === undefined) return
  try {
    const outcome = await writeLinkedService(createPorts(platform), chosen.uri.fsPath, order)
    const show = outcome.status === 'problem' ? vscode.window.showErrorMessage : vscode.window.showInformationMessage
    void show([outcome.message, ...outcome.notes].join(' '))
  } catch (error) {
    void vscode.window.showErrorMessage((error as Error).message)
  }
}
