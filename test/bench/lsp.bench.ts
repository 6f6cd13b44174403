import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { CompletionRequest, DidChangeTextDocumentNotification, ExitNotification } from 'vscode-languageserver/node'
import { createLineMap } from '../../language-server/core/text/line-map.ts'
import { buildServer, findServer } from '../lsp/built-server.ts'
import { connect, type TestClient } from '../lsp/client.ts'
import type { BenchRow } from './bench-row.ts'
import { policyDocument } from './parse-document.ts'

const SIZE = 50 * 1024
const STARTS = 7
const WARM_UP = 20
const EDITS = 200
const COMPLETIONS = 200
const URI = 'file:///repo/apis/orders/policy.xml'

interface Session {
  readonly client: TestClient
  readonly pid: number | undefined
  /** Milliseconds from the start of the process to the answer to `initialize`. */
  readonly started: number
  version: number
}

/** What was measured of one server, milliseconds each. */
interface Figures {
  readonly starts: number[]
  opened: number
  readonly edits: number[]
  readonly completions: number[]
  /** KiB of resident memory at the end; undefined where the system does not tell. */
  memory: number | undefined
}

const elapsed = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now()
  await work()
  return performance.now() - start
}

async function start(file: string): Promise<Session> {
  const begun = performance.now()
  const child = spawn(process.execPath, [file, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  const client = await connect({
    from: child.stdout,
    to: child.stdin,
    end: async (connection) => {
      await connection.sendNotification(ExitNotification.type)
      await ended
    },
  })
  return { client, pid: child.pid, started: performance.now() - begun, version: 1 }
}

const text = policyDocument(SIZE)
const lines = createLineMap(text)
const positionOf = (part: string, from = 0) => lines.positionAt(text.indexOf(part, from) + part.length)

/** Types a letter into an attribute value in the middle of the document, or takes it back. */
function edit(session: Session, turn: number): Promise<unknown> {
  const at = positionOf('X-Correlation-', text.length / 2)
  const behind = { line: at.line, character: at.character + 1 }
  const change =
    turn % 2 === 0 ? { range: { start: at, end: at }, text: 'x' } : { range: { start: at, end: behind }, text: '' }
  session.version += 1
  const { version } = session
  void session.client.connection.sendNotification(DidChangeTextDocumentNotification.type, {
    textDocument: { uri: URI, version },
    contentChanges: [change],
  })
  return session.client.diagnostics(URI, (found) => found.version === version)
}

/** Asks in turn for policies, attributes and values, at places spread over the document. */
function askForCompletion({ client }: Session, turn: number): Promise<unknown> {
  const before = ['<choose>', '<set-header ', 'exists-action="'][turn % 3] ?? ''
  const position = positionOf(before, (text.length / 8) * (turn % 6))
  return client.connection.sendRequest(CompletionRequest.type, { textDocument: { uri: URI }, position })
}

function residentMemory(pid: number | undefined): number | undefined {
  const status = `/proc/${pid}/status`
  if (!existsSync(status)) return undefined
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(status, 'utf8'))?.[1])
}

const emptyFigures = (): Figures => ({ starts: [], opened: 0, edits: [], completions: [], memory: undefined })

/** Both servers side by side, each measurement in turn, so that a busy machine slows both. */
async function measure(files: readonly string[]): Promise<readonly Figures[]> {
  const figures = files.map(emptyFigures)
  for (let run = 0; run < STARTS; run++) {
    for (const [index, file] of files.entries()) {
      const session = await start(file)
      figures[index]?.starts.push(session.started)
      await session.client.stop()
    }
  }
  const sessions: readonly Session[] = await Promise.all(files.map(start))
  const each = async (work: (session: Session, found: Figures) => Promise<void>): Promise<void> => {
    for (const [index, session] of sessions.entries()) {
      const found = figures[index]
      if (found !== undefined) await work(session, found)
    }
  }
  await each(async (session, found) => {
    found.opened = await elapsed(() => {
      session.client.open(URI, text)
      return session.client.diagnostics(URI)
    })
  })
  for (let turn = -WARM_UP; turn < EDITS; turn++) {
    await each(async (session, found) => {
      const time = await elapsed(() => edit(session, turn + WARM_UP))
      if (turn >= 0) found.edits.push(time)
    })
  }
  for (let turn = -WARM_UP; turn < COMPLETIONS; turn++) {
    await each(async (session, found) => {
      const time = await elapsed(() => askForCompletion(session, turn + WARM_UP))
      if (turn >= 0) found.completions.push(time)
    })
  }
  await each(async (session, found) => {
    found.memory = residentMemory(session.pid)
    await session.client.stop()
  })
  return figures
}

const percentile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN

/** The language server over stdio with a policy document of 50 KB, beside an empty language server on the same library. */
export async function run(): Promise<BenchRow[]> {
  const built = await findServer()
  const empty = await buildServer({ name: 'empty-server', entry: 'test/bench/lsp-empty-server.ts' })
  try {
    const [ours, floor] = await measure([built.file, empty.file])
    if (ours === undefined || floor === undefined) return []
    const row = (name: string, of: (figures: Figures) => number, unit: string, goal?: string): BenchRow => ({
      name,
      value: of(ours),
      unit,
      ratioTo: { peer: 'empty server', ratio: of(ours) / of(floor) },
      ...(goal && { goal }),
    })
    const rows = [
      row('start to initialized', ({ starts }) => percentile(starts, 0.5), 'ms', 'at most 1.4 × empty server'),
      row('open to diagnostics', ({ opened }) => opened, 'ms'),
      row('edit to diagnostics, p50', ({ edits }) => percentile(edits, 0.5), 'ms', 'at most 4 × empty server'),
      row('edit to diagnostics, p95', ({ edits }) => percentile(edits, 0.95), 'ms', 'at most 8 × empty server'),
      row('completion, p50', ({ completions }) => percentile(completions, 0.5), 'ms', 'at most 2 × empty server'),
      row('completion, p95', ({ completions }) => percentile(completions, 0.95), 'ms'),
    ]
    if (ours.memory !== undefined && floor.memory !== undefined) {
      rows.push(row('memory at the end', ({ memory }) => (memory ?? Number.NaN) / 1024, 'MB', 'under 120 MB'))
    }
    return rows
  } finally {
    await built.dispose()
    await empty.dispose()
  }
}
