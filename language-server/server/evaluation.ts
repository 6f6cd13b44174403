import { readdir, readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import {
  type CodeLens,
  CodeLensRefreshRequest,
  type Connection,
  MessageType,
  type Range,
  ShowMessageNotification,
} from 'vscode-languageserver/node'
import { NOTE_COMMAND, type PolicyText } from '../core/service.ts'
import {
  EVALUATE_REQUEST,
  type EvaluateParams,
  type Evaluation,
  SAMPLE_REQUEST_REQUEST,
  SAMPLES_CHANGED_NOTIFICATION,
  type SampleRequest,
  type SampleRequestParams,
  TRUST_NOTIFICATION,
  type TrustParams,
} from '../protocol.ts'
import { describe, guard, type Log } from './guard.ts'
import type { Lenses } from './lenses.ts'

/** Commands of the server, for editors without an extension of their own; arguments as of the requests. */
export const SERVER_COMMANDS = ['policywright.server.evaluate', 'policywright.server.createSampleRequest', NOTE_COMMAND]

interface EvaluationHost {
  readonly connection: Connection
  readonly log: Log
  readonly client: { readonly refreshesLenses: boolean }
  /** The current version of an open document. */
  read(uri: string): PolicyText | undefined
  /** The lenses beside the values of expressions. */
  readonly lenses: Lenses
}

interface Target {
  readonly uri: string
  /** Where the expression begins. */
  readonly position: Range['start']
}

/** Evaluates expressions for the sample request beside their document; nothing runs before the client says that it trusts the workspace. */
export function registerEvaluation({ connection, log, client, read, lenses }: EvaluationHost): void {
  let isTrusted = false
  let showCommand: string | undefined

  connection.onNotification(TRUST_NOTIFICATION, (params: TrustParams) => {
    isTrusted = params.trusted
    showCommand = params.showCommand
    refresh()
  })
  connection.onNotification(SAMPLES_CHANGED_NOTIFICATION, refresh)

  function refresh(): void {
    if (!client.refreshesLenses) return
    connection
      .sendRequest(CodeLensRefreshRequest.type)
      .catch(() => log.error('The editor does not refresh its code lenses.'))
  }

  connection.onCodeLens(({ textDocument: { uri } }) =>
    guard('Code lenses', log, () => [
      // Their commands are those of the extension, which tells by its own command that it is there.
      ...(showCommand === undefined ? [] : lenses.of(uri)),
      ...(isTrusted ? evaluations(uri) : []),
    ]),
  )

  function evaluations(uri: string): CodeLens[] {
    return (read(uri)?.evaluable() ?? []).map(({ range }): CodeLens => {
      const { start } = range
      return { range: { start, end: start }, data: { uri, position: start } satisfies Target }
    })
  }

  connection.onCodeLensResolve(async (lens) => {
    const found = guard('Code lenses', log, () => lenses.resolve(lens))
    if (found !== undefined) return found
    const target = targetOf(lens.data)
    if (target === undefined) return lens
    return evaluated(lens, target)
  })

  async function evaluated(lens: CodeLens, target: Target): Promise<CodeLens> {
    const found = await evaluateAt(target)
    const create = found.kind === 'no-sample'
    const command = create
      ? showCommand === undefined
        ? 'policywright.server.createSampleRequest'
        : 'policywright.createSampleRequest'
      : (showCommand ?? 'policywright.server.evaluate')
    return { ...lens, command: { title: found.title, command, arguments: create ? [target.uri] : [target] } }
  }

  connection.onRequest(EVALUATE_REQUEST, (params: EvaluateParams) => evaluateAt(params))
  connection.onRequest(SAMPLE_REQUEST_REQUEST, ({ uri }: SampleRequestParams) => sampleFor(uri))
  connection.onExecuteCommand(async ({ command, arguments: [argument] = [] }) => {
    if (command === NOTE_COMMAND) {
      if (typeof argument === 'string')
        void connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Info, message: argument })
      return null
    }
    if (command === 'policywright.server.evaluate') {
      const target = targetOf(argument)
      const found = target && (await evaluateAt(target))
      if (found !== undefined)
        void connection.sendNotification(ShowMessageNotification.type, {
          type: MessageType.Info,
          message: found.details,
        })
      return found ?? null
    }
    const sample = typeof argument === 'string' ? sampleFor(argument) : null
    if (sample === null || !isTrusted) return null
    const start = { line: 0, character: 0 }
    await connection.workspace.applyEdit({
      label: 'Create sample request',
      edit: {
        documentChanges: [
          { kind: 'create', uri: sample.uri, options: { ignoreIfExists: true } },
          {
            textDocument: { uri: sample.uri, version: null },
            edits: [{ range: { start, end: start }, newText: sample.text }],
          },
        ],
      },
    })
    refresh()
    return sample
  })

  function sampleFor(uri: string): SampleRequest | null {
    const text = read(uri)
    const file = fileOfPolicy(uri)
    if (text === undefined || file === undefined) return null
    return { uri: pathToFileURL(sampleBeside(file)).href, text: `${JSON.stringify(text.sampleRequest(), null, 2)}\n` }
  }

  async function evaluateAt({ uri, position }: Target): Promise<Evaluation> {
    if (!isTrusted) return told('refused', 'Not evaluated: the workspace is not trusted')
    const text = read(uri)
    const found = text
      ?.evaluable()
      .find(({ range }) => range.start.line === position.line && range.start.character === position.character)
    if (text === undefined || found === undefined) return told('refused', 'There is no expression here any more')
    const sample = await findSample(uri)
    if (sample === undefined) return told('no-sample', 'Evaluate: create a sample request')
    try {
      const context: unknown = JSON.parse(await readFile(sample, 'utf8'))
      const { evaluate } = await import('../evaluation/evaluator.ts')
      const namedValues = namedValuesOf(text)
      return answered(evaluate({ code: found.code, context, namedValues, timeLimit: TIME_LIMIT }), basename(sample))
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause)
      const isKnown = cause instanceof SyntaxError || (cause instanceof Error && cause.name === 'InputError')
      if (!isKnown) log.error(`Evaluating failed: ${describe(cause)}`)
      return told('failed', `${basename(sample)}: ${reason}`)
    }
  }
}

