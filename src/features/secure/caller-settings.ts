import * as vscode from 'vscode'
import type { InstancePort, PolicyRef } from '../../../azure/apim-port.ts'
import { callFromInstance, callingInstance } from '../../../workflows/call-from-instance.ts'
import type { FoundCaller } from '../../../workflows/choose-callers.ts'
import { type ConsumerFile, findConsumerFiles, writeConsumerFile } from '../../../workflows/consumer-files.ts'
import { type ConsumerAnswer, consumerSettings } from '../../../workflows/consumer-settings.ts'
import type { Connection } from '../../instances/known-instance.ts'
import { Cancelled, showFault } from '../../platform/commands.ts'
import { fail, tell } from '../../platform/messages.ts'
import type { Platform } from '../../platform/platform.ts'
import { createPorts } from '../../platform/ports.ts'
import { artifactsFolder } from '../../platform/workspace.ts'

/** What is known of the call, from a row of the explorer or from *Secure API*. */
export interface CallerTarget {
  readonly policy?: PolicyRef | undefined
  readonly caller?: FoundCaller | undefined
}

/** Opens the settings of a caller beside the policy, and offers to copy them or to write them into a file of the workspace. */
export async function showCallerSettings(
  platform: Platform,
  { instance, azure }: Connection,
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
  void offer(platform, answer, answer.kind === 'api-management' ? callingInstance(azure, caller) : undefined)
}

/** Not awaited by the command: the offers may stand as long as the user likes. */
async function offer(platform: Platform, answer: ConsumerAnswer, calling: InstancePort | undefined): Promise<void> {
  const copy = 'Copy'
  const write = 'Write into a File…'
  const push = `Push to ${calling?.address.serviceName}…`
  const chosen = await tell(
    [`${answer.label}.`, ...answer.notes].join(' '),
    ...(calling === undefined ? [] : [push]),
    copy,
    write,
  )
  if (chosen === copy) await vscode.env.clipboard.writeText(answer.text)
  if (chosen === write) await writeInto(platform, answer)
  if (chosen === push && calling !== undefined) await pushTo(platform, answer, calling)
}

async function pushTo(platform: Platform, { order }: ConsumerAnswer, instance: InstancePort): Promise<void> {
  try {
    const ports = createPorts(platform)
    const { status, message, notes, file } = await callFromInstance({ ports, instance, order, root: artifactsFolder() })
    if (status === 'cancelled') return
    const done = status === 'pushed' || status === 'unchanged'
    if (done && file !== undefined) await vscode.window.showTextDocument(vscode.Uri.file(file), { preview: false })
    const said = [message, ...notes].join(' ')
    void (done ? tell(said) : fail(platform, said))
  } catch (error) {
    void showFault(platform, error)
  }
}

/** Files that fit are offered, those that name the API first; any other can be chosen, and then says why it will not do. */
async function writeInto(platform: Platform, answer: ConsumerAnswer): Promise<void> {
  const ports = createPorts(platform)
  try {
    const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file')
    const found = await Promise.all(
      folders.map(async ({ uri }) =>
        (await findConsumerFiles(uri.fsPath, answer)).map((one) => ({
          label: one.file,
          description: one.fits === 'settings' ? 'names the API' : '',
          detail: one.notes.join(' '),
          value: vscode.Uri.joinPath(uri, one.file),
          fits: one.fits,
        })),
      ),
    )
    const fitting = (fits: ConsumerFile['fits']) => found.flat().filter((one) => one.fits === fits)
    const chosen = await ports.choose<vscode.Uri | 'other'>({
      title: 'Write the settings into which file?',
      placeholder: `${found.flat().length === 0 ? 'No file of the workspace' : 'Files of the workspace'} for “${answer.label}”`,
      choices: [...fitting('settings'), ...fitting('kind'), { label: 'Another file…', value: 'other' }],
    })
    const [file] =
      chosen === 'other' ? ((await vscode.window.showOpenDialog({ title: 'Which file?' })) ?? []) : [chosen]
    if (file === undefined) return
    const { status, message, notes } = await writeConsumerFile(ports, file.fsPath, answer)
    if (status === 'cancelled') return
    const said = [message, ...notes].join(' ')
    void (status === 'problem' ? fail(platform, said) : tell(said))
    if (status === 'written') await vscode.window.showTextDocument(file, { preview: false })
  } catch (error) {
    void showFault(platform, error)
  }
}
