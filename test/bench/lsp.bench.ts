import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildServer, findServer } from '../lsp/built-server.ts'
import type { BenchRow } from './bench-row.ts'
import { type Session, startSession, type Typing, typingIn } from './lsp-session.ts'
import { policyDocument } from './parse-document.ts'
import { writeWorkspace } from './workspace.ts'

const KB = 1024
const DOCUMENTS = 500
const STARTS = 9
const WARM_UP = 20
const TURNS = 200

/** An attribute's value, and a text in an expression: only the second changes C#. */
const EDITS = ['X-Correlation-', 'var total = 0'] as const
const MARKUP = ['<choose>', '<set-header ', 'exists-action="'] as const
const CODE = ['context.Request.', 'context.', 'context.User.Groups.'] as const
/** Where the flow of the variables is followed, and where any term may begin: the longest answers. */
const NAMES = ['context.Variables["', 'return ', 'if ('] as const

/** What was measured of one server: milliseconds each, but for the memory in KiB. */
interface Figures {
  readonly starts: number[]
  readonly opened: number[]
  readonly edits: number[]
  readonly largeEdits: number[]
  readonly markup: number[]
  readonly code: number[]
  readonly names: number[]
  memory: number
}

const emptyFigures = (): Figures => ({
  starts: [],
  opened: [],
  edits: [],
  largeEdits: [],
  markup: [],
  code: [],
  names: [],
  memory: Number.NaN,
})

interface Runner {
  readonly file: string
  readonly figures: Figures
}

/** All servers side by side, each measurement in turn, so that a busy machine slows all of them. */
async function measure(files: readonly string[], folder: string): Promise<readonly Figures[]> {
  const runners: readonly Runner[] = files.map((file) => ({ file, figures: emptyFigures() }))
  const root = pathToFileURL(folder).href
  for (let run = 0; run < STARTS; run++) {
    for (const { file, figures } of runners) {
      const session = await startSession(file, root)
      figures.starts.push(session.started)
      await session.client.stop()
    }
  }
  await withDocument('apis/api-1/policy.xml', 50 * KB, async (type, figures, turn) => {
    figures.edits.push(await type.edit(EDITS[(turn >> 1) % 2] ?? EDITS[0]))
    figures.markup.push(await type.complete(MARKUP[turn % 3] ?? '', (turn % 6) / 8))
    figures.code.push(await type.complete(CODE[turn % 3] ?? '', (turn % 6) / 8))
    figures.names.push(await type.complete(NAMES[turn % 3] ?? '', (turn % 6) / 8))
  })
  await withDocument('apis/api-2/policy.xml', 250 * KB, async (type, figures) => {
    figures.largeEdits.push(await type.edit(EDITS[0]))
  })
  return runners.map(({ figures }) => figures)

  /** Opens a document of a size in a session of each server and takes turns; the first ones do not count. */
  async function withDocument(
    path: string,
    size: number,
    work: (type: Typing, figures: Figures, turn: number) => Promise<void>,
  ): Promise<void> {
    const text = policyDocument(size)
    writeFileSync(join(folder, path), text)
    const sessions: readonly Session[] = await Promise.all(files.map((file) => startSession(file, root)))
    const types = sessions.map((session) => typingIn(session, `${root}/${path}`, text))
    const ignored = emptyFigures()
    for (const [index, { figures }] of runners.entries()) {
      const type = types[index]
      if (type !== undefined) figures.opened.push(await type.open())
    }
    for (let turn = -WARM_UP; turn < TURNS; turn++) {
      for (const [index, { figures }] of runners.entries()) {
        const type = types[index]
        if (type !== undefined) await work(type, turn < 0 ? ignored : figures, turn + WARM_UP)
      }
    }
    for (const [index, { figures }] of runners.entries()) {
      if (Number.isNaN(figures.memory)) figures.memory = sessions[index]?.memory() ?? Number.NaN
      await sessions[index]?.client.stop()
    }
  }
}

const percentile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN

/**
 * The language server over stdio with a policy document of 50 KB in a workspace of 500, beside an empty language server on the same
 * library; and with the largest document that the service takes.
 */
export async function run(): Promise<BenchRow[]> {
  const built = await findServer()
  const empty = await buildServer({ name: 'empty-server', entry: 'test/bench/lsp-empty-server.ts' })
  const folder = mkdtempSync(join(tmpdir(), 'policywright-workspace-'))
  try {
    writeWorkspace(folder, DOCUMENTS)
    const [ours, floor] = await measure([built.file, empty.file], folder)
    return ours === undefined || floor === undefined ? [] : rowsOf(ours, floor)
  } finally {
    rmSync(folder, { recursive: true })
    await built.dispose()
    await empty.dispose()
  }
}

function rowsOf(ours: Figures, floor: Figures): BenchRow[] {
  const row = (name: string, of: (figures: Figures) => number, goal?: string): BenchRow => ({
    name,
    value: of(ours),
    unit: 'ms',
    ratioTo: { peer: 'empty server', ratio: of(ours) / of(floor) },
    ...(goal && { goal }),
  })
  const rows = [
    row('start to initialized', ({ starts }) => percentile(starts, 0.5), 'at most 1.4 × empty server'),
    row('open to diagnostics, 50 KB', ({ opened }) => opened[0] ?? Number.NaN),
    row('edit to diagnostics, p50', ({ edits }) => percentile(edits, 0.5), 'at most 4 × empty server'),
    row('edit to diagnostics, p95', ({ edits }) => percentile(edits, 0.95), 'at most 8 × empty server'),
    row('completion, p50', ({ markup }) => percentile(markup, 0.5), 'at most 2 × empty server'),
    row('completion, p95', ({ markup }) => percentile(markup, 0.95)),
    row('completion in an expression, p50', ({ code }) => percentile(code, 0.5)),
    row('completion in an expression, p95', ({ code }) => percentile(code, 0.95), 'under 5 ms'),
    row('completion of names in an expression, p50', ({ names }) => percentile(names, 0.5)),
    row('completion of names in an expression, p95', ({ names }) => percentile(names, 0.95), 'under 5 ms'),
    row('open to diagnostics, 250 KB', ({ opened }) => opened[1] ?? Number.NaN),
    row('edit to diagnostics, 250 KB, p95', ({ largeEdits }) => percentile(largeEdits, 0.95), 'under 50 ms'),
  ]
  if (Number.isNaN(ours.memory)) return rows
  const memory = row('memory after 50 KB', (figures) => figures.memory / KB, 'under 120 MB')
  return [...rows, { ...memory, unit: 'MB' }]
}
