import * as vscode from 'vscode'
import {
  HOST_ACTIONS_REQUEST,
  HOST_POLICIES_REQUEST,
  type HostAction,
  type HostActionsParams,
  type HostParams,
  type HostPolicies,
} from '../../../language-server/protocol.ts'
import type { Language } from '../../platform/language.ts'
import { isHostName, mayHoldPolicies } from './address.ts'

/** What the language server says of files that may hold policies. */
export interface Hosts {
  /** Undefined: the file holds none, and the server was not asked. */
  read(document: vscode.TextDocument): Promise<HostPolicies | undefined>
  /** The quick fixes at a range of a file; none where it holds no policies. */
  actions(document: vscode.TextDocument, range: vscode.Range): Promise<readonly HostAction[]>
  forget(document: vscode.TextDocument): void
}

export const isHost = (document: vscode.TextDocument): boolean =>
  document.uri.scheme === 'file' && isHostName(document.uri.path) && mayHoldPolicies(document.getText())

/** Each version of a document is asked for once. */
export function createHosts(language: Language): Hosts {
  const known = new WeakMap<vscode.TextDocument, { version: number; found: Promise<HostPolicies> }>()

  const ask = async (document: vscode.TextDocument): Promise<HostPolicies> => {
    const params: HostParams = { uri: document.uri.toString(), text: document.getText() }
    return (await language.connection()).request<HostPolicies>(HOST_POLICIES_REQUEST, params)
  }
  return {
    async read(document) {
      if (!isHost(document)) return undefined
      const before = known.get(document)
      if (before?.version === document.version) return before.found
      const found = ask(document)
      known.set(document, { version: document.version, found })
      // What failed is asked again.
      found.catch(() => known.delete(document))
      return found
    },
    async actions(document, { start, end }) {
      if (!isHost(document)) return []
      const range = {
        start: { line: start.line, character: start.character },
        end: { line: end.line, character: end.character },
      }
      const params: HostActionsParams = { uri: document.uri.toString(), text: document.getText(), range }
      return (await language.connection()).request<readonly HostAction[]>(HOST_ACTIONS_REQUEST, params)
    },
    forget: (document) => void known.delete(document),
  }
}

interface PlainRange {
  readonly start: { readonly line: number; readonly character: number }
  readonly end: { readonly line: number; readonly character: number }
}

export const rangeOf = ({ start, end }: PlainRange): vscode.Range =>
  new vscode.Range(start.line, start.character, end.line, end.character)
