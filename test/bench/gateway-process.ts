import { type ChildProcess, fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/** A server in a process of its own. */
export interface ServerProcess {
  readonly url: string
  /** Microseconds of CPU, user and system, since it started. */
  cpu(): Promise<number>
  /** Collects garbage, so that a round does not pay for the one before it. */
  collect(): Promise<void>
  stop(): Promise<void>
}

/** Bundles the servers, since a loader that compiles as it goes would slow down what is measured. */
export async function bundleServers(names: readonly string[]): Promise<{ folder: string; remove: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), 'policywright-bench-'))
  await build({
    entryPoints: names.map((name) => fileURLToPath(new URL(`${name}.ts`, import.meta.url))),
    outdir: folder,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['@azure/identity'],
    logLevel: 'error',
  })
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

export async function startServer(file: string, argument = ''): Promise<ServerProcess> {
  const child = fork(file, [argument], { execArgv: ['--expose-gc'] })
  const url = await message<string>(child)
  const ask = async <T>(question: string): Promise<T> => {
    const answer = message<T>(child)
    child.send(question)
    return answer
  }
  return {
    url,
    cpu: () => ask<number>('cpu'),
    collect: () => ask<void>('collect'),
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve())
        child.kill()
      }),
  }
}

/** The other side: tells the URL, then answers questions. */
export function answerBench(url: string): void {
  process.send?.(url)
  process.on('message', (question) => {
    if (question === 'cpu') {
      const { user, system } = process.cpuUsage()
      process.send?.(user + system)
    } else {
      globalThis.gc?.()
      process.send?.('collected')
    }
  })
}

const message = <T>(child: ChildProcess): Promise<T> =>
  new Promise((resolve, reject) => {
    const failed = (code: number | null) => reject(new Error(`a server of the bench ended with ${code}`))
    child.once('exit', failed)
    child.once('message', (value) => {
      child.off('exit', failed)
      resolve(value as T)
    })
  })
