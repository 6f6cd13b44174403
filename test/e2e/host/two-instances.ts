import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { LocalEndpoints } from '../../../emulator/local-instance.ts'
import { projectFile } from '../../tidy/project.ts'

export interface TwoInstances {
  readonly first: LocalEndpoints
  readonly second: LocalEndpoints
  stop(): Promise<void>
}

/**
 * Starts two local instances with the Orders sample, from a terminal as it were: the extension finds them by their state files.
 * @param home `POLICYWRIGHT_HOME` of the session
 * @throws Error when the process ends before it tells where they listen
 */
export async function startTwoInstances(home: string): Promise<TwoInstances> {
  const sample = projectFile('samples/orders')
  const child = spawn(
    process.execPath,
    [projectFile('dist/cli.cjs'), 'local', '--json', '--with-back-end-instance', '--sample', sample],
    { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, POLICYWRIGHT_HOME: home } },
  )
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const told = await Promise.race([
    new Promise<string>((resolve) => createInterface({ input: child.stdout }).once('line', resolve)),
    ended.then(() => {
      throw new Error(`The local instances ended with ${child.exitCode}: see their message above.`)
    }),
  ])
  child.stdout.resume()
  const { backEndInstance, ...first } = JSON.parse(told) as LocalEndpoints & {
    readonly backEndInstance: LocalEndpoints
  }
  return {
    first,
    second: backEndInstance,
    stop: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}