/** Values of named values that are known and no secrets. */
function namedValuesOf({ options }: PolicyText): Readonly<Record<string, string>> {
  const known = options.resources?.namedValues ?? []
  return Object.fromEntries(
    known.flatMap(({ displayName, value, secret }) => (value === undefined || secret ? [] : [[displayName, value]])),
  )
}

type Answer = ReturnType<typeof import('../evaluation/evaluator.ts')['evaluate']>

function answered(answer: Answer, sample: string): Evaluation {
  const behind = `For ${sample}.`
  if (answer.ok) {
    const value = JSON.stringify(answer.value)
    const details = `${answer.type}\n\n${typeof answer.value === 'string' ? answer.value : JSON.stringify(answer.value, null, 2)}\n\n${behind}`
    return { kind: 'value', title: `= ${shortened(value)} (${answer.type})`, details }
  }
  if ('exception' in answer) {
    const { type, message } = answer.exception
    return { kind: 'exception', title: shortened(`${type}: ${message}`), details: `${type}\n\n${message}\n\n${behind}` }
  }
  const lines = answer.diagnostics.map(({ code, message }) => `${code}: ${message}`)
  return { kind: 'failed', title: shortened(`Does not compile: ${lines[0] ?? ''}`), details: lines.join('\n') }
}

const told = (kind: Evaluation['kind'], title: string): Evaluation => ({
  kind,
  title: shortened(title),
  details: title,
})

/** Milliseconds that one expression may keep the server from answering. */
const TIME_LIMIT = 1000

const LONGEST = 100

const shortened = (text: string): string => {
  const line = text.replaceAll(/\s+/g, ' ')
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line
}

function fileOfPolicy(uri: string): string | undefined {
  try {
    return uri.startsWith('file:') ? fileURLToPath(uri) : undefined
  } catch {
    return undefined
  }
}

const sampleBeside = (file: string): string => file.replace(/\.(?:xml|cshtml)$/, '').concat('.request.json')

/** `policy.request.json` beside `policy.xml`, else the first request of a `samples` folder beside it. */
async function findSample(uri: string): Promise<string | undefined> {
  const file = fileOfPolicy(uri)
  if (file === undefined) return undefined
  const own = sampleBeside(file)
  const names = async (folder: string): Promise<readonly string[]> => {
    try {
      return await readdir(folder)
    } catch {
      return []
    }
  }
  if ((await names(dirname(file))).includes(basename(own))) return own
  const samples = join(dirname(file), 'samples')
  const first = (await names(samples)).filter((name) => name.endsWith('.json')).toSorted()[0]
  return first === undefined ? undefined : join(samples, first)
}

/** What comes back from the client may be anything. */
function targetOf(data: unknown): Target | undefined {
  if (typeof data !== 'object' || data === null || !('uri' in data) || !('position' in data)) return undefined
  const { uri, position } = data
  if (typeof uri !== 'string' || typeof position !== 'object' || position === null) return undefined
  if (!('line' in position) || !('character' in position)) return undefined
  const { line, character } = position
  return typeof line === 'number' && typeof character === 'number' ? { uri, position: { line, character } } : undefined
}
