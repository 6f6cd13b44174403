import { spawnSync } from 'node:child_process'

export interface RunOptions {
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
  readonly quiet?: boolean
}

/** Runs a program to its end. @throws Error naming the command and its last words when it fails. */
export function run(command: string, args: readonly string[], options: RunOptions = {}): string {
  const { status, error, stdout, stderr } = spawnSync(command, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', options.quiet === false ? 'inherit' : 'pipe'],
  })
  if (error) throw new Error(`${command} could not be started: ${error.message}`)
  if (status !== 0) {
    const words = (stderr || stdout || '').trim().split('\n').slice(-12).join('\n')
    throw new Error(`${command} ${args.join(' ')} ended with ${status}:\n${words}`)
  }
  return stdout
}
