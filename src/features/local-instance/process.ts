import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { LocalEndpoints } from '../../../emulator/local-instance.ts'

export interface LocalProcess {
  readonly endpoints: LocalEndpoints
  readonly ended: Promise<number | null>
  stop(): Promise<void>
}

export interface LocalProcessOptions {
  /** `dist/cli.cjs` of the extension. */
  readonly commandLine: string
  /** Folder in the APIOps layout to publish. */
  readonly sample: string
  readonly dataFolder: string | undefined
  readonly log: (line: string) => void
  readonly signal: AbortSignal
}

/**
 * The local instance runs as a process of its own, `policywright local`: a request that keeps it busy never holds up the
 * editor, and its token cache is not the extension's.
 * @throws Error with the process's own words when it ends before it listens.
 */
export async function startLocalProcess(options: LocalProcessOptions): Promise<LocalProcess> {
  const { commandLine, sample, dataFolder, log, signal } = options
  const data = dataFolder ? ['--data', dataFolder] : []
  const child = spawn(process.execPath, [commandLine, 'local', '--json', '--sample', sample, ...data], {
    // Electron's own binary is a Node when it is told so.
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const words: string[] = []
  createInterface({ input: child.stderr }).on('line', (line) => {
    words.push(line)
    log(line)
  })
  const abort = (): void => void child.kill('SIGTERM')
  signal.addEventListener('abort', abort, { once: true })
  try {
    const line = await firstLine(child, ended, words)
    return {
      endpoints: JSON.parse(line) as LocalEndpoints,
      ended,
      stop: async () => {
        child.kill('SIGTERM')
        await ended
      },
    }
  } finally {
    signal.removeEventListener('abort', abort)
  }
}

function firstLine(child: ChildProcess, ended: Promise<number | null>, words: readonly string[]): Promise<string> {
  if (!child.stdout) throw new Error('The local instance has no output to read.')
  const lines = createInterface({ input: child.stdout })
  return new Promise((resolve, reject) => {
    // Later lines are of no use here, but must be read, or the process would wait for a reader.
    lines.once('line', resolve)
    lines.on('line', () => undefined)
    child.once('error', (error) => reject(new Error(`The local instance could not be started: ${error.message}`)))
    void ended.then((code) =>
      reject(
        new Error(
          `The local instance ended with ${code} before it was ready: ${words.slice(-3).join(' ') || 'it said nothing.'}`,
        ),
      ),
    )
  })
}
