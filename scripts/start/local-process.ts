import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { LocalEndpoints } from '../../emulator/local-instance.ts'
import { root } from '../root.mjs'

export interface LocalProcess {
  readonly endpoints: LocalEndpoints
  readonly child: ChildProcess
  stop(): Promise<void>
}

/** Starts `policywright local --json` from the built command line and waits for the line that says where it listens. */
export async function startLocalProcess(sample: string): Promise<LocalProcess> {
  const child = spawn(process.execPath, [root('dist/cli.cjs'), 'local', '--json', '--sample', sample], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const first = await Promise.race([
    new Promise<string>((resolve) => createInterface({ input: child.stdout }).once('line', resolve)),
    ended.then(() => {
      throw new Error(`The local instance ended with ${child.exitCode}: see its message above.`)
    }),
  ])
  child.stdout.resume()
  return {
    endpoints: JSON.parse(first) as LocalEndpoints,
    child,
    stop: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}
