import * as vscode from 'vscode'
import {
  EVALUATE_REQUEST,
  type EvaluateParams,
  type Evaluation,
  SAMPLE_REQUEST_REQUEST,
  SAMPLES_CHANGED_NOTIFICATION,
  type SampleRequest,
  TRUST_NOTIFICATION,
  type TrustParams,
} from '../../../language-server/protocol.ts'
import { trustedCommand } from '../../platform/commands.ts'
import type { Language } from '../../platform/language.ts'
import type { Platform } from '../../platform/platform.ts'
import { activePolicyDocument, isPolicyDocument } from '../../platform/workspace.ts'

/** The lens above expressions of several lines: their value for the sample request that is kept beside the policy. */
export function registerEvaluate(platform: Platform, language: Language): void {
  let isTold = false

  /** Only when a policy is open already: the server starts for no other reason. */
  const tell = async (): Promise<void> => {
    const { isTrusted } = vscode.workspace
    const isWanted = vscode.workspace.getConfiguration('policywright').get('evaluate.codeLens', true)
    const connection = await language.connection().catch(() => undefined)
    const params: TrustParams = { trusted: isTrusted && isWanted, showCommand: 'policywright.showEvaluation' }
    await connection?.notify(TRUST_NOTIFICATION, params)
  }
  const tellFirst = (document: vscode.TextDocument): void => {
    if (isTold || !isPolicyDocument(document)) return
    isTold = true
    void tell()
  }
  const tellAgain = (): void => {
    if (isTold) void tell()
  }

  const tellSamples = async (): Promise<void> => {
    if (!isTold) return
    const connection = await language.connection().catch(() => undefined)
    await connection?.notify(SAMPLES_CHANGED_NOTIFICATION, {})
  }

  const show = async (target: unknown): Promise<void> => {
    const connection = await language.connection()
    const found = await connection.request<Evaluation>(EVALUATE_REQUEST, target as EvaluateParams)
    const uri = platform.documents.add('Evaluation.txt', `${found.details}\n`)
    await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.Beside, preview: true })
  }

  const create = async (target: unknown): Promise<void> => {
    const uri = typeof target === 'string' ? target : activePolicyDocument()?.uri.toString()
    if (uri === undefined) throw new Error('No policy document is active: open the policy that the request is for.')
    const connection = await language.connection()
    const sample = await connection.request<SampleRequest | null>(SAMPLE_REQUEST_REQUEST, { uri })
    if (sample === null)
      throw new Error('The policy is not saved to a file yet: save it, so that a request can be kept beside it.')
    const file = vscode.Uri.parse(sample.uri)
    const exists = await vscode.workspace.fs.stat(file).then(
      () => true,
      () => false,
    )
    if (!exists) await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(sample.text))
    await vscode.window.showTextDocument(file, { viewColumn: vscode.ViewColumn.Beside })
    await tellSamples()
  }

  const watcher = vscode.workspace.createFileSystemWatcher('**/{*.request.json,samples/*.json}')
  const changed = (): void => void tellSamples()
  setImmediate(() => vscode.workspace.textDocuments.forEach(tellFirst))
  platform.context.subscriptions.push(
    watcher,
    watcher.onDidCreate(changed),
    watcher.onDidChange(changed),
    watcher.onDidDelete(changed),
    vscode.workspace.onDidOpenTextDocument(tellFirst),
    vscode.workspace.onDidGrantWorkspaceTrust(tellAgain),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('policywright.evaluate')) tellAgain()
    }),
    trustedCommand(platform, 'policywright.showEvaluation', show),
    trustedCommand(platform, 'policywright.createSampleRequest', create),
  )
}
