import * as vscode from 'vscode'
import {
  HOST_WRITE_REQUEST,
  type HostEdit,
  type HostPolicy,
  type HostWriteParams,
  INLINE_SCHEME,
} from '../../../language-server/protocol.ts'
import type { Language } from '../../platform/language.ts'
import type { Platform } from '../../platform/platform.ts'
import { addressParts, isHostName, readAddress } from './address.ts'
import { type Hosts, rangeOf } from './hosts.ts'

/** The address under which a policy in a string of a file is edited. */
export function inlineUri(host: vscode.Uri, { key, scope, dialect }: HostPolicy): vscode.Uri {
  const parts = addressParts({
    host: host.toString(),
    key,
    ...(scope && { scope }),
    ...(dialect && { format: dialect }),
  })
  return vscode.Uri.from({ scheme: INLINE_SCHEME, ...parts })
}

interface Known {
  /** The policy as the editor has it; what is saved replaces this and nothing else. */
  readonly text: string
  readonly changed: number
  /** `gone`: its file does not hold it now, as while somebody writes that anew; it may come back. */
  readonly state: 'there' | 'gone'
}

/** Milliseconds that nobody types in the host file before the tabs of its policies follow. */
const REST = 200

/**
 * Policies in strings of other files, as files: read decoded, written back encoded. Saving one changes the string, and saves the file
 * around it where that was saved before.
 */
export function registerInlineFiles({ context, log }: Platform, language: Language, hosts: Hosts): void {
  const known = new Map<string, Known>()
  const changes = new vscode.EventEmitter<vscode.FileChangeEvent[]>()
  const encoder = new TextEncoder()
  /** By the address of the host file. */
  const waiting = new Map<string, NodeJS.Timeout>()

  const policyAt = async (uri: vscode.Uri): Promise<{ document: vscode.TextDocument; policy: HostPolicy }> => {
    const { host, key } = readAddress(uri.query)
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(host, true))
    const policy = (await hosts.read(document))?.inline.find((one) => one.key === key)
    if (policy === undefined) throw vscode.FileSystemError.FileNotFound(uri)
    return { document, policy }
  }
  const load = async (uri: vscode.Uri): Promise<Known> => {
    const { policy } = await policyAt(uri)
    const before = known.get(uri.toString())
    if (before?.text === policy.text && before.state === 'there') return before
    return remember(uri, policy.text)
  }
  const remember = (uri: vscode.Uri, text: string): Known => {
    const changed = Math.max(Date.now(), (known.get(uri.toString())?.changed ?? 0) + 1)
    const now: Known = { text, changed, state: 'there' }
    known.set(uri.toString(), now)
    return now
  }
  /** What is known of a policy that is there. */
  const present = async (uri: vscode.Uri): Promise<Known> => {
    const found = known.get(uri.toString())
    return found?.state === 'there' ? found : load(uri)
  }
  const refuse = (uri: vscode.Uri): never => {
    throw vscode.FileSystemError.NoPermissions(uri)
  }

  const provider: vscode.FileSystemProvider = {
    onDidChangeFile: changes.event,
    watch: () => new vscode.Disposable(() => undefined),
    async stat(uri) {
      const { text, changed } = await present(uri)
      return { type: vscode.FileType.File, ctime: 0, mtime: changed, size: encoder.encode(text).length }
    },
    readFile: async (uri) => encoder.encode((await load(uri)).text),
    async writeFile(uri, content) {
      const after = new TextDecoder().decode(content)
      const before = await present(uri)
      const { host, key } = readAddress(uri.query)
      const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(host, true))
      const params: HostWriteParams = { uri: host, text: document.getText(), key, before: before.text, after }
      const version = document.version
      const { edit, refused } = await (await language.connection()).request<HostEdit>(HOST_WRITE_REQUEST, params)
      if (refused !== undefined) throw new Error(refused)
      if (edit !== undefined) {
        if (document.version !== version) throw new Error('The file around the policy was just changed: save again.')
        const wasSaved = !document.isDirty
        const change = new vscode.WorkspaceEdit()
        change.replace(document.uri, rangeOf(edit.range), edit.newText)
        if (!(await vscode.workspace.applyEdit(change)))
          throw new Error(`${vscode.workspace.asRelativePath(document.uri)} could not be changed.`)
        if (wasSaved) await document.save()
      }
      remember(uri, after)
    },
    readDirectory: refuse,
    createDirectory: refuse,
    delete: refuse,
    rename: refuse,
  }

  /** The tabs of the policies in a file follow it; one with changes of its own stays, and its next save says what happened. */
  const follow = async (host: string): Promise<void> => {
    for (const [address, before] of known) {
      const uri = vscode.Uri.parse(address, true)
      if (readAddress(uri.query).host !== host) continue
      const tab = vscode.workspace.textDocuments.find((one) => one.uri.toString() === address)
      if (tab?.isDirty) continue
      try {
        if ((await load(uri)) !== before) changes.fire([{ type: vscode.FileChangeType.Changed, uri }])
      } catch (error) {
        if (!(error instanceof vscode.FileSystemError)) throw error
        if (before.state === 'gone') continue
        known.set(address, { ...before, state: 'gone' })
        changes.fire([{ type: vscode.FileChangeType.Deleted, uri }])
      }
    }
  }
  const followSoon = (document: vscode.TextDocument): void => {
    const host = document.uri.toString()
    const soon = setTimeout(() => {
      waiting.delete(host)
      follow(host).catch((error: unknown) => log.warn(`The policies of ${host} were not read again: ${String(error)}`))
    }, REST)
    clearTimeout(waiting.get(host))
    waiting.set(host, soon)
  }
  context.subscriptions.push(
    changes,
    {
      dispose: () => {
        for (const timer of waiting.values()) clearTimeout(timer)
      },
    },
    vscode.workspace.registerFileSystemProvider(INLINE_SCHEME, provider, { isCaseSensitive: true }),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (known.size > 0 && isHostName(document.uri.path) && document.uri.scheme !== INLINE_SCHEME) followSoon(document)
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      if (uri.scheme === INLINE_SCHEME) known.delete(uri.toString())
    }),
  )
}
