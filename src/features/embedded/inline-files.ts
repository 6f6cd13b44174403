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
import { addressParts, readAddress } from './address.ts'
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
  text: string
  changed: number
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
  let waiting: NodeJS.Timeout | undefined

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
    if (before?.text === policy.text) return before
    const now = { text: policy.text, changed: Math.max(Date.now(), (before?.changed ?? 0) + 1) }
    known.set(uri.toString(), now)
    return now
  }
  const refuse = (uri: vscode.Uri): never => {
    throw vscode.FileSystemError.NoPermissions(uri)
  }

  const provider: vscode.FileSystemProvider = {
    onDidChangeFile: changes.event,
    watch: () => new vscode.Disposable(() => undefined),
    async stat(uri) {
      const { text, changed } = known.get(uri.toString()) ?? (await load(uri))
      return { type: vscode.FileType.File, ctime: 0, mtime: changed, size: encoder.encode(text).length }
    },
    readFile: async (uri) => encoder.encode((await load(uri)).text),
    async writeFile(uri, content) {
      const after = new TextDecoder().decode(content)
      const before = known.get(uri.toString()) ?? (await load(uri))
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
      known.set(uri.toString(), { text: after, changed: Math.max(Date.now(), before.changed + 1) })
    },
    readDirectory: refuse,
    createDirectory: refuse,
    delete: refuse,
    rename: refuse,
  }

  /** The tabs of the policies in a file follow it; one with changes of its own stays, and its next save says what happened. */
  const follow = async (host: string): Promise<void> => {
    for (const address of known.keys()) {
      const uri = vscode.Uri.parse(address, true)
      if (readAddress(uri.query).host !== host) continue
      const tab = vscode.workspace.textDocuments.find((one) => one.uri.toString() === address)
      if (tab?.isDirty) continue
      try {
        const before = known.get(address)
        if ((await load(uri)) !== before) changes.fire([{ type: vscode.FileChangeType.Changed, uri }])
      } catch (error) {
        if (!(error instanceof vscode.FileSystemError)) throw error
        known.delete(address)
        changes.fire([{ type: vscode.FileChangeType.Deleted, uri }])
      }
    }
  }
  const followSoon = (document: vscode.TextDocument): void => {
    const host = document.uri.toString()
    clearTimeout(waiting)
    waiting = setTimeout(() => {
      follow(host).catch((error: unknown) => log.warn(`The policies of ${host} were not read again: ${String(error)}`))
    }, REST)
  }
  context.subscriptions.push(
    changes,
    { dispose: () => clearTimeout(waiting) },
    vscode.workspace.registerFileSystemProvider(INLINE_SCHEME, provider, { isCaseSensitive: true }),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (known.size > 0 && document.uri.scheme !== INLINE_SCHEME) followSoon(document)
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      if (uri.scheme === INLINE_SCHEME) known.delete(uri.toString())
    }),
  )
}
