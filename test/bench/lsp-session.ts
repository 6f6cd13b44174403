import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import {
  type ClientCapabilities,
  CompletionRequest,
  DidChangeTextDocumentNotification,
  ExitNotification,
} from 'vscode-languageserver/node'
import { createLineMap } from '../../language-server/core/text/line-map.ts'
import { connect, type TestClient } from '../lsp/client.ts'

/** A server as a process of its own, over stdio. */
export interface Session {
  readonly client: TestClient
  /** Milliseconds from the start of the process to the answer to `initialize`. */
  readonly started: number
  /** KiB of resident memory; undefined where the system does not tell. */
  memory(): number | undefined
}

export const elapsed = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** What VS Code says of completion lists (vscode-languageclient 9): it changes how long they are. */
const AS_VSCODE: ClientCapabilities = {
  textDocument: {
    completion: {
      completionItem: {
        snippetSupport: true,
        commitCharactersSupport: true,
        deprecatedSupport: true,
        preselectSupport: true,
      },
      completionList: { itemDefaults: ['commitCharacters', 'editRange', 'insertTextFormat', 'insertTextMode', 'data'] },
    },
  },
}

/** @param folder URI of the workspace folder */
export async function startSession(file: string, folder: string): Promise<Session> {
  const begun = performance.now()
  const child = spawn(process.execPath, [file, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  const wire = {
    from: child.stdout,
    to: child.stdin,
    end: async (connection: TestClient['connection']) => {
      await connection.sendNotification(ExitNotification.type)
      await ended
    },
  }
  const client = await connect(wire, { folders: [folder], capabilities: AS_VSCODE })
  return { client, started: performance.now() - begun, memory: () => residentMemory(child.pid) }
}

function residentMemory(pid: number | undefined): number | undefined {
  const status = `/proc/${pid}/status`
  if (!existsSync(status)) return undefined
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(status, 'utf8'))?.[1])
}

/** One document in one session, and what a typist does to it. */
export interface Typing {
  /** Milliseconds from opening it to its diagnostics. */
  open(): Promise<number>
  /** Types a letter behind a text of the middle of the document, or takes it back; milliseconds to the diagnostics. */
  edit(behind: string): Promise<number>
  /** Milliseconds to the answer behind a text, at the place next to a share of the document. */
  complete(behind: string, share: number): Promise<number>
}

export function typingIn({ client }: Session, uri: string, text: string): Typing {
  const lines = createLineMap(text)
  const positionBehind = (part: string, from: number) => {
    const at = text.indexOf(part, from)
    return lines.positionAt((at < 0 ? text.indexOf(part) : at) + part.length)
  }
  let version = 1
  return {
    open: () =>
      elapsed(() => {
        client.open(uri, text)
        return client.diagnostics(uri)
      }),
    edit: (behind) =>
      elapsed(() => {
        const start = positionBehind(behind, text.length / 2)
        const end = { line: start.line, character: start.character + 1 }
        version += 1
        const sent = version
        const change =
          sent % 2 === 0 ? { range: { start, end: start }, text: 'x' } : { range: { start, end }, text: '' }
        void client.connection.sendNotification(DidChangeTextDocumentNotification.type, {
          textDocument: { uri, version },
          contentChanges: [change],
        })
        return client.diagnostics(uri, (found) => found.version === sent)
      }),
    complete: (behind, share) =>
      elapsed(() =>
        client.connection.sendRequest(CompletionRequest.type, {
          textDocument: { uri },
          position: positionBehind(behind, text.length * share),
        }),
      ),
  }
}
