import * as vscode from 'vscode'
import type { HostPolicy } from '../../../language-server/protocol.ts'
import { Cancelled, command } from '../../platform/commands.ts'
import type { Language } from '../../platform/language.ts'
import type { Platform } from '../../platform/platform.ts'
import { registerHostEditors } from './host-editors.ts'
import { createHosts, type Hosts, rangeOf } from './hosts.ts'
import { inlineUri, registerInlineFiles } from './inline-files.ts'

/** Policies inside Bicep, Terraform and ARM templates: found, checked where they stand, and edited as documents of their own. */
export function registerEmbedded(platform: Platform, language: Language): void {
  const hosts = createHosts(language)
  registerInlineFiles(platform, language, hosts)
  registerHostEditors(platform, hosts)
  platform.context.subscriptions.push(
    command(platform, 'policywright.editInlinePolicy', (host, key) => edit(hosts, host, key)),
  )
}

/** @param host the address of the file, and @param key of the policy, where a lens names them. */
async function edit(hosts: Hosts, host: unknown, key: unknown): Promise<void> {
  const active = vscode.window.activeTextEditor
  const document =
    typeof host === 'string' ? await vscode.workspace.openTextDocument(vscode.Uri.parse(host, true)) : active?.document
  if (document === undefined)
    throw new Error('No file is active: open the Bicep, Terraform or ARM file that holds the policy.')
  const { inline = [] } = (await hosts.read(document)) ?? {}
  const cursor = document === active?.document ? active.selection.active : undefined
  const named = inline.find((one) => one.key === key)
  const around = cursor && inline.find(({ range }) => rangeOf(range).contains(cursor))
  const policy = named ?? around ?? (await choose(inline, document))
  const opened = await vscode.workspace.openTextDocument(inlineUri(document.uri, policy))
  await vscode.window.showTextDocument(opened, { preview: false })
}

async function choose(inline: readonly HostPolicy[], document: vscode.TextDocument): Promise<HostPolicy> {
  const [only, ...others] = inline
  if (only === undefined)
    throw new Error(
      `${vscode.workspace.asRelativePath(document.uri)} holds no policy that can be edited in this way: one in a string, or in strings that a condition chooses or that concat or join puts together.`,
    )
  if (others.length === 0) return only
  const items = inline.map((policy) => ({
    label: policy.name,
    description: policy.scope ?? '',
    detail: `Line ${policy.range.start.line + 1}`,
    policy,
  }))
  const title = 'Which policy of this file?'
  const chosen = await vscode.window.showQuickPick(items, { title })
  if (chosen === undefined) throw new Cancelled('cancelled')
  return chosen.policy
}
